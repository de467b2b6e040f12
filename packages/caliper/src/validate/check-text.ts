// Values that are one text: ids, times, spans, prose.

import { type Check, expected, quoted, report } from './check.ts';
import type { KeyRule } from './key-rules.ts';
import { isDateTime, isDuration, isIri, isReadableDateTime, isUuidUrn, isVersion4 } from './text-forms.ts';

type Key = string | number;

/** Any text, of `lengthMax` characters at most if every receiver is to keep it whole. In a list it may be empty. */
export function checkText(check: Check, key: Key, value: unknown, rule: KeyRule): void {
  if (typeof value !== 'string') {
    expected(check, key, 'a text', value);
  } else if (value === '' && rule.isRequired) {
    report(check, 'missing-key', key, `${key} is empty`);
  } else if (value === '' && typeof key === 'string') {
    report(check, 'empty-value', key, 'Empty texts can be left out');
  } else {
    checkLength(check, key, value, rule.lengthMax);
  }
}

/** The id of an entity, or the IRI that stands for it. */
export function checkIri(check: Check, key: Key, value: unknown, { lengthMax }: KeyRule): void {
  if (typeof value !== 'string') {
    expected(check, key, 'an IRI', value);
  } else if (value.trim() === '') {
    report(check, 'missing-key', key, 'An id is not empty');
  } else {
    if (!isIri(value)) report(check, 'iri', key, `${quoted(value)} is not an absolute IRI`);
    checkLength(check, key, value, lengthMax);
  }
}

export function checkEventId(check: Check, key: Key, value: unknown): void {
  if (typeof value !== 'string') {
    expected(check, key, 'urn:uuid: and a UUID', value);
  } else if (value.trim() === '') {
    report(check, 'missing-key', key, 'An id is not empty');
  } else if (!isUuidUrn(value)) {
    report(check, 'event-id', key, `The id of an event is urn:uuid: and a UUID, not ${quoted(value)}`);
  } else if (!isVersion4(value)) {
    report(check, 'uuid-version', key, 'The UUID of an event should be of version 4');
  }
}

export function checkDateTime(check: Check, key: Key, value: unknown): void {
  if (typeof value !== 'string') {
    expected(check, key, 'a time as text', value);
  } else if (!isDateTime(value)) {
    const rule = isReadableDateTime(value) ? 'date-time-form' : 'date-time';
    report(check, rule, key, `${quoted(value)} is not a time of the form YYYY-MM-DDTHH:mm:ss.SSSZ`);
  }
}

export function checkDuration(check: Check, key: Key, value: unknown): void {
  if (typeof value !== 'string') {
    expected(check, key, 'a duration as text', value);
  } else if (!isDuration(value)) {
    report(check, 'duration', key, `${quoted(value)} is not an ISO 8601 duration`);
  }
}

function checkLength(check: Check, key: Key, value: string, lengthMax: number): void {
  if (value.length > lengthMax) {
    report(check, 'long-value', key, `Receivers need not keep more than ${lengthMax} characters`);
  }
}
