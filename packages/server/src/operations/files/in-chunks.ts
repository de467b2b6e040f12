// A stream of bytes cut anew, so that what is stored has pieces of one size whatever the network made of them.

/**
 * Pieces of `chunkBytes`, the last one shorter; none of no bytes. Holds one piece at a time, which is the caller's once it is
 * given out. Ends the source when its own reader ends early.
 */
export async function* inChunks(
  source: AsyncIterable<Uint8Array>,
  chunkBytes: number,
): AsyncGenerator<Uint8Array, void, void> {
  let chunk = new Uint8Array(chunkBytes);
  let filled = 0;
  for await (const bytes of source) {
    for (let from = 0; from < bytes.length; ) {
      const taken = Math.min(bytes.length - from, chunkBytes - filled);
      chunk.set(bytes.subarray(from, from + taken), filled);
      filled += taken;
      from += taken;
      if (filled < chunkBytes) continue;
      yield chunk;
      chunk = new Uint8Array(chunkBytes);
      filled = 0;
    }
  }
  if (filled > 0) yield chunk.subarray(0, filled);
}
