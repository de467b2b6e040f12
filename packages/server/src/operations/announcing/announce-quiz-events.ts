// Turns the quiz events of the log into live events, in the background: what pages report is kept first and announced
// afterwards, so that no page waits for it.

import type { Fact } from '../../facts/fact.ts';
import { announcedEventTypes, isAboutQuestions, quizEventRecorded } from '../../facts/quiz-event-recorded.ts';
import { type AttemptProgress, noProgress } from '../../model/attempt-progress.ts';
import type { Job } from '../../model/cause.ts';
import { quizEventsAnnouncedAtOnce } from '../../model/feed-limits.ts';
import type { FrozenQuestion } from '../../model/question-data.ts';
import type { TimedQuizEvent } from '../../model/quiz-event.ts';
import type { TakenAttempt } from '../../model/taken-attempt.ts';
import {
  findLastQuizEventId,
  holdQuizEventCursor,
  insertQuizEventCursor,
  listProgresses,
  listQuizEventsBetween,
  listTakenAttempts,
  moveQuizEventCursor,
  saveProgresses,
} from '../../store/announced-quiz-events.ts';
import { findAttemptQuestions } from '../../store/attempt-contents.ts';
import type { Database, Query } from '../../store/database.ts';
import type { StoredProgress } from '../../store/schema.ts';
import type { AnnouncingDatabase } from './announcing-database.ts';
import { SettledQuizEvents } from './settled-quiz-events.ts';

const announcingJob: Job = { jobTag: 'QuizEvents#announce', jobId: 1 };

export class QuizEventAnnouncements implements AsyncDisposable {
  readonly #query: Query;
  readonly #announcing: AnnouncingDatabase;
  readonly #settled: SettledQuizEvents;
  #running: Promise<void> | null = null;
  #reachedId = 0;
  #isStopping = false;

  constructor({ query }: Pick<Database, 'query'>, announcing: AnnouncingDatabase) {
    this.#query = query;
    this.#announcing = announcing;
    this.#settled = new SettledQuizEvents(query);
  }

  /** The first time ever, events from now on will be announced; later it goes on where it was. */
  async begin(): Promise<void> {
    await insertQuizEventCursor(this.#query, await findLastQuizEventId(this.#query));
  }

  /**
   * Announces what has been stored since the last time, each event exactly once, by one of several servers, in the order of
   * ids. The place it has come to is kept in the same transaction as what is announced. While it is still at it, whoever
   * asks again gets the same.
   */
  announce(): Promise<void> {
    this.#running ??= this.#announceAll().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  /** Waits for what is being announced and leaves the rest. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#isStopping = true;
    await this.#running?.catch(() => {});
  }

  async #announceAll(): Promise<void> {
    const throughId = await this.#settled.throughId();
    while (this.#reachedId < throughId && !this.#isStopping) {
      const reachedId = await this.#announceSome(throughId);
      // Another server is at it.
      if (reachedId === undefined) return;
      this.#reachedId = reachedId;
    }
  }

  /** The id up to which all is announced then; undefined while another transaction is at it. */
  #announceSome(throughId: number): Promise<number | undefined> {
    return this.#announcing.transaction(announcingJob, async (transaction) => {
      const afterId = await holdQuizEventCursor(transaction);
      if (afterId === undefined || afterId >= throughId) return afterId;
      // A stretch of ids and not a number of rows: what is to be read then does not depend on how much there is.
      const toId = Math.min(throughId, afterId + quizEventsAnnouncedAtOnce);
      const events = await listQuizEventsBetween(transaction, announcedEventTypes, afterId, toId);
      for (const fact of await factsOf(transaction, events)) transaction.announce(fact);
      await moveQuizEventCursor(transaction, toId);
      return toId;
    });
  }
}

/** In the order of the events; what their attempts have come to is saved. */
async function factsOf(transaction: Query, events: readonly TimedQuizEvent[]): Promise<Fact[]> {
  const quizSubmissionIds = [...new Set(events.map(({ quizSubmissionId }) => quizSubmissionId))];
  const attempts = byAttempt(await listTakenAttempts(transaction, quizSubmissionIds));
  const progresses = byAttempt(await listProgresses(transaction, quizSubmissionIds));
  const facts: [eventId: number, fact: Fact][] = [];
  const changed: StoredProgress[] = [];
  // One attempt after the other, because the questions of one may be many.
  for (const [key, its] of Map.groupBy(events, keyOf)) {
    const taken = attempts.get(key);
    if (taken === undefined) continue;
    const questions = its.some(isAboutQuestions) ? await questionsOf(transaction, taken) : [];
    const before = progressOf(progresses.get(key));
    let progress = before;
    for (const event of its) {
      const recorded = quizEventRecorded(taken, questions, event, progress);
      progress = recorded.progress;
      if (recorded.fact !== null) facts.push([event.id, recorded.fact]);
    }
    const { quizSubmissionId, attempt } = taken;
    if (progress !== before) {
      changed.push({ quizSubmissionId, attempt, progress: JSON.stringify(progress) });
    }
  }
  await saveProgresses(transaction, changed);
  return facts.sort(([one], [other]) => one - other).map(([, fact]) => fact);
}

async function questionsOf(query: Query, taken: TakenAttempt): Promise<FrozenQuestion[]> {
  const stored = await findAttemptQuestions(query, taken);
  return stored === undefined ? [] : JSON.parse(stored.quizData);
}

function progressOf(stored: StoredProgress | undefined): AttemptProgress {
  return stored === undefined ? noProgress : JSON.parse(stored.progress);
}

function byAttempt<Row extends { quizSubmissionId: number; attempt: number }>(
  rows: readonly Row[],
): ReadonlyMap<string, Row> {
  return new Map(rows.map((row) => [keyOf(row), row]));
}

function keyOf({ quizSubmissionId, attempt }: { quizSubmissionId: number; attempt: number }): string {
  return `${quizSubmissionId} ${attempt}`;
}
