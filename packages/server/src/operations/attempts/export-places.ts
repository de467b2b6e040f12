// How many exports run at once on this server: each holds one database connection for as long as its reader reads.

import { retryAfterSeconds } from '../../model/limits.ts';
import { exportsMax } from '../../model/quiz-log-limits.ts';
import { Refusal } from '../../model/refusal.ts';

export class ExportPlaces {
  #taken = 0;

  /** Takes one until `signal` aborts; none when it has. Raises overloaded when all are taken. */
  take(signal: AbortSignal): void {
    if (signal.aborted) return;
    if (this.#taken >= exportsMax) {
      throw new Refusal({
        kind: 'overloaded',
        message: 'as many exports as may run at once are running; repeat this one later',
        retryAfterSeconds,
      });
    }
    this.#taken++;
    signal.addEventListener('abort', () => this.#taken--, { once: true });
  }
}
