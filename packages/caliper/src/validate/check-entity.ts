// Walks an object by the rules of its keys, and every entity inside it by the rules of its type.

import {
  type Check,
  depthMax,
  entitiesMax,
  expected,
  isObject,
  type JsonObject,
  quoted,
  report,
} from './check.ts';
import { checkInnerContext } from './check-context.ts';
import { type CheckValue, checkListOf } from './check-list.ts';
import { checkDecimal, checkFlag, checkWholeNumber } from './check-number.ts';
import { checkRoles, checkTerm } from './check-term.ts';
import { checkDateTime, checkDuration, checkEventId, checkIri, checkText } from './check-text.ts';
import { type EntityRules, entityRules } from './entity-rules.ts';
import { type KeyRule, type KeyRules, key } from './key-rules.ts';
import { readTerm, requireKey } from './required-keys.ts';

const checks: Readonly<Record<KeyRule['kind'], CheckValue>> = {
  anything: () => {},
  checked: () => {},
  'date-time': checkDateTime,
  decimal: checkDecimal,
  duration: checkDuration,
  entities: checkListOf(checkEntityOrIri),
  entity: checkEntityOrIri,
  'event-id': checkEventId,
  flag: checkFlag,
  forbidden: reportForbidden,
  id: checkIri,
  object: checkObject,
  part: checkPart,
  parts: checkListOf(checkPart),
  roles: checkRoles,
  term: checkTerm,
  text: checkText,
  texts: checkListOf(checkText),
  'whole-number': checkWholeNumber,
};

const iriRule = key('id', 2048);

/**
 * Checks the value of every key of `value`. Keys without a rule are reported, unless `isWhole` is false: then there may be
 * more keys than we know. Keys that must be there and are null count as reported.
 */
export function checkKeys(check: Check, value: JsonObject, keys: KeyRules, isWhole: boolean): void {
  for (const key in value) {
    if (check.isOver) return;
    const inside = value[key];
    if (inside === undefined) continue;
    const rule = keys.get(key);
    if (rule === undefined) {
      if (isWhole) report(check, 'unknown-key', key, `The model has no ${quoted(key)}; use extensions`);
    } else if (inside === null) {
      if (!rule.isRequired) report(check, 'null-value', key, 'A key without value is left out');
    } else {
      if (rule.isOf12 && !check.allows12) report(check, 'version-1.2', key, `${key} is a key of Caliper 1.2`);
      if (rule.replacement !== undefined) {
        report(check, 'deprecated', key, `${key} is deprecated; send ${rule.replacement}`);
      }
      checks[rule.kind](check, key, inside, rule);
    }
  }
}

/** Checks an entity by the rules of its type, which has been read: its id, its keys, and what it should have. */
export function checkEntityKeys(check: Check, value: JsonObject, rules: EntityRules): void {
  if (rules.isOf12 && !check.allows12) {
    report(check, 'version-1.2', 'type', `${rules.type} is a type of Caliper 1.2`);
  }
  requireKey(check, value, 'id');
  checkKeys(check, value, rules.keys, rules.isWhole);
  for (const key of rules.recommended) {
    if (value[key] === undefined) report(check, 'recommended-key', key, `${rules.type} should have ${key}`);
  }
  if (!rules.isWhole) report(check, 'unchecked', undefined, `What only ${rules.type} has is not checked`);
}

function checkEntityOrIri(check: Check, key: string | number, value: unknown, rule: KeyRule): void {
  if (typeof value === 'string') {
    checkIri(check, key, value, iriRule);
  } else if (!isObject(value)) {
    expected(check, key, 'an object or an IRI', value);
  } else if (!rule.isRequired && isEmpty(value)) {
    report(check, 'empty-entity', key, 'An entity has an id and a type');
  } else if (check.depth >= depthMax) {
    report(check, 'too-deep', key, `Entities are at most ${depthMax} deep inside each other`);
  } else if (check.entityCount >= entitiesMax) {
    report(check, 'too-large', key, `An item has at most ${entitiesMax} entities`);
    check.isOver = true;
    check.isComplete = false;
  } else {
    const { hasOtherContext } = check;
    check.path.push(key);
    check.depth += 1;
    check.entityCount += 1;
    checkEntity(check, value, rule);
    check.depth -= 1;
    check.path.pop();
    check.hasOtherContext = hasOtherContext;
  }
}

function checkEntity(check: Check, value: JsonObject, { accepted }: KeyRule): void {
  if (value['@context'] !== undefined) checkInnerContext(check, value['@context']);
  const type = readTerm(check, value, 'type');
  const rules = type === undefined ? undefined : entityRules.get(type);
  if (rules !== undefined) {
    if (accepted.types !== undefined && !accepted.types.has(rules.type)) {
      report(check, 'entity-type', 'type', `Expected ${accepted.names}, found ${rules.type}`);
    }
    checkEntityKeys(check, value, rules);
    return;
  }
  requireKey(check, value, 'id');
  if (type === undefined) return;
  const rule = check.hasOtherContext ? 'foreign-type' : 'unknown-entity-type';
  report(check, rule, 'type', `${quoted(type)} is not a type of entity in Caliper`);
}

function checkPart(check: Check, key: string | number, value: unknown, { part }: KeyRule): void {
  if (!isObject(value)) {
    expected(check, key, 'an object', value);
    return;
  }
  check.path.push(key);
  const type = readTerm(check, value, 'type');
  if (type !== undefined && type !== part.type) {
    report(check, 'entity-type', 'type', `Expected ${part.type}, found ${quoted(type)}`);
  }
  for (const required of part.required) requireKey(check, value, required);
  checkKeys(check, value, part.keys, true);
  check.path.pop();
}

function checkObject(check: Check, key: string | number, value: unknown): void {
  if (!isObject(value)) expected(check, key, 'an object', value);
  else if (isEmpty(value)) report(check, 'empty-value', key, 'Empty objects can be left out');
}

function reportForbidden(check: Check, key: string | number): void {
  report(check, 'forbidden-key', key, `${key} does not go with this event and action`);
}

function isEmpty(value: JsonObject): boolean {
  for (const _ in value) return false;
  return true;
}
