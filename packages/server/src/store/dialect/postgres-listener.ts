// Hears what other transactions tell with NOTIFY, on a connection of its own: one from a pool would lose its place there.

import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';

const reconnectAfterMs = 1_000;

/** What is told is a hint: while the connection is down nothing is heard, and nobody is told so. Disposing ends it. */
export class PostgresListener implements AsyncDisposable {
  readonly #url: string;
  readonly #channel: string;
  readonly #heard: () => void;
  readonly #stopping = new AbortController();
  readonly #listening: Promise<void>;

  /** Calls `heard` for each notification on `channel`, and after each time that it has connected. */
  constructor(url: string, channel: string, heard: () => void) {
    this.#url = url;
    this.#channel = channel;
    this.#heard = heard;
    this.#listening = this.#listen();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopping.abort();
    await this.#listening;
  }

  async #listen(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      await this.#hearUntilLost(signal).catch(() => {});
      await delay(reconnectAfterMs, undefined, { signal, ref: false }).catch(() => {});
    }
  }

  /** Resolves when the connection is lost or nobody listens any more. */
  async #hearUntilLost(signal: AbortSignal): Promise<void> {
    const client = new pg.Client({
      connectionString: this.#url,
      application_name: 'quizwire listener',
      keepAlive: true,
    });
    const ended = Promise.withResolvers<void>();
    client.on('error', () => ended.resolve());
    client.on('end', () => ended.resolve());
    signal.addEventListener('abort', () => ended.resolve(), { once: true });
    try {
      await client.connect();
      client.on('notification', this.#heard);
      await client.query(`listen ${pg.escapeIdentifier(this.#channel)}`);
      this.#heard();
      await ended.promise;
    } finally {
      await client.end().catch(() => {});
    }
  }
}
