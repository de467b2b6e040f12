// What a field resolver is given, and how resolvers are put onto the schema.

import { buildSchema, GraphQLError, type GraphQLSchema, isInterfaceType, isObjectType } from 'graphql';
import type { Caller } from '../../model/caller.ts';
import { nameCharsMax } from '../../model/limits.ts';
import { storableText } from '../../model/loose-value.ts';
import { parseTime } from '../../model/time.ts';
import type { OverrideGrade } from '../../operations/gradebook/override-grade.ts';
import type { PostGrades } from '../../operations/gradebook/post-grades.ts';
import type { SetPostPolicy } from '../../operations/gradebook/post-policy.ts';
import type { ShowProgress } from '../../operations/gradebook/show-progress.ts';
import type { Graph } from '../../operations/graph/graph.ts';
import type { ShowUser } from '../../operations/people/show-user.ts';
import type { Lookups } from './lookups.ts';
import type { NodeType } from './node-ids.ts';

/** The operations that fields call; each checks the rights of the caller. */
export interface GraphqlOperations {
  showUser: ShowUser;
  showProgress: ShowProgress;
  overrideGrade: OverrideGrade;
  postGrades: PostGrades;
  setPostPolicy: SetPostPolicy;
}

/** One request. */
export interface GraphqlContext extends GraphqlOperations {
  caller: Caller;
  graph: Graph;
  /** Made anew by each mutation, since what was found before may have changed. */
  lookups: Lookups;
  shard: number;
  /** Base of URLs. */
  baseUrl: string;
  /** How much long text the answer may still have; below 0 it has too much, and is not sent. */
  textCharsLeft: number;
}

/** As the schema has let them through: of the types it says. */
export type Arguments = Readonly<Record<string, unknown>>;

/** How each field of a type is found; one that is not here is the source's property of that name. */
export type Fields<Source> = Readonly<
  Record<string, (source: Source, args: Arguments, context: GraphqlContext) => unknown>
>;

/** Of any source: which one a type has, its own file knows. */
type AnyFields = Readonly<
  Record<string, (source: never, args: Arguments, context: GraphqlContext) => unknown>
>;

const typeOfNode = new WeakMap<object, NodeType>();

/** Says of what type a record is where the schema has only `Node`. */
export function asNode<Source extends object>(type: NodeType, source: Source | undefined): Source | null {
  if (source === undefined) return null;
  typeOfNode.set(source, type);
  return source;
}

/** The schema with its resolvers. Throws when it has no such type or field. */
export function schemaWith(text: string, fieldsOf: Readonly<Record<string, AnyFields>>): GraphQLSchema {
  const schema = buildSchema(text);
  const node = schema.getType('Node');
  if (!isInterfaceType(node)) throw new Error('the schema has no interface Node');
  node.resolveType = (source: object) => typeOfNode.get(source);
  for (const [typeName, fields] of Object.entries(fieldsOf)) {
    const type = schema.getType(typeName);
    if (!isObjectType(type)) throw new Error(`the schema has no type ${typeName}`);
    for (const [name, resolve] of Object.entries(fields)) {
      const field = type.getFields()[name];
      if (field === undefined) throw new Error(`the schema has no field ${typeName}.${name}`);
      field.resolve = (source, args, context) => resolve(source as never, args, context as GraphqlContext);
    }
  }
  return schema;
}

/** A text that may be long, counted; null once there is too much of it. */
export function longText(text: string | null, context: GraphqlContext): string | null {
  context.textCharsLeft -= text?.length ?? 0;
  return context.textCharsLeft < 0 ? null : text;
}

/** An argument that is an input object; empty when it is absent or null. */
export function objectArgument(args: Arguments, name: string): Arguments {
  return (args[name] ?? {}) as Arguments;
}

/** Null when absent. Raises malformed for text that no column can hold. */
export function textArgument(args: Arguments, name: string): string | null {
  const text = args[name];
  return typeof text === 'string' ? storableText(text, name, nameCharsMax) : null;
}

/** Null when absent; values of an enumeration, each once, so that there are only so many. */
export function enumListArgument<Value extends string>(
  args: Arguments,
  name: string,
): readonly Value[] | null {
  const list = args[name];
  return Array.isArray(list) ? [...new Set(list as Value[])] : null;
}

/** Canvas: an empty list does not limit. */
export function nonEmpty<Item>(list: readonly Item[] | null): readonly Item[] | null {
  return list === null || list.length === 0 ? null : list;
}

/** Epoch milliseconds; null when absent. Raises a GraphQL error for what is no time. */
export function timeArgument(args: Arguments, name: string): number | null {
  const text = args[name];
  if (text == null) return null;
  const ms = parseTime(text);
  if (ms === null) throw new GraphQLError(`${name} must be an ISO 8601 time`);
  return ms;
}
