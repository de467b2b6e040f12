// `@context`: which version of Caliper an item speaks, and whether it brings terms of others.

import { actions, actions12 } from '../vocabulary/actions.ts';
import { caliper12Context, caliperContext, extensionContexts } from '../vocabulary/contexts.ts';
import { entityTypes, entityTypes12 } from '../vocabulary/entity-types.ts';
import { eventTypes, eventTypes12 } from '../vocabulary/event-types.ts';
import { type Check, expected, isObject, type JsonObject, quoted, report } from './check.ts';
import { ownKeys } from './entity-keys.ts';
import { isIri } from './text-forms.ts';

export type Version = '1.1' | '1.2';

const extensions: ReadonlySet<unknown> = new Set(extensionContexts);

/** Terms that no context beside Caliper's may give another meaning. */
const caliperTerms: ReadonlySet<string> = new Set([
  ...[actions, actions12, eventTypes, eventTypes12, entityTypes, entityTypes12].flat(),
  ...Object.values(ownKeys).flatMap((keys) => Object.keys(keys)),
  ...['actor', 'action', 'object', 'eventTime', 'generated', 'target', 'referrer'],
  ...['edApp', 'group', 'membership', 'session', 'federatedSession', 'profile'],
]);

/** The version a context IRI or a `dataVersion` stands for. A profile that extends 1.1 is 1.1. */
export function versionOf(iri: unknown): Version | undefined {
  if (iri === caliperContext || extensions.has(iri)) return '1.1';
  return iri === caliper12Context ? '1.2' : undefined;
}

/**
 * Checks the `@context` of an item of `data`; null, like every null, is left to the check of keys. Returns the version that
 * it names; undefined when it names none.
 */
export function checkItemContext(check: Check, value: unknown): Version | undefined {
  if (value === caliperContext) return '1.1';
  if (value === caliper12Context) return '1.2';
  if (value === null) return undefined;
  if (value === undefined) {
    report(check, 'context', '@context', `Every item of data has a @context: ${caliperContext}`);
    return undefined;
  }
  if (Array.isArray(value)) return checkContexts(check, value);
  const found = `The Caliper context is ${caliperContext}, alone or last in a list, not ${quoted(value)}`;
  report(check, 'context', '@context', found);
  return undefined;
}

/** Checks the `@context` of an entity inside an item: it is not needed, and may add terms but not redefine them. */
export function checkInnerContext(check: Check, value: unknown): void {
  if (typeof value === 'string') {
    if (!isIri(value)) report(check, 'context', '@context', `${quoted(value)} is not an absolute IRI`);
    if (versionOf(value) === undefined) check.hasOtherContext = true;
  } else if (Array.isArray(value)) {
    checkOtherContexts(check, value);
  } else if (isObject(value)) {
    check.hasOtherContext = true;
    checkInline(check, '@context', value);
  } else if (value !== undefined && value !== null) {
    expected(check, '@context', 'an IRI, an object or a list of them', value);
  }
}

function checkContexts(check: Check, contexts: readonly unknown[]): Version | undefined {
  checkOtherContexts(check, contexts.slice(0, -1));
  const version = versionOf(contexts.at(-1));
  if (contexts.some((context) => extensions.has(context))) check.allows12 = true;
  const others = contexts.slice(0, -1).map(versionOf);
  if (version !== undefined && others.some((other) => other !== undefined && other !== version)) {
    report(check, 'context', '@context', 'An item is of one version of Caliper, not of two');
  }
  if (version === undefined) {
    report(check, 'context', '@context', `The last of several contexts is Caliper's: ${caliperContext}`);
  }
  return version;
}

function checkOtherContexts(check: Check, contexts: readonly unknown[]): void {
  check.path.push('@context');
  for (let index = 0; index < contexts.length && !check.isOver; index += 1) {
    const context = contexts[index];
    if (isObject(context)) checkInline(check, index, context);
    else if (typeof context !== 'string') expected(check, index, 'an IRI or an object', context);
    else if (!isIri(context)) report(check, 'context', index, `${quoted(context)} is not an absolute IRI`);
    if (versionOf(context) === undefined) check.hasOtherContext = true;
  }
  check.path.pop();
}

function checkInline(check: Check, key: string | number, context: JsonObject): void {
  check.path.push(key);
  for (const term in context) {
    if (check.isOver) break;
    if (caliperTerms.has(term)) report(check, 'context', term, `${term} is Caliper's and stays as it is`);
  }
  check.path.pop();
}
