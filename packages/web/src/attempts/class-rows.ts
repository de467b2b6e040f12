// Rows of the class: which are shown, in what order, and what they are compared with. Pure.

import { compareTakers, compareValues, isCalled, sortNameOf } from '../shell/quiz-taker.ts';
import type { Sorting } from '../shell/virtual-table.tsx';
import type { ClassAttempt, ClassQuestion } from './class-attempt.ts';

export type SortKey =
  | 'name'
  | 'attempt'
  | 'events'
  | 'started'
  | 'finished'
  | 'spent'
  | 'questions'
  | 'absences'
  | 'connection'
  | 'missing'
  | 'devices'
  | 'score';

export type StateShown = 'all' | 'running' | 'finished' | 'review';

export interface Shown {
  search: string;
  state: StateShown;
  sorting: Sorting & { key: SortKey };
  /** The one whose time is shown and sorted by; null for all. */
  questionId: string | null;
}

/** As the table has them: those that fit, in order; equal ones by name and attempt. */
export function shownRows(attempts: readonly ClassAttempt[], shown: Shown): ClassAttempt[] {
  const { key, isDescending } = shown.sorting;
  const sortedBy = (attempt: ClassAttempt) => sortValue(attempt, key, shown.questionId);
  return attempts
    .filter((attempt) => isInState(attempt, shown.state))
    .filter((attempt) => isCalled(attempt, shown.search))
    .toSorted((one, other) => {
      const order = compareValues(sortedBy(one), sortedBy(other), isDescending);
      return order || compareTakers(one, other) || one.attempt - other.attempt;
    });
}

export function activeMsOf(attempt: Pick<ClassAttempt, 'questions'>, questionId: string | null): number {
  return attempt.questions.reduce(
    (sum, { question_id, active_ms }) =>
      questionId === null || question_id === questionId ? sum + active_ms : sum,
    0,
  );
}

export interface Medians {
  /** Milliseconds. */
  spent: number | null;
  questions: number | null;
  absences: number | null;
  absenceMs: number | null;
  connection: number | null;
  missing: number | null;
  devices: number | null;
  events: number | null;
  score: number | null;
  /** Milliseconds on each question, by its id, of those that spent any. */
  byQuestion: Map<string, number>;
}

/** Of all attempts, whatever is shown; of time spent and scores, of those that have one. */
export function mediansOf(
  attempts: readonly ClassAttempt[],
  questions: readonly ClassQuestion[],
  questionId: string | null,
): Medians {
  const of = (value: (attempt: ClassAttempt) => number | null) =>
    median(attempts.flatMap((attempt) => value(attempt) ?? []));
  const byQuestion = new Map<string, number>();
  for (const { id } of questions) {
    const middle = median(attempts.map((attempt) => activeMsOf(attempt, id)).filter((ms) => ms > 0));
    if (middle !== null) byQuestion.set(id, middle);
  }
  return {
    spent: of(({ time_spent }) => (time_spent === null ? null : time_spent * 1000)),
    questions: of((attempt) => activeMsOf(attempt, questionId)),
    absences: of(({ absence_count }) => absence_count),
    absenceMs: of(({ absence_ms }) => absence_ms),
    connection: of(({ connection_count }) => connection_count),
    missing: of(({ missing_count }) => missing_count),
    devices: of(({ device_count }) => device_count),
    events: of(({ event_count }) => event_count),
    score: of(({ score }) => score),
    byQuestion,
  };
}

/** The middle one; between the two of the middle where there are two. Null of nothing. */
export function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((one, other) => one - other);
  const half = Math.floor(sorted.length / 2);
  const [below, middle] = [sorted[half - 1], sorted[half]];
  if (middle === undefined) return null;
  return sorted.length % 2 === 1 || below === undefined ? middle : (below + middle) / 2;
}

function sortValue(attempt: ClassAttempt, key: SortKey, questionId: string | null): number | string | null {
  switch (key) {
    case 'name':
      return sortNameOf(attempt);
    case 'attempt':
      return attempt.attempt;
    case 'events':
      return attempt.event_count;
    case 'started':
      return Date.parse(attempt.started_at);
    case 'finished':
      return attempt.finished_at === null ? null : Date.parse(attempt.finished_at);
    case 'spent':
      return attempt.time_spent;
    case 'questions':
      return activeMsOf(attempt, questionId);
    case 'absences':
      return attempt.absence_ms;
    case 'connection':
      return attempt.connection_count;
    case 'missing':
      return attempt.missing_count;
    case 'devices':
      return attempt.device_count;
    case 'score':
      return attempt.score;
  }
}

function isInState({ workflow_state }: ClassAttempt, state: StateShown): boolean {
  if (state === 'all') return true;
  if (state === 'running') return workflow_state === 'untaken';
  return state === 'review' ? workflow_state === 'pending_review' : workflow_state !== 'untaken';
}
