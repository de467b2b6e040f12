// COPY … FROM STDIN, which `pg` does not have: rows as text, sent in one go.
import type { Client, Connection, Submittable } from 'pg';
import type { NewQuizEvent } from '../../packages/server/src/store/database.ts';
import { eventColumns, flatValuesOf } from '../../packages/server/src/store/dialect/event-values.ts';

/** What COPY needs of a connection, beyond what the types of `pg` tell. */
interface CopyConnection extends Connection {
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
}

/** `pg` calls these on a query while it runs. */
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

/** Copies rows that `copyText` made into a table with the columns of quiz_events; one commit. */
export async function copyInto(client: Client, table: string, text: Buffer): Promise<void> {
  const copy = new CopyIn(`copy ${table} (${eventColumns.join(', ')}) from stdin`, text);
  client.query(copy);
  await copy.done;
}

/** Rows in COPY's text format. */
export function copyText(rows: readonly NewQuizEvent[]): Buffer {
  return Buffer.from(rows.map((row) => `${flatValuesOf([row]).map(copyCell).join('\t')}\n`).join(''));
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
