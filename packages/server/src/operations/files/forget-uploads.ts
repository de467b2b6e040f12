// Upkeep: announced files that never came, and those whose server died on the way, are forgotten with what there is of them.

import type { Clock } from '../../model/clock.ts';
import { abandonedUploadsAtOnce, uploadAbandonedMs } from '../../model/file-limits.ts';
import { deleteUpload, listAbandonedUploads } from '../../store/attachments.ts';
import type { Database } from '../../store/database.ts';

/** Each in a short transaction of its own. Servers that do it at once do no harm. */
export function forgetUploads(
  database: Pick<Database, 'query' | 'transaction'>,
  clock: Clock,
): () => Promise<void> {
  return async () => {
    const beforeMs = clock() - uploadAbandonedMs;
    let ids: number[];
    do {
      ids = await listAbandonedUploads(database.query, beforeMs, abandonedUploadsAtOnce);
      for (const id of ids) await database.transaction((transaction) => deleteUpload(transaction, id));
    } while (ids.length === abandonedUploadsAtOnce);
  };
}
