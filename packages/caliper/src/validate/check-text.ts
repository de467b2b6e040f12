// Values that are one text, one number, or a list of texts.

import { identifierTypes12, profiles12 } from '../vocabulary/profiles.ts';
import { roles } from '../vocabulary/roles.ts';
import { statuses } from '../vocabulary/statuses.ts';
import { type Check, quoted, report } from './check.ts';
import { termOfIri } from './term-iris.ts';
import {
  isDateTime,
  isDuration,
  isIri,
  isNumberText,
  isReadableDateTime,
  isUuidUrn,
  isVersion4,
} from './text-forms.ts';

type Key = string | number;

const knownRoles: ReadonlySet<string> = new Set(roles);
const knownStatuses: ReadonlySet<string> = new Set(statuses);
const knownProfiles: ReadonlySet<string> = new Set(profiles12);
const knownIdentifierTypes: ReadonlySet<string> = new Set(identifierTypes12);

/** Any text, of `lengthMax` characters at most if every receiver is to keep it whole. */
export function checkText(check: Check, key: Key, value: unknown, lengthMax: number): void {
  if (typeof value !== 'string') return expected(check, key, 'a text', value);
  if (value === '') report(check, 'empty-value', key, 'Empty texts can be left out');
  checkLength(check, key, value, lengthMax);
}

export function checkTexts(check: Check, key: Key, value: unknown, lengthMax: number): void {
  if (!isList(check, key, value)) return;
  check.path.push(key);
  for (let index = 0; index < value.length && !check.isOver; index += 1) {
    const text = value[index];
    if (typeof text !== 'string') expected(check, index, 'a text', text);
    else checkLength(check, index, text, lengthMax);
  }
  check.path.pop();
}

/** The id of an entity, or the IRI that stands for it. */
export function checkIri(check: Check, key: Key, value: unknown, lengthMax: number): void {
  if (typeof value !== 'string') return expected(check, key, 'an IRI', value);
  if (value === '') return report(check, 'missing-key', key, 'An id is not empty');
  if (!isIri(value)) report(check, 'iri', key, `${quoted(value)} is not an absolute IRI`);
  checkLength(check, key, value, lengthMax);
}

export function checkEventId(check: Check, value: unknown): void {
  if (typeof value !== 'string') return expected(check, 'id', 'urn:uuid: and a UUID', value);
  if (value === '') return report(check, 'missing-key', 'id', 'An id is not empty');
  if (!isUuidUrn(value)) {
    report(check, 'event-id', 'id', `The id of an event is urn:uuid: and a UUID, not ${quoted(value)}`);
  } else if (!isVersion4(value)) {
    report(check, 'uuid-version', 'id', 'The UUID of an event should be of version 4');
  }
}

export function checkDateTime(check: Check, key: Key, value: unknown): void {
  if (typeof value !== 'string') return expected(check, key, 'a time as text', value);
  if (isDateTime(value)) return;
  const found = `${quoted(value)} is not a time of the form YYYY-MM-DDTHH:mm:ss.SSSZ`;
  report(check, isReadableDateTime(value) ? 'date-time-form' : 'date-time', key, found);
}

export function checkDuration(check: Check, key: Key, value: unknown): void {
  if (typeof value !== 'string') return expected(check, key, 'a duration as text', value);
  if (!isDuration(value)) report(check, 'duration', key, `${quoted(value)} is not an ISO 8601 duration`);
}

export function checkDecimal(check: Check, key: Key, value: unknown): void {
  if (typeof value === 'number') {
    if (Number.isInteger(value)) {
      report(check, 'decimal-form', key, `Some receivers of decimals refuse ${value} and take ${value}.0`);
    } else if (!Number.isFinite(value)) {
      expected(check, key, 'a number', value);
    }
  } else {
    checkNumberText(check, key, value, 'a number');
  }
}

export function checkWholeNumber(check: Check, key: Key, value: unknown): void {
  if (typeof value !== 'number') return checkNumberText(check, key, value, 'a whole number');
  if (!Number.isInteger(value) || value < 0) {
    report(check, 'whole-number', key, `Expected a whole number from 0, found ${value}`);
  }
}

export function checkFlag(check: Check, key: Key, value: unknown): void {
  if (typeof value !== 'boolean') expected(check, key, 'true or false', value);
}

export function checkRoles(check: Check, key: Key, value: unknown, lengthMax: number): void {
  if (!isList(check, key, value)) return;
  check.path.push(key);
  for (let index = 0; index < value.length && !check.isOver; index += 1) {
    const role = checkTerm(check, index, value[index], 'role', knownRoles);
    const hash = role?.indexOf('#') ?? -1;
    if (role !== undefined && hash !== -1 && !value.includes(role.slice(0, hash))) {
      report(check, 'sub-role', index, `${role} should have its core role ${role.slice(0, hash)} with it`);
    }
  }
  check.path.pop();
  void lengthMax;
}

export function checkStatus(check: Check, key: Key, value: unknown): void {
  checkTerm(check, key, value, 'status', knownStatuses);
}

export function checkProfile(check: Check, key: Key, value: unknown): void {
  checkTerm(check, key, value, 'profile', knownProfiles);
}

export function checkIdentifierType(check: Check, key: Key, value: unknown): void {
  checkTerm(check, key, value, 'kind of identifier', knownIdentifierTypes);
}

export function isList(check: Check, key: Key, value: unknown): value is unknown[] {
  if (!Array.isArray(value)) {
    expected(check, key, 'a list', value);
    return false;
  }
  if (value.length === 0) report(check, 'empty-value', key, 'Empty lists can be left out');
  return true;
}

export function expected(check: Check, key: Key | undefined, what: string, value: unknown): void {
  report(check, 'value-type', key, `Expected ${what}, found ${quoted(value)}`);
}
