// How Canvas writes the names of records in paths and parameters: numbers, global ids, and ids by other names.

import { globalIdFactor } from '../../model/ids.ts';
import type { Lookup } from '../../model/lookup.ts';

const globalIdBase = BigInt(globalIdFactor);
/** What nearly all ids are: digits that name no shard. It takes a tenth of the time to read them as that. */
const shortId = /^\d{1,13}$/;
/** Digits of the greatest 64-bit id. */
const idDigitsMax = 19;

/**
 * Ruby's reading of text as an integer, which Canvas uses for `:id` and `attempt`: the integer the text begins with, after
 * spaces; 0 when there is none, and 0 beyond 2^53, where nothing has its id.
 */
export function leadingInteger(text: string): number {
  if (shortId.test(text)) return Number(text);
  const found = /^[ \t\n\v\f\r]*([+-]?\d+(?:_\d+)*)/.exec(text)?.[1];
  const value = found === undefined ? 0 : Number(found.replaceAll('_', ''));
  return Number.isSafeInteger(value) ? value + 0 : 0;
}

export type LookupNoun = 'course' | 'user' | 'account' | 'section' | 'assignment';

type NamedBy = Exclude<Lookup['by'], 'id' | 'self' | 'unknown'>;

/** The prefixes each noun takes. Canvas: `SIS_MAPPINGS` in lib/api.rb. */
const prefixes: Record<LookupNoun, ReadonlyMap<string, NamedBy>> = {
  course: new Map([
    ['sis_course_id', 'sis_id'],
    ['sis_integration_id', 'integration_id'],
    ['lti_context_id', 'lti_context_id'],
    ['uuid', 'uuid'],
  ]),
  user: new Map([
    ['sis_user_id', 'sis_id'],
    ['sis_login_id', 'login_id'],
    ['sis_integration_id', 'integration_id'],
    ['lti_user_id', 'lti_context_id'],
    ['lti_context_id', 'lti_context_id'],
    ['uuid', 'uuid'],
  ]),
  account: new Map([
    ['sis_account_id', 'sis_id'],
    ['sis_integration_id', 'integration_id'],
    ['lti_context_id', 'lti_context_id'],
    ['uuid', 'uuid'],
  ]),
  section: new Map([
    ['sis_section_id', 'sis_id'],
    ['sis_integration_id', 'integration_id'],
  ]),
  assignment: new Map([['sis_assignment_id', 'sis_id']]),
};

/**
 * Reads a name of a record as Canvas does: a local id; a global id of `shard`, as one number or as `shard~local`;
 * `sis_course_id:…` and the other prefixes of that noun; `hex:sis_course_id:…` with the value's bytes in hexadecimal;
 * `self` for users and accounts; `default` for accounts. Everything else, ids of other shards included, is unknown.
 */
export function parseLookup(text: string, noun: LookupNoun, shard: number): Lookup {
  if (shortId.test(text)) return Number(text) > 0 ? { by: 'id', id: Number(text) } : { by: 'unknown' };
  const name = text.trim();
  if (/^\d+(?:~\d+)?$/.test(name)) return byId(name, shard);
  if (name === 'self' && (noun === 'user' || noun === 'account')) return { by: 'self' };
  if (name === 'default' && noun === 'account') return { by: 'self' };

  const hex = name.startsWith('hex:');
  const colon = name.indexOf(':', hex ? 4 : 0);
  if (colon === -1) return { by: 'unknown' };
  const prefix = name.slice(hex ? 4 : 0, colon);
  const by = prefixes[noun].get(prefix);
  const written = name.slice(colon + 1);
  // Canvas: the hex form is for SIS and LTI names only.
  const value = !hex ? written : by === 'uuid' ? '' : fromHex(written);
  // No column can hold a NUL, so nothing has such a name.
  return by === undefined || value === '' || value.includes('\0') ? { by: 'unknown' } : { by, value };
}

function byId(name: string, shard: number): Lookup {
  const [first = '', second] = name.split('~');
  if (first.length > idDigitsMax || (second ?? '').length > idDigitsMax) return { by: 'unknown' };
  const id = BigInt(second ?? first);
  // BigInt, because from shard 901 on global ids are past 2^53.
  const ofShard = second === undefined ? id / globalIdBase : BigInt(first);
  const local = second === undefined ? id % globalIdBase : id;
  const isOurs = (second === undefined && ofShard === 0n) || ofShard === BigInt(shard);
  return isOurs && local > 0n && local < globalIdBase ? { by: 'id', id: Number(local) } : { by: 'unknown' };
}

/** The text whose UTF-8 bytes are written in hexadecimal; empty when they are not. */
function fromHex(written: string): string {
  if (!/^(?:[0-9a-f]{2})+$/i.test(written)) return '';
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.from(written, 'hex'));
  } catch {
    return '';
  }
}
