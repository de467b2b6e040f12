// What queries are taken to cost, one by one. A value is a field of the answer; a list counts as its whole page.

import { buildSchema, getOperationAST, parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { queryCost } from '../../../src/http/graphql/query-cost.ts';

const schema = buildSchema(`
  input Filter { ids: [ID!], more: Filter }
  type Query { one(ids: [ID!]): Item, all(first: Int): ItemConnection, plain: [Item!]!, names: [String] }
  type Item { name: String, next: Item, parts(first: Int, filter: Filter): ItemConnection, named: Named }
  interface Named { name: String }
  type ItemConnection { nodes: [Item] edges: [Edge] pageInfo: PageInfo! }
  type Edge { cursor: String node: Item }
  type PageInfo { hasNextPage: Boolean! }
`);

function costOf(query: string, variables: Record<string, unknown> = {}) {
  const document = parse(query);
  const operation = getOperationAST(document);
  if (!operation) throw new Error('no operation');
  return queryCost(schema, document, operation, variables);
}

describe('a query', () => {
  test.each<[query: string, depth: number, values: number]>([
    ['{ names }', 1, 1],
    ['{ one { name } }', 2, 2],
    ['{ a: one { name } b: one { name } }', 2, 4],
    ['{ one { next { next { name } } } }', 4, 4],
    ['{ __typename one { __typename } }', 2, 3],
    // The list and its hundred items of one value each.
    ['{ plain { name } }', 2, 101],
    // The connection, its nodes, and a value of each of the twenty that a page has by default.
    ['{ all { nodes { name } } }', 3, 22],
    ['{ all(first: 5) { nodes { name } } }', 3, 7],
    ['{ all(first: 500) { nodes { name } } }', 3, 102],
    ['{ all(first: 0) { nodes { name } } }', 3, 2],
    ['{ all(first: null) { nodes { name } } }', 3, 22],
    ['{ all(first: 5) { edges { cursor node { name } } pageInfo { hasNextPage } } }', 4, 1 + 1 + 5 * 3 + 2],
    // Ten times the connection within, its nodes, and ten names.
    ['{ all(first: 10) { nodes { parts(first: 10) { nodes { name } } } } }', 5, 2 + 10 * 12],
    ['{ ...a } fragment a on Query { one { ...b ...b } } fragment b on Item { name }', 2, 3],
    ['{ one { ... on Item { name } ... { name } } }', 2, 3],
    ['{ one { named { name ... on Named { name } } } }', 3, 4],
  ])('%s', (query, depth, values) => {
    expect(costOf(query)).toMatchObject({ depth, values });
  });

  test.each<[variables: Record<string, unknown>, values: number]>([
    [{ n: 3 }, 5],
    [{ n: 100_000 }, 102],
    [{ n: null }, 22],
    [{ n: '3' }, 22],
    [{}, 9],
  ])('takes pages from variables: %j', (variables, values) => {
    expect(costOf('query($n: Int = 7) { all(first: $n) { nodes { name } } }', variables).values).toBe(values);
  });

  test.each<[query: string, variables: Record<string, unknown>, values: number]>([
    ['{ one(ids: [1, 2, 3]) { name } }', {}, 5],
    ['query($ids: [ID!]) { one(ids: $ids) { name } }', { ids: ['1', '2'] }, 4],
    ['query($ids: [ID!] = [1, 2, 3, 4]) { one(ids: $ids) { name } }', {}, 6],
    ['query($ids: [ID!] = [1, 2, 3, 4]) { one(ids: $ids) { name } }', { ids: null }, 2],
    // Read again for each of ten items.
    [
      'query($f: Filter) { all(first: 10) { nodes { parts(first: 1, filter: $f) { nodes { name } } } } }',
      { f: { ids: [1, 2], more: { ids: [3] } } },
      2 + 10 * (1 + 3 + 2),
    ],
    ['{ all(first: 10) { nodes { parts(first: 1, filter: { ids: [1, 2] }) { nodes { name } } } } }', {}, 52],
  ])('counts items that it sends: %s %j', (query, variables, values) => {
    expect(costOf(query, variables).values).toBe(values);
  });

  test('counts the fields of the operation itself through fragments', () => {
    const { rootFields } = costOf(
      '{ names ...a } fragment a on Query { b: names c: names ...d } fragment d on Query { e: names }',
    );
    expect(rootFields).toBe(4);
  });

  test('of fragments that double each other is large, and is known at once', () => {
    const doubling = Array.from(
      { length: 500 },
      (_, at) => `fragment f${at} on Item { x: next { ...f${at + 1} } y: next { ...f${at + 1} } }`,
    );
    const { values } = costOf(`{ one { ...f0 } } ${doubling.join(' ')} fragment f500 on Item { name }`);
    expect(values).toBeGreaterThan(1e100);
  });
});
