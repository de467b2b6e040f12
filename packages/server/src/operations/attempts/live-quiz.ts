// A quiz as it is now, student by student, gathered in looks at the database: all at first, then what is new. Each row remembers
// in which look it changed last, so that whoever follows gets what they have not seen. Who looks when is for live-quizzes.ts.

import { setImmediate as turnOfOthers } from 'node:timers/promises';
import type { Answer } from '../../model/answer-sheet.ts';
import type { Clock } from '../../model/clock.ts';
import { LiveAttempt, type LiveStanding } from '../../model/live-attempt.ts';
import type { FrozenQuestion } from '../../model/question-data.ts';
import { isNoAnswer } from '../../model/questions/given-answer.ts';
import { liveAttemptsAtOnce, liveOverlapMs } from '../../model/quiz-log-limits.ts';
import type { Query } from '../../store/database.ts';
import {
  type LiveDocument,
  type LiveEvent,
  type LiveRow,
  listClocksSince,
  listEventsSince,
  listLastEvents,
  listLiveAnswers,
  listLiveQuestions,
  listLiveRows,
} from '../../store/live-attempts.ts';

/** One student's current attempt as it is now. */
export interface LiveAttemptView extends LiveRow, LiveStanding {
  answeredCount: number;
}

interface Known {
  attempt: number;
  live: LiveAttempt;
  /** When the answers were saved that are counted. */
  savedAtMs: number | null;
  answeredCount: number;
}

interface Shown {
  view: LiveAttemptView;
  /** JSON text, to see whether it changed. */
  text: string;
  changedIn: number;
}

export class LiveQuiz {
  readonly #query: Query;
  readonly #quizId: number;
  readonly #clock: Clock;
  /** Both by the id of the quiz submission. */
  readonly #known = new Map<number, Known>();
  readonly #shown = new Map<number, Shown>();
  #looks = 0;
  #seenUntilMs: number | null = null;

  constructor(query: Query, quizId: number, clock: Clock) {
    this.#query = query;
    this.#quizId = quizId;
    this.#clock = clock;
  }

  /** How many there were. */
  get looks(): number {
    return this.#looks;
  }

  /** What changed after so many looks; everything after none. */
  changedAfter(looks: number): LiveAttemptView[] {
    return [...this.#shown.values()].filter(({ changedIn }) => changedIn > looks).map(({ view }) => view);
  }

  /** One at a time. Raises what the database does; then the next one sees what this one has missed. */
  async look(): Promise<void> {
    const nowMs = this.#clock();
    // What came since is heard of; what was there before a first look that failed is not, so it is looked at anew.
    if (this.#seenUntilMs === null) this.#known.clear();
    const rows = await listLiveRows(this.#query, this.#quizId);
    for (const some of inTurns(rows.filter((row) => this.#known.get(row.id)?.attempt !== row.attempt)))
      await this.#meet(await some);
    for (const some of inTurns(rows.filter((row) => this.#known.get(row.id)?.savedAtMs !== row.savedAtMs)))
      await this.#count(await some);
    await this.#hear();
    this.#seenUntilMs = nowMs;
    this.#looks++;
    for (const row of rows) this.#show(row, nowMs);
  }

  /** Attempts that were not there before: their questions, and their last events. */
  async #meet(rows: readonly LiveRow[]): Promise<void> {
    const questions = textsOf(await listLiveQuestions(this.#query, idsOf(rows)));
    for (const { id, attempt, startedAtMs } of rows) {
      const given: FrozenQuestion[] = JSON.parse(questions.get(id) ?? '[]');
      this.#known.set(id, {
        attempt,
        live: new LiveAttempt(given, startedAtMs ?? 0),
        savedAtMs: null,
        answeredCount: 0,
      });
    }
    const running = rows.filter(({ workflowState }) => workflowState === 'untaken');
    if (running.length > 0) this.#take(await listLastEvents(this.#query, running));
  }

  /** Attempts whose answers were saved since. */
  async #count(rows: readonly LiveRow[]): Promise<void> {
    const answers = textsOf(await listLiveAnswers(this.#query, idsOf(rows)));
    for (const { id, savedAtMs } of rows) {
      const known = this.#known.get(id);
      if (known === undefined) continue;
      const logged: Record<string, string> = JSON.parse(answers.get(id) ?? '{}');
      known.answeredCount = Object.values(logged).filter(
        (text) => !isNoAnswer(JSON.parse(text) as Answer),
      ).length;
      known.savedAtMs = savedAtMs;
    }
  }

  /** What came since the last look, and a little of what that has seen. */
  async #hear(): Promise<void> {
    const since = this.#seenUntilMs === null ? null : this.#seenUntilMs - liveOverlapMs;
    if (since !== null) this.#take(await listEventsSince(this.#query, this.#quizId, since));
    for (const clock of await listClocksSince(this.#query, this.#quizId, since ?? 0))
      this.#known.get(clock.quizSubmissionId)?.live.takeClock(clock);
  }

  #take(events: readonly LiveEvent[]): void {
    for (const event of events) this.#known.get(event.quizSubmissionId)?.live.take(event);
  }

  #show(row: LiveRow, nowMs: number): void {
    const known = this.#known.get(row.id);
    if (known === undefined) return;
    // What is over changes no more, however much time goes by.
    const atMs = row.workflowState === 'untaken' ? nowMs : (row.finishedAtMs ?? nowMs);
    const view = { ...row, ...known.live.standing(atMs), answeredCount: known.answeredCount };
    const text = JSON.stringify(view);
    const before = this.#shown.get(row.id);
    if (text !== before?.text) this.#shown.set(row.id, { view, text, changedIn: this.#looks });
  }
}

const idsOf = (rows: readonly LiveRow[]): number[] => rows.map(({ id }) => id);

const textsOf = (documents: readonly LiveDocument[]): Map<number, string> =>
  new Map(documents.map(({ quizSubmissionId, text }) => [quizSubmissionId, text]));

/** A few at a time; SQLite answers at once, and others get their turn in between. */
function* inTurns(rows: readonly LiveRow[]): Generator<Promise<readonly LiveRow[]>> {
  for (let start = 0; start < rows.length; start += liveAttemptsAtOnce)
    yield turnOfOthers(rows.slice(start, start + liveAttemptsAtOnce));
}
