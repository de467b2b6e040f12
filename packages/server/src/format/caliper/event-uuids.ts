// The ids of the Caliper events that one live event becomes.

import type { EventId } from '@quizwire/caliper';

/**
 * The id of the `index`-th event, from 0: the first has the live event's own, the others are worked out from it, so that
 * they are the same whenever it is sent. All are in the form of version 4.
 */
export function eventIdOf(uuid: string, index: number): EventId {
  if (index === 0) return `urn:uuid:${uuid}`;
  const digits = uuid.replaceAll('-', '');
  let mixed = '';
  for (let at = 0; at < 32; at += 8) {
    const word = Number.parseInt(digits.slice(at, at + 8), 16);
    mixed += scattered(word + Math.imul(index, 0x9e3779b9) + at)
      .toString(16)
      .padStart(8, '0');
  }
  const variant = ((Number.parseInt(mixed.slice(16, 17), 16) & 3) | 8).toString(16);
  return `urn:uuid:${mixed.slice(0, 8)}-${mixed.slice(8, 12)}-4${mixed.slice(13, 16)}-${variant}${mixed.slice(17, 20)}-${mixed.slice(20)}`;
}

/** One to one on 32 bits, so that different words stay different (the end of MurmurHash3). */
function scattered(word: number): number {
  let bits = word | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
