// Ids of nodes and arguments that name them. Source: core reference §11.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  idArgument,
  idListArgument,
  nodeIdOf,
  nodeNamed,
  nodeTypes,
  optionalIdArgument,
} from '../../../src/http/graphql/node-ids.ts';

const anyType = fc.constantFrom(...nodeTypes);
const anyId = fc.integer({ min: 1, max: 9_999_999_999_999 });

describe('the id of a node', () => {
  test('is base64 of type and id, with padding', () => {
    expect(nodeIdOf('Assignment', 5)).toBe('QXNzaWdubWVudC01');
    expect(nodeIdOf('Course', 1)).toBe('Q291cnNlLTE=');
  });

  test('is read back, with and without padding', () => {
    fc.assert(
      fc.property(anyType, anyId, (type, id) => {
        const text = nodeIdOf(type, id);
        expect(nodeNamed(text, 1)).toEqual({ type, id });
        expect(nodeNamed(text.replaceAll('=', ''), 1)).toEqual({ type, id });
        expect(idArgument({ id: text }, 'id', type, 1)).toBe(id);
      }),
    );
  });

  test('of another shard, or too large for any, is nothing', () => {
    expect(nodeNamed(nodeIdOf('Course', '20000000000005'), 1)).toEqual({ type: 'Course', id: 0 });
    expect(nodeNamed(nodeIdOf('Course', '20000000000005'), 2)).toEqual({ type: 'Course', id: 5 });
    expect(nodeNamed(nodeIdOf('Course', '9999999999999999999'), 1)).toEqual({ type: 'Course', id: 0 });
  });

  test('is no other text, and reading never throws', () => {
    for (const text of ['', '5', 'Course-5', 'Q291cnNl', '%%%', 'x'.repeat(500), nodeIdOf('PostPolicy', 5)]) {
      expect(nodeNamed(text, 1)).toBeUndefined();
    }
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        nodeNamed(text, 1);
      }),
    );
  });
});

describe('an argument', () => {
  test.each([
    ['12', 12],
    [12, 12],
    ['10000000000012', 12],
    ['1~12', 12],
    ['0', 0],
    ['2~12', 0],
    ['9999999999999999999', 0],
  ])('names %s as %i', (given, id) => {
    expect(idArgument({ courseId: given }, 'courseId', 'Course', 1)).toBe(id);
  });

  test.each(['', ' ', '-1', '1.5', '1e3', 'self', nodeIdOf('User', 3)])('refuses %j, by name', (given) => {
    expect(() => idArgument({ courseId: given }, 'courseId', 'Course', 1)).toThrow(
      'courseId must be an id of the type Course',
    );
  });

  test('may be absent, and may be a list', () => {
    expect(optionalIdArgument({}, 'id', 'Course', 1)).toBeNull();
    expect(optionalIdArgument({ id: null }, 'id', 'Course', 1)).toBeNull();
    expect(idListArgument({}, 'ids', 'User', 1)).toBeNull();
    expect(idListArgument({ ids: ['3', nodeIdOf('User', 4)] }, 'ids', 'User', 1)).toEqual([3, 4]);
    expect(() => idListArgument({ ids: Array(5001).fill('1') }, 'ids', 'User', 1)).toThrow('at most 5000');
  });
});
