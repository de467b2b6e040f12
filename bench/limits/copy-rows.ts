// The limit of PostgreSQL for our rows: one connection that sends COPY after COPY of 10,000 rows, each its own commit,
// into a table with the columns, the index and the partitions of quiz_events.
import pg, { type Connection, type Submittable } from 'pg';
import type { NewQuizEvent } from '../../packages/server/src/store/database.ts';

export const copyRows = 10_000;

const columns =
  'quiz_submission_id, attempt, event_type, event_data, client_timestamp_ms, created_at_ms, sent_at_ms, source, ' +
  'client_event_id, page_session, sequence, elapsed_ms';

/** What `pg` calls on a query while it runs, beyond what its types say; and what COPY needs of its connection. */
interface CopyConnection extends Connection {
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
}

/** One COPY … FROM STDIN of text that is ready; `pg` has none of its own. */
class CopyIn implements Submittable {
  readonly done: Promise<void>;
  readonly #statement: string;
  readonly #data: Buffer;
  #resolve: () => void = () => {};
  #reject: (error: Error) => void = () => {};

  constructor(statement: string, data: Buffer) {
    this.#statement = statement;
    this.#data = data;
    this.done = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  submit(connection: Connection): void {
    (connection as CopyConnection).query(this.#statement);
  }

  handleCopyInResponse(connection: CopyConnection): void {
    connection.sendCopyFromChunk(this.#data);
    connection.endCopyFrom();
  }

  handleCommandComplete(): void {}

  handleReadyForQuery(): void {
    this.#resolve();
  }

  handleError(error: Error): void {
    this.#reject(error);
  }
}

/**
 * Copies `rows` (as many as one COPY takes) over and over for `warmUpSeconds` and then `seconds`, into a new table of a
 * database that the server has migrated. Rows per second of the measured time; checks that all are there.
 */
export async function copyRowsPerSecond(
  databaseUrl: string,
  rows: readonly NewQuizEvent[],
  { warmUpSeconds, seconds }: { warmUpSeconds: number; seconds: number },
): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const month = new Date(rows[0]?.createdAtMs ?? 0);
    const [from, to] = [0, 1].map((next) => Date.UTC(month.getUTCFullYear(), month.getUTCMonth() + next, 1));
    await client.query(`
      create table copied (like quiz_events including all) partition by range (created_at_ms);
      create table copied_month partition of copied for values from (${from}) to (${to})`);
    const statement = `copy copied (${columns}) from stdin`;
    const data = copyText(rows);
    let copies = 0;
    const copyFor = async (timeSeconds: number): Promise<number> => {
      const startedMs = performance.now();
      const before = copies;
      while (performance.now() - startedMs < timeSeconds * 1000) {
        const copy = new CopyIn(statement, data);
        client.query(copy);
        await copy.done;
        copies++;
      }
      return ((copies - before) * rows.length) / ((performance.now() - startedMs) / 1000);
    };
    await copyFor(warmUpSeconds);
    const rowsPerSecond = await copyFor(seconds);
    const counted = await client.query<{ count: string }>('select count(*) from copied');
    if (Number(counted.rows[0]?.count) !== copies * rows.length) throw new Error('COPY lost rows');
    return rowsPerSecond;
  } finally {
    await client.end();
  }
}

/** Rows in COPY's text format. */
export function copyText(rows: readonly NewQuizEvent[]): Buffer {
  return Buffer.from(rows.map(copyLine).join(''));
}

function copyLine(event: NewQuizEvent): string {
  const cells = [
    event.quizSubmissionId,
    event.attempt,
    event.eventType,
    event.eventData,
    event.clientTimestampMs,
    event.createdAtMs,
    event.sentAtMs,
    event.source,
    event.clientEventId,
    event.pageSession,
    event.sequence,
    event.elapsedMs,
  ];
  return `${cells.map(copyCell).join('\t')}\n`;
}

function copyCell(value: string | number | null): string {
  if (value === null) return '\\N';
  if (typeof value === 'number') return String(value);
  return value
    .replaceAll('\\', '\\\\')
    .replaceAll('\t', '\\t')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r');
}
