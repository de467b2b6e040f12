// Keys that must be there, and the terms under two of them that say how everything else is to be read.

import { type Check, expected, type JsonObject, report } from './check.ts';
import { termOfIri } from './term-iris.ts';

/** Reports a key that is missing or null. Returns whether it is there. */
export function requireKey(check: Check, value: JsonObject, key: string): boolean {
  if (value[key] !== undefined && value[key] !== null) return true;
  report(check, 'missing-key', key, `${key} is missing`);
  return false;
}

/**
 * The term under `key`, which must be there; of a full IRI of Caliper's, the term it stands for. Undefined, and reported,
 * when there is no text.
 */
export function readTerm(check: Check, value: JsonObject, key: 'type' | 'action'): string | undefined {
  const text = value[key];
  if (typeof text !== 'string') {
    if (requireKey(check, value, key)) expected(check, key, 'a term', text);
    return undefined;
  }
  const term = text.startsWith('http') ? termOfIri(text) : undefined;
  if (term === undefined) return text;
  report(check, 'term-as-iri', key, `Write the term ${term} and not its IRI`);
  return term;
}
