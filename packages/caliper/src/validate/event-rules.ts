// The forms of event-forms.ts, worked out once for each event, action and version: which keys, with which values.

import { actions, actions12 } from '../vocabulary/actions.ts';
import { deprecatedEventTypes, eventTypes, eventTypes12 } from '../vocabulary/event-types.ts';
import { profiles12 } from '../vocabulary/profiles.ts';
import { type EventForm, eventForms } from './event-forms.ts';
import {
  either,
  entityKey,
  type KeyRule,
  type KeyRules,
  key,
  of12,
  replacedBy,
  required,
  termKey,
} from './key-rules.ts';

export interface FormRules {
  keys: KeyRules;
  recommended: readonly string[];
  replacement: string | undefined;
}

export interface EventRules {
  type: string;
  /** By action; undefined when the event takes every action. */
  byAction: ReadonlyMap<string, FormRules> | undefined;
  /** For every action, or for one that is not the event's: what any of its forms takes. */
  otherwise: FormRules;
  /** Whether 1.2 brought it. */
  isOf12: boolean;
  /** What to send instead, of an event that should not be sent any more. */
  replacement: string | undefined;
  /** Whether who may do what to what is checked. */
  isWhole: boolean;
}

export const allActions: ReadonlySet<string> = new Set(actions);
export const allActions12: ReadonlySet<string> = new Set(actions12);

const baseKeys: ReadonlyMap<string, KeyRule> = new Map([
  ['@context', key('checked')],
  ['id', required(key('event-id'))],
  ['type', required(key('checked'))],
  ['actor', required(entityKey('Agent'))],
  ['action', required(key('checked'))],
  ['object', required(entityKey('Entity'))],
  ['eventTime', required(key('date-time'))],
  ['generated', entityKey('Entity')],
  ['target', entityKey('Entity')],
  ['referrer', entityKey('Entity')],
  ['edApp', entityKey('SoftwareApplication')],
  ['group', entityKey('Organization')],
  ['membership', entityKey('Membership')],
  ['session', entityKey('Session')],
  ['federatedSession', entityKey('LtiSession')],
  ['extensions', key('object')],
  ['profile', of12(termKey(profiles12))],
]);

/** Keys that every event must have, besides `type` and `action`, which are read before the others. */
export const requiredKeys = [...baseKeys]
  .filter(([, rule]) => rule.isRequired && rule.kind !== 'checked')
  .map(([name]) => name);

const generic: FormRules = { keys: baseKeys, recommended: [], replacement: undefined };
const navigatedFrom = replacedBy('referrer', entityKey('Entity'));

/** What is known of each type of event, for items of 1.1. */
export const eventRules: ReadonlyMap<string, EventRules> = rulesOfAll(false);

/** What is known of each type of event, for items of 1.2. */
export const eventRules12: ReadonlyMap<string, EventRules> = rulesOfAll(true);

function rulesOfAll(is12: boolean): Map<string, EventRules> {
  const all = new Map<string, EventRules>();
  for (const type of [...eventTypes, ...eventTypes12]) {
    const forms = eventForms[type]?.map((form) => (is12 ? { ...form, ...form.in12 } : form));
    const isOf12 = eventTypes12.some((of12) => of12 === type);
    all.set(type, { ...rulesOf(type, forms), isOf12, replacement: undefined });
  }
  for (const [type, replacement] of Object.entries(deprecatedEventTypes)) {
    all.set(type, { ...rulesOf(type, undefined), isOf12: false, replacement });
  }
  return all;
}

function rulesOf(
  type: string,
  forms: readonly EventForm[] | undefined,
): Pick<EventRules, 'type' | 'byAction' | 'otherwise' | 'isWhole'> {
  if (forms === undefined) {
    return { type, byAction: undefined, otherwise: generic, isWhole: type === 'Event' };
  }
  const byAction = new Map<string, FormRules>();
  const otherwise = new Map<string, KeyRule>();
  for (const form of forms) {
    const rules = formRules(type, form);
    for (const action of form.actions) byAction.set(action, rules);
    if (form.replacement !== undefined) continue;
    for (const [name, rule] of rules.keys) {
      const before = otherwise.get(name);
      otherwise.set(name, before === undefined ? rule : either(before, rule));
    }
  }
  return { type, byAction, otherwise: { ...generic, keys: otherwise }, isWhole: true };
}

function formRules(type: string, form: EventForm): FormRules {
  const keys = new Map(baseKeys);
  for (const part of ['actor', 'object', 'generated', 'target', 'referrer'] as const) {
    const types = form[part];
    if (types === undefined) continue;
    const rule = types.length === 0 ? key('forbidden') : entityKey(...types);
    keys.set(part, part === 'actor' || part === 'object' ? required(rule) : rule);
  }
  if (type === 'NavigationEvent') keys.set('navigatedFrom', navigatedFrom);
  return { keys, recommended: form.recommended ?? [], replacement: form.replacement };
}
