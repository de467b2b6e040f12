// Values that are terms of a vocabulary.

import { type Check, expected, quoted, report } from './check.ts';
import { isList } from './check-list.ts';
import type { KeyRule } from './key-rules.ts';
import { termOfIri } from './term-iris.ts';

type Key = string | number;

export function checkTerm(check: Check, key: Key, value: unknown, { terms }: KeyRule): void {
  termIn(check, key, value, terms);
}

/** Roles, each sub-role with its core role. */
export function checkRoles(check: Check, key: Key, value: unknown, { terms }: KeyRule): void {
  if (!isList(check, key, value)) return;
  const roles = new Set<string>();
  check.path.push(key);
  for (let index = 0; index < value.length && !check.isOver; index += 1) {
    const role = termIn(check, index, value[index], terms);
    if (role !== undefined) roles.add(role);
  }
  check.path.pop();
  for (const role of roles) {
    const hash = role.indexOf('#');
    if (hash === -1 || roles.has(role.slice(0, hash))) continue;
    report(check, 'sub-role', key, `${role} should come with ${role.slice(0, hash)}`);
  }
}

/** The term that is written there, if only as an IRI; undefined, and reported, when it is not in the vocabulary. */
function termIn(check: Check, key: Key, value: unknown, terms: ReadonlySet<string>): string | undefined {
  if (typeof value !== 'string') {
    expected(check, key, 'a term', value);
    return undefined;
  }
  if (terms.has(value)) return value;
  const term = termOfIri(value);
  if (term !== undefined && terms.has(term)) {
    report(check, 'term-as-iri', key, `Write the term ${term} and not its IRI`);
    return term;
  }
  report(check, 'unknown-term', key, `${quoted(value)} is not in the vocabulary`);
  return undefined;
}
