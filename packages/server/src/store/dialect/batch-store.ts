// Reads groups of posted batches and stores them: those that arrived together share a commit, and a batch that cannot be
// read, or has a bad row, does not fail its neighbours.

import { groupEventsMax } from '../../model/quiz-log-limits.ts';
import { Refusal, type RefusalReason } from '../../model/refusal.ts';
import type { KeyValue, NewQuizEvent } from '../database.ts';
import {
  type BatchReader,
  type BatchReaderModule,
  type BatchRows,
  type GroupOutcome,
  notStored,
  type PostedBatch,
} from '../posted-batch.ts';
import { toldOf } from '../told-error.ts';
import { flatOriginValuesOf } from './event-origin-values.ts';
import { flatValuesOf } from './event-values.ts';
import { flatClockValuesOf } from './page-clock-values.ts';

/** Stores rows in one commit, all or none; skips events whose client id is stored already. */
export type InsertRows = (
  values: KeyValue[],
  clockValues: KeyValue[],
  originValues: KeyValue[],
) => void | Promise<void>;

interface ReadBatch {
  index: number;
  rows: BatchRows;
}

const unstorable: RefusalReason = {
  kind: 'malformed',
  message: 'an event holds a value that cannot be stored',
};

export class BatchStore {
  readonly #reader: BatchReader;
  readonly #insert: InsertRows;
  readonly #isRowFault: (error: unknown) => boolean;

  constructor(reader: BatchReader, insert: InsertRows, isRowFault: (error: unknown) => boolean) {
    this.#reader = reader;
    this.#insert = insert;
    this.#isRowFault = isRowFault;
  }

  /** Each batch is stored whole or not at all, the events of an attempt in the order of their batches. */
  async store(batches: readonly PostedBatch[]): Promise<GroupOutcome> {
    const outcome: GroupOutcome = { commits: [], unkept: [], errors: [] };
    let group: ReadBatch[] = [];
    let events = 0;
    for (const read of this.#readAll(batches, outcome)) {
      if (group.length > 0 && events + read.rows.events.length > groupEventsMax) {
        await this.#commit(group, outcome);
        group = [];
        events = 0;
      }
      group.push(read);
      events += read.rows.events.length;
    }
    if (group.length > 0) await this.#commit(group, outcome);
    return outcome;
  }

  /** Those that have something to store. */
  #readAll(batches: readonly PostedBatch[], { unkept }: GroupOutcome): ReadBatch[] {
    const readBatches: ReadBatch[] = [];
    for (const [index, batch] of batches.entries()) {
      try {
        const rows = this.#reader.read(batch);
        if (isSomething(rows)) readBatches.push({ index, rows });
      } catch (error) {
        unkept.push(
          error instanceof Refusal
            ? { index, reason: error.reason }
            : { index, fault: toldOf(error as Error) },
        );
      }
    }
    return readBatches;
  }

  async #commit(group: readonly ReadBatch[], outcome: GroupOutcome): Promise<void> {
    const startedAt = performance.now();
    const events: NewQuizEvent[] = group.flatMap(({ rows }) => rows.events);
    try {
      await this.#insert(
        flatValuesOf(events),
        flatClockValuesOf(group.flatMap(({ rows }) => rows.clocks)),
        flatOriginValuesOf(group.flatMap(({ rows }) => rows.origins)),
      );
    } catch (error) {
      const isRowFault = this.#isRowFault(error);
      if (isRowFault && group.length > 1) {
        // By halves, so that one bad batch among hundreds costs a few commits and not hundreds.
        const middle = Math.ceil(group.length / 2);
        await this.#commit(group.slice(0, middle), outcome);
        await this.#commit(group.slice(middle), outcome);
        return;
      }
      outcome.errors.push(toldOf(error as Error));
      const reason = isRowFault ? unstorable : notStored;
      for (const { index } of group) outcome.unkept.push({ index, reason });
      return;
    }
    const seconds = (performance.now() - startedAt) / 1000;
    outcome.commits.push({ events: events.length, batches: group.length, seconds });
    for (const { rows } of group) this.#reader.stored(rows);
  }
}

function isSomething({ events, clocks, origins }: BatchRows): boolean {
  return events.length > 0 || clocks.length > 0 || origins.length > 0;
}

/** A reader of the module at this URL. */
export async function loadReader(url: string): Promise<BatchReader> {
  const { makeBatchReader } = (await import(url)) as BatchReaderModule;
  return makeBatchReader();
}
