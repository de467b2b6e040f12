// The text of a live event's body and metadata, by the rules that hold for all of them. Canvas: live events reference §1.1.

import { liveEventTextCharsMax } from '../model/feed-limits.ts';
import { globalIdOf } from '../model/ids.ts';
import type { FactBody, FactValue } from './fact.ts';

/** Texts that people write at length; names, grades and URLs are never cut. */
const cutKeys: ReadonlySet<string> = new Set([
  'title',
  'description',
  'lti_assignment_description',
  'body',
  'text',
  'syllabus_body',
  'display_name',
  'filename',
  'subject',
  'message',
]);

/** Groups have local ids in every event. */
const alwaysLocal: ReadonlySet<string> = new Set(['group_id']);

/** With this shard ids are global; null leaves them local. Either way they are texts. */
export type IdShard = number | null;

/**
 * A body: what is null is left out at the top and kept further down, ids are decimal texts, long texts are cut. Keys keep
 * their order.
 */
export function bodyText(body: FactBody, shard: IdShard): string {
  const wire: Record<string, FactValue> = {};
  for (const key of Object.keys(body)) {
    const value = body[key];
    if (value !== null && value !== undefined) wire[key] = wireValue(key, value, shard);
  }
  return JSON.stringify(wire);
}

/** As `bodyText`, keeping what is null. */
export function metadataText(metadata: FactBody, shard: number): string {
  return JSON.stringify(wireObject(metadata, shard));
}

/** People choose keys, too: `__proto__` is one as any other. */
function wireObject(object: FactBody, shard: IdShard): FactBody {
  const pairs = Object.keys(object).map((key) => [key, wireValue(key, object[key] ?? null, shard)] as const);
  return Object.fromEntries(pairs);
}

function wireValue(key: string, value: FactValue, shard: IdShard): FactValue {
  if (typeof value === 'number')
    return isIdKey(key) && Number.isInteger(value) ? idText(key, value, shard) : value;
  if (typeof value === 'string') return cutKeys.has(key) ? cutText(value) : value;
  if (typeof value !== 'object' || value === null) return value;
  if (!isList(value)) return wireObject(value, shard);
  const isIds = isIdListKey(key);
  return value.map((item) => {
    if (typeof item === 'number') return isIds && Number.isInteger(item) ? idText(key, item, shard) : item;
    return typeof item === 'object' ? wireValue('', item, shard) : item;
  });
}

function idText(key: string, id: number, shard: IdShard): string {
  return shard === null || alwaysLocal.has(key) ? String(id) : globalIdOf(shard, id);
}

function isIdKey(key: string): boolean {
  return /(?:^|_)id$/i.test(key);
}

function isIdListKey(key: string): boolean {
  return /(?:^|_)ids$/i.test(key);
}

function isList(value: FactValue): value is readonly FactValue[] {
  return Array.isArray(value);
}

/** At most the limit in characters, with the dots that say so, cut before a word where there is one. */
export function cutText(text: string): string {
  if (text.length <= liveEventTextCharsMax) return text;
  // A character takes two places at most: more of the text is of no use.
  const characters = [...text.slice(0, 2 * liveEventTextCharsMax + 2)];
  if (characters.length <= liveEventTextCharsMax) return text;
  const dots = '...';
  const room = liveEventTextCharsMax - dots.length;
  const space = characters.lastIndexOf(' ', room);
  return `${characters.slice(0, space > 0 ? space : room).join('')}${dots}`;
}
