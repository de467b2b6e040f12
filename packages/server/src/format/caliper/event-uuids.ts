// The ids of the Caliper events that one live event becomes.

import type { EventId } from '@quizwire/caliper';

/** Odd, so that no two of 2^32 indexes lead to the same word. */
const step = 0x9e3779b9;

/** The digits of each byte: toString(16) of a whole word takes several times as long. */
const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/**
 * The id of the `index`-th event, from 0: the first has the live event's own, the others are worked out from it, so that
 * they are the same whenever it is sent. They differ in the first of its four words, which is all chance: they are of version
 * 4 as it is, and those of two live events differ in the rest.
 */
export function eventIdOf(uuid: string, index: number): EventId {
  if (index === 0) return `urn:uuid:${uuid}`;
  const word = Number.parseInt(uuid.slice(0, 8), 16) + Math.imul(index, step);
  const [first, second] = [hex[word >>> 24], hex[(word >>> 16) & 0xff]];
  const [third, fourth] = [hex[(word >>> 8) & 0xff], hex[word & 0xff]];
  return `urn:uuid:${first}${second}${third}${fourth}${uuid.slice(8)}`;
}
