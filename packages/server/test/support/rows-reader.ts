// Reads batches whose bodies are rows already: for tests of the store, which does not look at how batches are written.
import type { BatchReader, BatchRows } from '../../src/store/posted-batch.ts';

export function makeBatchReader(): BatchReader {
  return {
    read: ({ body }) => JSON.parse(Buffer.from(body).toString()) as BatchRows,
    stored() {},
  };
}
