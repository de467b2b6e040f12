// One item of `data`: an event, or an entity on its own.

import { actionSpellings } from '../vocabulary/actions.ts';
import { type Check, isObject, type JsonObject, quoted, report } from './check.ts';
import { checkItemContext, type Version } from './check-context.ts';
import { checkEntityKeys, checkKeys } from './check-entity.ts';
import { entityRules } from './entity-rules.ts';
import {
  allActions,
  allActions12,
  type EventRules,
  eventRules,
  eventRules12,
  type FormRules,
  requiredKeys,
} from './event-rules.ts';
import { readTerm, requireKey } from './required-keys.ts';

const otherSpellings: ReadonlySet<string> = new Set(Object.keys(actionSpellings));

/**
 * Checks an item of an envelope of `dataVersion`; undefined when it came without, or with one that is not known. An item
 * whose own `@context` names no version is checked by that of its envelope, and by 1.1 when there is none.
 */
export function checkItem(check: Check, item: unknown, dataVersion: Version | undefined): void {
  if (!isObject(item)) {
    report(check, 'not-an-object', undefined, `Expected an event or entity, found ${quoted(item)}`);
    return;
  }
  check.allows12 = false;
  check.hasOtherContext = false;
  check.entityCount = 0;
  const named = checkItemContext(check, item['@context']);
  if (named !== undefined && dataVersion !== undefined && named !== dataVersion) {
    const found = `Caliper ${named} in an envelope of Caliper ${dataVersion}`;
    report(check, 'version-mismatch', '@context', found);
  }
  const version = named ?? dataVersion ?? '1.1';
  if (version === '1.2') check.allows12 = true;
  const type = readTerm(check, item, 'type');
  if (type === undefined) return;
  const event = (version === '1.2' ? eventRules12 : eventRules).get(type);
  const entity = entityRules.get(type);
  if (event !== undefined) {
    checkEvent(check, item, event, version);
  } else if (entity !== undefined) {
    checkEntityKeys(check, item, entity);
  } else {
    requireKey(check, item, 'id');
    const rule = check.hasOtherContext ? 'foreign-type' : 'unknown-type';
    report(check, rule, 'type', `${quoted(type)} is not a type of Caliper`);
  }
}

function checkEvent(check: Check, event: JsonObject, rules: EventRules, version: Version): void {
  if (rules.isOf12 && !check.allows12) {
    report(check, 'version-1.2', 'type', `${rules.type} is an event of Caliper 1.2`);
  }
  if (rules.replacement !== undefined) {
    report(check, 'deprecated', 'type', `${rules.type} is deprecated; send ${rules.replacement}`);
  }
  for (const key of requiredKeys) requireKey(check, event, key);
  const form = formOf(check, event, rules);
  checkKeys(check, event, form.keys, true);
  for (const key of form.recommended) recommend(check, event, rules.type, key);
  if (version === '1.2') recommend(check, event, rules.type, 'profile');
  if (!rules.isWhole) {
    const found = `Who may do what to what in ${rules.type} is not checked`;
    report(check, 'unchecked', undefined, found);
  }
}

/** The rules for the event's action. An action that it does not have is reported, and judged as any of those it has. */
function formOf(check: Check, event: JsonObject, rules: EventRules): FormRules {
  const action = readTerm(check, event, 'action');
  if (action === undefined) return rules.otherwise;
  const form = rules.byAction?.get(action);
  if (form !== undefined) {
    if (form.replacement !== undefined) {
      report(
        check,
        'deprecated',
        'action',
        `${rules.type} ${action} is deprecated; send ${form.replacement}`,
      );
    }
    return form;
  }
  if (allActions12.has(action) && !check.allows12) {
    report(check, 'version-1.2', 'action', `${action} is an action of Caliper 1.2`);
  } else if (!allActions.has(action) && !allActions12.has(action) && !otherSpellings.has(action)) {
    report(check, 'unknown-action', 'action', `${quoted(action)} is not an action of Caliper`);
  } else if (rules.byAction !== undefined) {
    report(check, 'event-action', 'action', `${action} is not an action of ${rules.type}`);
  }
  return rules.otherwise;
}

function recommend(check: Check, event: JsonObject, type: string, key: string): void {
  if (event[key] === undefined) report(check, 'recommended-key', key, `${type} should have ${key}`);
}
