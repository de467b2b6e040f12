// Reads posted batches in the thread that stores quiz events, which loads this file by its URL: what they say, by `http`, and
// what that comes to, by `operations`.

import { utf8TextOf } from './http/canvas-wire/body-text.ts';
import { batchOfJson } from './http/canvas-wire/event-batch.ts';
import { originsRememberedMax } from './model/quiz-log-limits.ts';
import { batchRows } from './operations/attempts/batch-rows.ts';
import { KnownOrigins } from './operations/attempts/known-origins.ts';
import type { BatchReader } from './store/posted-batch.ts';

/** Raises malformed and too_large. Where a batch came from is told when it is news to this server. */
export function makeBatchReader(): BatchReader {
  const known = new KnownOrigins(originsRememberedMax);
  return {
    read(posted) {
      const rows = batchRows(batchOfJson(utf8TextOf(posted.body)), posted);
      return { ...rows, origins: rows.origins.filter((origin) => known.isNews(origin)) };
    },

    // Only now: what was not stored is news still.
    stored({ origins }) {
      for (const origin of origins) known.remember(origin);
    },
  };
}
