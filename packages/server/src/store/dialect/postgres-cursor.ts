// The connection under a cursor: a cursor itself does not hear that it is lost, and would wait for ever.

import type { PoolClient } from 'pg';

export class CursorConnection {
  readonly #client: PoolClient;
  #lost: Error | undefined;
  #reject: ((error: Error) => void) | undefined;

  constructor(client: PoolClient) {
    this.#client = client;
    client.on('error', this.#lose);
  }

  /**
   * As `work`, and rejects when the connection is lost meanwhile or is so already. One at a time. Not `Promise.race`: what it
   * races against would keep every result that was ever read.
   */
  unlessLost<Result>(work: Promise<Result>): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.#reject = reject;
      work.then(resolve, reject);
      if (this.#lost !== undefined) reject(this.#lost);
    });
  }

  /** Hears nothing any more. */
  leave(): void {
    this.#client.off('error', this.#lose);
  }

  readonly #lose = (error: Error): void => {
    this.#lost = error;
    this.#reject?.(error);
  };
}
