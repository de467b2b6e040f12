// Bytes cut anew into pieces of one size.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inChunks } from '../../../src/operations/files/in-chunks.ts';

async function* each(pieces: readonly Uint8Array[]): AsyncGenerator<Uint8Array, void, void> {
  yield* pieces;
}

describe('pieces', () => {
  test('are all that came, in its order, of one size but the last', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ maxLength: 20 })),
        fc.integer({ min: 1, max: 9 }),
        async (pieces, chunkBytes) => {
          const chunks: Uint8Array[] = [];
          for await (const chunk of inChunks(each(pieces), chunkBytes)) chunks.push(chunk);
          expect(Buffer.concat(chunks)).toEqual(Buffer.concat(pieces));
          for (const chunk of chunks.slice(0, -1)) expect(chunk.length).toBe(chunkBytes);
          expect(chunks.at(-1)?.length).not.toBe(0);
        },
      ),
    );
  });

  test('are their own: what comes later does not change them', async () => {
    const pieces = inChunks(each([Uint8Array.of(1, 2), Uint8Array.of(3, 4)]), 2);
    const first = (await pieces.next()).value;
    await pieces.next();
    expect(first).toEqual(Uint8Array.of(1, 2));
  });

  test('are made as they are asked for, and the source ends with its reader', async () => {
    let given = 0;
    let isOver = false;
    async function* endless(): AsyncGenerator<Uint8Array, void, void> {
      try {
        for (;;) {
          given++;
          yield new Uint8Array(10);
        }
      } finally {
        isOver = true;
      }
    }
    for await (const _ of inChunks(endless(), 25)) break;
    expect([given, isOver]).toEqual([3, true]);
  });
});
