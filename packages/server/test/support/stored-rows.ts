// Rows for a database that a test opened: stored through the way that posted batches take.
import type { Database, NewQuizEvent } from '../../src/store/database.ts';
import { type OpenOptions, openDatabase } from '../../src/store/open-database.ts';
import type { BatchRows, PostedBatch } from '../../src/store/posted-batch.ts';
import { testStartMs } from './server.ts';

const rowsReader = new URL('./rows-reader.ts', import.meta.url);

/** Opens a database that takes batches made by `rowsBatch`. */
export function openForRows(
  url: string,
  nowMs: number = testStartMs,
  options: OpenOptions = {},
): Promise<Database> {
  return openDatabase(url, nowMs, { ...options, batchReader: rowsReader });
}

/** A batch that is read as just these rows. */
export function rowsBatch(
  events: readonly NewQuizEvent[],
  { clocks = [], origins = [] }: Partial<BatchRows> = {},
): PostedBatch {
  const [first] = events;
  return {
    body: Buffer.from(JSON.stringify({ events, clocks, origins } satisfies BatchRows)),
    quizSubmissionId: first?.quizSubmissionId ?? 1,
    attempt: first?.attempt ?? 1,
    arrivedAtMs: first?.createdAtMs ?? testStartMs,
    createdAtMs: first?.createdAtMs ?? testStartMs,
    clientAddress: '',
    userAgent: '',
  };
}

/** Stores the rows, up to 2,000 in one commit. Throws what the database says when it does not take them. */
export async function storeRows(
  database: Database,
  events: readonly NewQuizEvent[],
  rows: Partial<BatchRows> = {},
): Promise<void> {
  // A batch has one time of receipt.
  const batches = events.map((event) => rowsBatch([event]));
  const { errors, unkept } = await database.storeBatches([rowsBatch([], rows), ...batches]);
  for (const { message } of errors) throw new Error(message);
  if (unkept.length > 0) throw new Error(JSON.stringify(unkept));
}
