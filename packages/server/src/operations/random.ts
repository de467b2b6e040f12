// Everything the operations draw by lot, so that a test can hand in fixed lots.

import { randomBytes, randomInt, randomUUID } from 'node:crypto';

export interface Random {
  uuid(): string;
  /** `count` characters of [A-Za-z0-9]. */
  characters(count: number): string;
  /** `count` hex characters; `count` is even. */
  hex(count: number): string;
  /** An integer from 0, less than `limit`. */
  below(limit: number): number;
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

export const systemRandom: Random = {
  uuid: () => randomUUID(),
  characters: (count) => Array.from({ length: count }, () => alphabet[randomInt(alphabet.length)]).join(''),
  hex: (count) => randomBytes(count / 2).toString('hex'),
  below: (limit) => randomInt(limit),
};
