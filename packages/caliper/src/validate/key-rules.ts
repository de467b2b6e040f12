// What may stand behind a key: the notation of the tables in entity-keys.ts and event-forms.ts.

import { type EntityType, type EntityType12, supertypes, supertypes12 } from '../vocabulary/entity-types.ts';

export type AnyEntityType = EntityType | EntityType12;

/** The types that do where some type is asked for. */
export interface Accepted {
  /** As they were asked for, for messages. */
  names: string;
  /** With all subtypes; undefined when any entity does. */
  types: ReadonlySet<string> | undefined;
}

export interface KeyRule {
  kind:
    | 'anything'
    | 'checked'
    | 'date-time'
    | 'decimal'
    | 'duration'
    | 'entities'
    | 'entity'
    | 'event-id'
    | 'flag'
    | 'forbidden'
    | 'id'
    | 'object'
    | 'part'
    | 'parts'
    | 'roles'
    | 'term'
    | 'text'
    | 'texts'
    | 'whole-number';
  /** Of an entity, or of each in a list. */
  accepted: Accepted;
  /** Of a part, or of each in a list. */
  part: PartRules;
  /** The vocabulary of a term or of roles. */
  terms: ReadonlySet<string>;
  /** Characters that every receiver can store. */
  lengthMax: number;
  /** Whether it must be there; who checks that is who knows the object. */
  isRequired: boolean;
  /** Whether 1.2 brought it. */
  isOf12: boolean;
  /** What to send instead, of a key that should not be sent any more. */
  replacement: string | undefined;
}

export type KeyRules = ReadonlyMap<string, KeyRule>;

/** Something that is no entity: it has a type and keys, but no id and no existence of its own. */
export interface PartRules {
  type: string;
  keys: KeyRules;
  /** Besides `type`. */
  required: readonly string[];
}

const noPart: PartRules = { type: '', keys: new Map(), required: [] };
const noTerms: ReadonlySet<string> = new Set();
const anyEntity: Accepted = { names: 'any entity', types: undefined };

/** A key whose value is of this kind. */
export function key(kind: KeyRule['kind'], lengthMax = Number.POSITIVE_INFINITY): KeyRule {
  return {
    kind,
    accepted: anyEntity,
    part: noPart,
    terms: noTerms,
    lengthMax,
    isRequired: false,
    isOf12: false,
    replacement: undefined,
  };
}

/** A key whose value is a term of this vocabulary, or with `roles` a list of such. */
export function termKey(terms: readonly string[], kind: 'term' | 'roles' = 'term'): KeyRule {
  return { ...key(kind), terms: new Set(terms) };
}

/** A key whose value is this part, or with `parts` a list of such. */
export function partKey(part: PartRules, kind: 'part' | 'parts' = 'part'): KeyRule {
  return { ...key(kind), part };
}

/** A key whose value is an entity of one of these types, or an IRI. */
export function entityKey(...types: AnyEntityType[]): KeyRule {
  return { ...key('entity'), accepted: accepting(types) };
}

/** A key whose value is a list of entities of one of these types, or of IRIs. */
export function entitiesKey(...types: AnyEntityType[]): KeyRule {
  return { ...key('entities'), accepted: accepting(types) };
}

/** The same key, but it must be there. */
export function required(rule: KeyRule): KeyRule {
  return { ...rule, isRequired: true };
}

/** The same key, but brought by 1.2. */
export function of12(rule: KeyRule): KeyRule {
  return { ...rule, isOf12: true };
}

/** The same key, but no longer to be sent. */
export function replacedBy(replacement: string, rule: KeyRule): KeyRule {
  return { ...rule, replacement };
}

/** The rule that takes what either takes: of a key whose rule depends on an action that is not known. */
export function either(one: KeyRule, other: KeyRule): KeyRule {
  if (one.kind === 'forbidden') return other;
  if (other.kind === 'forbidden' || one.accepted.types === undefined) return one;
  if (other.accepted.types === undefined) return other;
  if (one.accepted.names === other.accepted.names) return one;
  return {
    ...one,
    accepted: {
      names: `${one.accepted.names} or ${other.accepted.names}`,
      types: new Set([...one.accepted.types, ...other.accepted.types]),
    },
  };
}

const parents: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries<readonly string[]>({ ...supertypes, ...supertypes12 }),
);

/** A type and everything above it, itself first, each once. */
export function lineage(type: string): string[] {
  const above = (parents.get(type) ?? []).flatMap(lineage);
  return [...new Set([type, ...above])];
}

/** Asked once for each key of each entity and event. */
const lineages = [...parents.keys()].map((type) => ({ type, above: new Set(lineage(type)) }));

function accepting(types: readonly AnyEntityType[]): Accepted {
  if (types.includes('Entity')) return anyEntity;
  const below = lineages.filter(({ above }) => types.some((asked) => above.has(asked)));
  return { names: types.join(' or '), types: new Set(below.map(({ type }) => type)) };
}
