// Monthly partitions of quiz events. A partition is made beside the table and then attached, because attaching waits
// for nobody, whereas creating it in place would wait for every reader and hold up every writer meanwhile.

import type { Pool } from 'pg';
import { partitionMonthsAhead } from '../../model/quiz-log-limits.ts';
import { advisoryLocks } from './advisory-locks.ts';

interface Month {
  name: string;
  fromMs: number;
  toMs: number;
}

function monthOf(timeMs: number, offset: number): Month {
  const time = new Date(timeMs);
  const [year, month] = [time.getUTCFullYear(), time.getUTCMonth() + offset];
  const from = new Date(Date.UTC(year, month, 1));
  return {
    name: `quiz_events_${from.toISOString().slice(0, 7).replace('-', '_')}`,
    fromMs: from.getTime(),
    toMs: Date.UTC(year, month + 1, 1),
  };
}

/** Knows which months have a partition and makes the missing ones. Nothing is ever dropped here. */
export class QuizEventPartitions {
  readonly #pool: Pool;
  readonly #made = new Map<number, Month>();

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  /** Makes the partitions of the month of `nowMs` and of the months ahead. */
  async prepareAhead(nowMs: number): Promise<void> {
    for (let offset = 0; offset <= partitionMonthsAhead; offset++) await this.#ensure(monthOf(nowMs, offset));
  }

  /** Whether the partitions for all `timesMs` are known to be there. */
  hasAll(timesMs: Iterable<number>): boolean {
    for (const timeMs of timesMs) if (!this.#covers(timeMs)) return false;
    return true;
  }

  async ensureAll(timesMs: Iterable<number>): Promise<void> {
    for (const timeMs of timesMs) if (!this.#covers(timeMs)) await this.#ensure(monthOf(timeMs, 0));
  }

  #covers(timeMs: number): boolean {
    for (const month of this.#made.values()) if (timeMs >= month.fromMs && timeMs < month.toMs) return true;
    return false;
  }

  async #ensure(month: Month): Promise<void> {
    if (this.#made.has(month.fromMs)) return;
    const client = await this.#pool.connect();
    try {
      await client.query('begin');
      await client.query('select pg_advisory_xact_lock($1)', [advisoryLocks.partitioning]);
      const { rows } = await client.query('select to_regclass($1) as found', [month.name]);
      if (rows[0]?.found === null) {
        await client.query(`create table ${month.name} (like quiz_events including all)`);
        await client.query(
          `alter table quiz_events attach partition ${month.name} for values from (${month.fromMs}) to (${month.toMs})`,
        );
      }
      await client.query('commit');
      this.#made.set(month.fromMs, month);
    } catch (error) {
      await client.query('rollback').catch(() => {});
      throw error;
    } finally {
      client.release();
    }
  }
}
