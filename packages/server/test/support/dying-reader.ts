// Reads batches as `rows-reader` does; one that is no JSON ends the thread that reads it.
import type { BatchReader, BatchRows } from '../../src/store/posted-batch.ts';

export function makeBatchReader(): BatchReader {
  return {
    read({ body }): BatchRows {
      const text = Buffer.from(body).toString();
      if (text === 'the end') process.exit(1);
      return JSON.parse(text) as BatchRows;
    },
    stored() {},
  };
}
