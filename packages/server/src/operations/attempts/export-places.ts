// How many exports run at once on this server: each holds one database connection for as long as its reader reads.

import { exportsMax, retryAfterSeconds } from '../../model/limits.ts';
import { Refusal } from '../../model/refusal.ts';

export class ExportPlaces {
  #taken = 0;

  /** Raises overloaded when all are taken. */
  require(): void {
    if (this.#taken < exportsMax) return;
    throw new Refusal({
      kind: 'overloaded',
      message: 'as many exports as may run at once are running; repeat this one later',
      retryAfterSeconds,
    });
  }

  /** Disposing of it gives it back. */
  take(): Disposable {
    this.#taken++;
    return {
      [Symbol.dispose]: () => {
        this.#taken--;
      },
    };
  }
}
