// The envelope around the items, without the items.

import { type Check, isObject, quoted, report } from './check.ts';
import { type Version, versionOf } from './check-context.ts';
import { checkKeys } from './check-entity.ts';
import { key, required } from './key-rules.ts';
import { requireKey } from './required-keys.ts';
import { isIri } from './text-forms.ts';

/** What an envelope holds, as far as it is one. */
export interface OpenedEnvelope {
  version: Version | undefined;
  items: readonly unknown[];
}

const keys = new Map([
  ['sensor', required(key('text'))],
  ['sendTime', required(key('date-time'))],
  ['dataVersion', required(key('checked'))],
  ['data', required(key('checked'))],
]);

/** Checks an envelope, and opens it. */
export function checkEnvelope(check: Check, value: unknown): OpenedEnvelope {
  if (!isObject(value)) {
    report(check, 'not-an-object', undefined, `Expected an envelope, found ${quoted(value)}`);
    return { version: undefined, items: [] };
  }
  for (const name of keys.keys()) requireKey(check, value, name);
  checkKeys(check, value, keys, true);
  const { sensor, dataVersion, data } = value;
  if (typeof sensor === 'string' && sensor !== '' && !isIri(sensor)) {
    report(check, 'sensor-iri', 'sensor', 'The sensor should be named by an IRI');
  }
  return { version: readVersion(check, dataVersion), items: readItems(check, data) };
}

function readVersion(check: Check, dataVersion: unknown): Version | undefined {
  const version = versionOf(dataVersion);
  if (version === undefined && dataVersion !== undefined && dataVersion !== null) {
    report(check, 'data-version', 'dataVersion', `${quoted(dataVersion)} is not a version of Caliper`);
  }
  if (version === '1.2') {
    report(check, 'unchecked', 'dataVersion', 'Of Caliper 1.2, not every rule is checked');
  }
  return version;
}

function readItems(check: Check, data: unknown): readonly unknown[] {
  if (Array.isArray(data)) {
    if (data.length === 0) report(check, 'empty-data', 'data', 'An envelope has at least one item');
    return data;
  }
  if (data !== undefined && data !== null) {
    report(check, 'value-type', 'data', `Expected a list of events and entities, found ${quoted(data)}`);
  }
  return [];
}
