// A batch of quiz events on its way to the database: as it was posted, for it is read only where it is stored, in a thread
// that has nobody else to serve. How a batch is written is for its reader to know; nobody here looks inside.

import type { EventOrigin } from '../model/event-origin.ts';
import { retryAfterSeconds } from '../model/limits.ts';
import type { PageClock } from '../model/page-clock.ts';
import type { QuizEvent } from '../model/quiz-event.ts';
import type { RefusalReason } from '../model/refusal.ts';
import type { ToldError } from './told-error.ts';

/** A batch that somebody may report, with what its reader needs to be told. */
export interface PostedBatch {
  body: Uint8Array;
  quizSubmissionId: number;
  /** The current one. */
  attempt: number;
  /** By the server's clock. */
  arrivedAtMs: number;
  /** When its events count as received. */
  createdAtMs: number;
  /** Empty when it is not known. */
  clientAddress: string;
  /** Empty when the sender says nothing. */
  userAgent: string;
}

/** What a batch comes to: its events in order, what is now known of the clocks of their pages, and where they came from. */
export interface BatchRows {
  events: readonly Omit<QuizEvent, 'id'>[];
  clocks: readonly PageClock[];
  origins: readonly EventOrigin[];
}

export interface BatchReader {
  /** Raises whatever Refusal the batch deserves. */
  read(batch: PostedBatch): BatchRows;
  /** Hears that what it read is on disk. */
  stored(rows: BatchRows): void;
}

/** A module that reads batches. It is named by its URL, because a thread of its own has to load it. */
export interface BatchReaderModule {
  /** For one database. */
  makeBatchReader(): BatchReader;
}

/** A batch that was not kept: by its place in the group, and why; or the fault of ours that it brought up. */
type UnkeptBatch = { index: number } & ({ reason: RefusalReason } | { fault: ToldError });

/** What came of a group of batches. Those that are not named are on disk. */
export interface GroupOutcome {
  commits: { events: number; batches: number; seconds: number }[];
  unkept: UnkeptBatch[];
  /** What the database said where it would not commit. */
  errors: ToldError[];
}

/** Of a batch of which nobody knows whether it is stored, because the database or the thread before it failed. */
export const notStored: RefusalReason = {
  kind: 'overloaded',
  message: 'the events could not be stored; send them again',
  retryAfterSeconds,
};
