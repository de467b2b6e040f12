// Query strings and form bodies with bracket names, read as Rack (under Canvas) reads them. Leaves are text or null;
// what a value should be is params.ts's business.

import { bracketDepthMax, bracketPairsMax } from '../../model/limits.ts';
import { malformed } from '../../model/refusal.ts';

type Params = Record<string, unknown>;

/**
 * Reads `a[b]=1` as an object, `a[]=1` as an array, and `a[][x]=1&a[][y]=2&a[][x]=3` as an array of objects in which a new
 * element begins when a name is already there. A name without `=` is null; of repeated plain names the last counts.
 * Objects have no prototype, so no name is special. Depth and number of names are bounded by `bracketDepthMax` and
 * `bracketPairsMax`.
 *
 * Refuses as malformed: names past those bounds, a name that is both a value and a container (`a=1&a[b]=2`), percent
 * signs that encode nothing, bytes that are not UTF-8.
 *
 * Source: Rack 3 `QueryParser#parse_nested_query`, whose readings of odd names (`a[b`, `a[]b`, `a[b]c`) are kept.
 */
export function parseBrackets(text: string): Record<string, unknown> {
  const params: Params = Object.create(null);
  let pairs = 0;
  for (let at = 0; at < text.length; ) {
    if (++pairs > bracketPairsMax) throw malformed(`no more than ${bracketPairsMax} parameters are read`);
    const amp = text.indexOf('&', at);
    const end = amp === -1 ? text.length : amp;
    storePair(params, text.slice(at, end));
    at = end + 1;
    while (text.charCodeAt(at) === 32) at++;
  }
  return params;
}

function storePair(params: Params, pair: string): void {
  const equals = pair.indexOf('=');
  const written = equals === -1 ? pair : pair.slice(0, equals);
  const name = decode(written, written);
  if (name === '') return;
  const value = equals === -1 ? null : decode(pair.slice(equals + 1), name);
  if (name.indexOf('[', 1) === -1) params[name] = value;
  else store(params, name, value, { name, depth: 0 });
}

/** `name` is for the message, which must not quote a value: it may be a credential. */
function decode(text: string, name: string): string {
  const spaced = text.includes('+') ? text.replaceAll('+', ' ') : text;
  if (!spaced.includes('%')) return spaced;
  try {
    return decodeURIComponent(spaced);
  } catch {
    throw malformed(`${shorten(name)} is not percent-encoded UTF-8`);
  }
}

/** Where we are in a parameter: its whole name, for messages, and how many containers deep. */
interface Place {
  name: string;
  depth: number;
}

/**
 * Puts `value` into `into` under `name`, which is what is left of the parameter's name at this depth, and returns what
 * holds it: `into`, or an array when the name is `[]` inside an array.
 */
function store(into: Params, name: string, value: string | null, place: Place): unknown {
  if (place.depth >= bracketDepthMax) {
    throw malformed(`${shorten(place.name)} is nested deeper than ${bracketDepthMax}`);
  }
  const [key, rest] = splitName(name, place.depth);

  if (rest === '') {
    if (key === '[]') return [value];
    into[key] = value;
  } else if (rest === '[') {
    into[name] = value;
  } else if (rest === '[]') {
    arrayAt(into, key, place).push(value);
  } else if (rest.startsWith('[]')) {
    const array = arrayAt(into, key, place);
    const inner = { name: place.name, depth: place.depth + 1 };
    const child = childName(rest.slice(2));
    const last = array.at(-1);
    if (isObject(last) && !holds(last, child)) store(last, child, value, inner);
    else array.push(store(Object.create(null), child, value, inner));
  } else {
    into[key] ??= Object.create(null);
    const object = into[key];
    if (!isObject(object)) throw clash(key, place);
    store(object, rest, value, { name: place.name, depth: place.depth + 1 });
  }
  return into;
}

/** The key that a name begins with, and what follows it. Only the first key stands outside brackets. */
function splitName(name: string, depth: number): [key: string, rest: string] {
  if (depth === 0) {
    const open = name.indexOf('[', 1);
    return open === -1 ? [name, ''] : [name.slice(0, open), name.slice(open)];
  }
  if (name.startsWith('[]')) return ['[]', name.slice(2)];
  const close = name.startsWith('[') ? name.indexOf(']') : -1;
  return close === -1 ? [name, ''] : [name.slice(1, close), name.slice(close + 1)];
}

/** `[x]` behind `[]` names the key x; anything longer is a name to split again. */
function childName(rest: string): string {
  const inner = rest.slice(1, -1);
  const simple = rest.startsWith('[') && rest.endsWith(']') && inner !== '' && !/[[\]]/.test(inner);
  return simple ? inner : rest;
}

/** Whether the path that `name` spells exists in `object`, so that storing under it needs a new element. */
function holds(object: Params, name: string): boolean {
  if (name.includes('[]')) return false;
  let here: unknown = object;
  for (const part of name.split(/[[\]]+/)) {
    if (part === '') continue;
    if (!isObject(here) || !(part in here)) return false;
    here = here[part];
  }
  return true;
}

function arrayAt(into: Params, key: string, place: Place): unknown[] {
  into[key] ??= [];
  const array = into[key];
  if (!Array.isArray(array)) throw clash(key, place);
  return array;
}

function clash(key: string, place: Place) {
  return malformed(
    `${shorten(place.name)} does not fit an earlier parameter: ${shorten(key)} is something else there`,
  );
}

function isObject(value: unknown): value is Params {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Names come from outside; a message quotes their beginning. */
function shorten(name: string): string {
  return name.length > 100 ? `${name.slice(0, 100)}…` : name;
}
