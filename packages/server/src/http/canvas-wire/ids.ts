// How a path or parameter names a record. Canvas: quiz reference §4.7, core reference §1.2.

import { globalIdFactor } from '../../model/ids.ts';
import type { Lookup } from '../../model/lookup.ts';

export type LookupNoun = 'account' | 'course' | 'section' | 'user';

/** What each prefix names, by noun; the SIS prefix is `sis_<noun>_id`. */
const prefixes: Record<LookupNoun, Readonly<Record<string, 'sis_id' | 'integration_id' | 'lti_context_id' | 'uuid' | 'login_id'>>> = {
  account: { sis_account_id: 'sis_id', lti_context_id: 'lti_context_id', uuid: 'uuid' },
  course: {
    sis_course_id: 'sis_id',
    sis_integration_id: 'integration_id',
    lti_context_id: 'lti_context_id',
    uuid: 'uuid',
  },
  section: { sis_section_id: 'sis_id', sis_integration_id: 'integration_id' },
  user: {
    sis_user_id: 'sis_id',
    sis_login_id: 'login_id',
    sis_integration_id: 'integration_id',
    lti_user_id: 'lti_context_id',
    uuid: 'uuid',
  },
};

/** Ruby's `to_i`: the leading integer of a text, else 0; 0 too when it is no safe integer. */
export function leadingInteger(text: string): number {
  const number = Number(/^\s*([+-]?\d+)/.exec(text)?.[1] ?? 0);
  return Number.isSafeInteger(number) ? number : 0;
}

/** Reads a name. Ids of 10^13 and more are global: of our shard they are local ids, of another nothing. */
export function parseLookup(text: string, noun: LookupNoun, shard: number): Lookup {
  if (/^\d+$/.test(text)) return lookupOfDigits(text, shard);
  if (text === 'self') return noun === 'account' || noun === 'user' ? { by: 'self' } : { by: 'unknown' };
  if (text === 'default' && noun === 'account') return { by: 'self' };
  const match = /^(hex:)?(\w+):(.*)$/s.exec(text);
  const by = match?.[2] === undefined ? undefined : prefixes[noun][match[2]];
  const value = match?.[3] ?? '';
  if (by === undefined || value === '' || value.includes('\0')) return { by: 'unknown' };
  if (match?.[1] === undefined) return { by, value };
  if (!/^([0-9a-f]{2})+$/i.test(value)) return { by: 'unknown' };
  return { by, value: Buffer.from(value, 'hex').toString('utf8') };
}

function lookupOfDigits(text: string, shard: number): Lookup {
  const id = BigInt(text);
  const factor = BigInt(globalIdFactor);
  const local = id < factor ? id : id % factor;
  const isOurs = id < factor || id / factor === BigInt(shard);
  return isOurs && local > 0n ? { by: 'id', id: Number(local) } : { by: 'unknown' };
}
