// How GraphQL names records: `_id` is the plain id, `id` is the type and the id in base64. Callers may send either.

import { GraphQLError } from 'graphql';
import { graphqlIdsMax } from '../../model/limits.ts';
import { parseLookup } from '../canvas-wire/ids.ts';

/** The types that `node` finds. */
export const nodeTypes = [
  'Account',
  'Assignment',
  'AssignmentGroup',
  'Course',
  'Enrollment',
  'Progress',
  'Quiz',
  'Section',
  'Submission',
  'User',
] as const;

export type NodeType = (typeof nodeTypes)[number];

/** Canvas: base64 of `Assignment-5`, with padding. */
export function nodeIdOf(type: NodeType | 'PostPolicy', id: number | string): string {
  return Buffer.from(`${type}-${id}`).toString('base64');
}

/** The type and id that a node's id names; undefined when it is none, or of a type that is not a node. */
export function nodeNamed(text: string, shard: number): { type: NodeType; id: number } | undefined {
  const [, name, digits] = /^([A-Za-z]+)-(\d{1,19})$/.exec(decoded(text)) ?? [];
  const type = nodeTypes.find((known) => known === name);
  return type === undefined || digits === undefined ? undefined : { type, id: localId(digits, shard) };
}

type Arguments = Readonly<Record<string, unknown>>;

/**
 * The id that the argument `name` names: plain, global, or a node's id of that type; 0, which nothing has, when it is too
 * large or of another shard. Raises a GraphQL error for anything else.
 */
export function idArgument(args: Arguments, name: string, type: NodeType, shard: number): number {
  return idOf(args[name], name, type, shard);
}

/** As `idArgument`; null for an argument that is absent or null. */
export function optionalIdArgument(
  args: Arguments,
  name: string,
  type: NodeType,
  shard: number,
): number | null {
  return args[name] == null ? null : idOf(args[name], name, type, shard);
}

/** As `optionalIdArgument`, of a list; no longer than `graphqlIdsMax`. */
export function idListArgument(
  args: Arguments,
  name: string,
  type: NodeType,
  shard: number,
): number[] | null {
  const list = args[name];
  if (!Array.isArray(list)) return null;
  if (list.length > graphqlIdsMax) throw new GraphQLError(`${name} must have at most ${graphqlIdsMax} ids`);
  return list.map((item) => idOf(item, name, type, shard));
}

function idOf(value: unknown, name: string, type: NodeType, shard: number): number {
  const text = String(value);
  if (/^\d{1,19}(~\d{1,19})?$/.test(text)) return localId(text, shard);
  const node = nodeNamed(text, shard);
  if (node?.type === type) return node.id;
  throw new GraphQLError(`${name} must be an id of the type ${type}`);
}

function localId(digits: string, shard: number): number {
  const lookup = parseLookup(digits, 'section', shard);
  return lookup.by === 'id' ? lookup.id : 0;
}

/** Empty when it is not base64, with or without padding, of either alphabet. */
function decoded(text: string): string {
  return /^[A-Za-z0-9+/_-]{1,100}={0,2}$/.test(text) ? Buffer.from(text, 'base64').toString('latin1') : '';
}
