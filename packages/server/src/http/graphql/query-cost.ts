// What a query asks for at most, found before anything is looked up: how deep it goes, and how many values it has when
// every list is as long as its page may be. Items of lists that it sends count too, wherever they are read: thousands of ids
// for each of thousands of nodes are as much work. Fragments count wherever they are spread.

import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  type SelectionSetNode,
  TypeMetaFieldDef,
  type ValueNode,
} from 'graphql';
import { pageRowsMax } from '../../model/limits.ts';
import { isRecord } from '../../model/loose-value.ts';
import { pageLimit } from './connection.ts';

export interface QueryCost {
  depth: number;
  /** Values in the answer and items sent, at most; past every bound it is only known to be large. */
  values: number;
  /** Fields of the operation itself. */
  rootFields: number;
}

/** Lists of the schema's own description: it has about this many types, and fewer fields in each. */
const introspectedNodes = 20;

/** Of an operation that is valid against the schema; `variables` as they were sent. */
export function queryCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): QueryCost {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const known = new Map<SelectionSetNode, Map<string, QueryCost>>();
  const root = schema.getRootType(operation.operation);
  return root == null ? { depth: 0, values: 0, rootFields: 0 } : costOf(operation.selectionSet, root, null);

  /** Each selection once for each page it is on, however often it is spread: counting takes no longer than reading. */
  function costOf(selection: SelectionSetNode, parent: GraphQLNamedType, page: number | null): QueryCost {
    const key = `${parent.name} ${page}`;
    const before = known.get(selection)?.get(key);
    if (before !== undefined) return before;
    const cost = { depth: 0, values: 0, rootFields: 0 };
    for (const part of selection.selections) {
      if (part.kind === Kind.FIELD) {
        const inner = fieldCost(part, parent, page);
        cost.depth = Math.max(cost.depth, inner.depth);
        cost.values += inner.values;
        cost.rootFields += 1;
        continue;
      }
      const spread = part.kind === Kind.INLINE_FRAGMENT ? part : fragments.get(part.name.value);
      if (spread === undefined) continue;
      const type = spread.typeCondition ? schema.getType(spread.typeCondition.name.value) : parent;
      const inner = costOf(spread.selectionSet, type ?? parent, page);
      cost.depth = Math.max(cost.depth, inner.depth);
      cost.values += inner.values;
      cost.rootFields += inner.rootFields;
    }
    known.set(selection, (known.get(selection) ?? new Map()).set(key, cost));
    return cost;
  }

  /** `page` is how many nodes the connection has that the field is in, null outside of one. */
  function fieldCost(field: FieldNode, parent: GraphQLNamedType, page: number | null): QueryCost {
    const definition = definitionOf(parent, field.name.value);
    const type = definition && getNamedType(definition.type);
    if (!field.selectionSet || definition === undefined || !isCompositeType(type)) {
      return { depth: 1, values: 1 + itemsSent(field), rootFields: 1 };
    }
    const isPaged = definition.args.some(({ name }) => name === 'first');
    const inner = costOf(field.selectionSet, type, isPaged ? pageLimit(firstOf(field)) : null);
    const nodes = isList(definition.type) ? listLength(type, page) : 1;
    const values = 1 + itemsSent(field) + nodes * inner.values;
    return { depth: inner.depth + 1, values, rootFields: 1 };
  }

  function firstOf(field: FieldNode): unknown {
    const value = field.arguments?.find(({ name }) => name.value === 'first')?.value;
    if (value?.kind === Kind.INT) return Number(value.value);
    if (value?.kind !== Kind.VARIABLE) return undefined;
    const { value: name } = value.name;
    if (Object.hasOwn(variables, name)) return variables[name];
    const declared = defaultOf(name);
    return declared?.kind === Kind.INT ? Number(declared.value) : undefined;
  }

  function itemsSent({ arguments: sent = [] }: FieldNode): number {
    return total(sent.map(({ value }) => itemsIn(value)));
  }

  function itemsIn(value: ValueNode): number {
    switch (value.kind) {
      case Kind.LIST:
        return value.values.length + total(value.values.map(itemsIn));
      case Kind.OBJECT:
        return total(value.fields.map((field) => itemsIn(field.value)));
      case Kind.VARIABLE: {
        const name = value.name.value;
        if (Object.hasOwn(variables, name)) return itemsOf(variables[name]);
        const declared = defaultOf(name);
        return declared === undefined ? 0 : itemsIn(declared);
      }
      default:
        return 0;
    }
  }

  function defaultOf(name: string): ValueNode | undefined {
    return operation.variableDefinitions?.find(({ variable }) => variable.name.value === name)?.defaultValue;
  }
}

/** Items of the lists in a variable, which is nested no deeper than a body may be. */
function itemsOf(value: unknown): number {
  if (Array.isArray(value)) return value.length + total(value.map(itemsOf));
  return isRecord(value) ? total(Object.values(value).map(itemsOf)) : 0;
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

function listLength(type: GraphQLNamedType, page: number | null): number {
  return type.name.startsWith('__') ? introspectedNodes : (page ?? pageRowsMax);
}

function isList(type: GraphQLOutputType): boolean {
  return isListType(getNullableType(type));
}

function definitionOf(parent: GraphQLNamedType, name: string): GraphQLField<unknown, unknown> | undefined {
  if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
  if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  return isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
}
