// Rows of the live view: which are shown and in what order, and how many there are of what. Pure.

import { compareTakers, compareValues, isCalled, sortNameOf } from '../shell/quiz-taker.ts';
import type { Sorting } from '../shell/virtual-table.tsx';
import type { LiveAttempt } from './live-attempt.ts';

const sortKeys = ['name', 'left', 'question', 'answered', 'saved', 'heard', 'page'] as const;
export type SortKey = (typeof sortKeys)[number];

const stateChoices = ['all', 'running', 'quiet', 'away', 'finished'] as const;
export type StateShown = (typeof stateChoices)[number];

export interface Shown {
  search: string;
  state: StateShown;
  sorting: Sorting & { key: SortKey };
}

export interface Counts {
  running: number;
  quiet: number;
  away: number;
  finished: number;
  toGrade: number;
}

/** What is not understood is as if it were not there. By name unless somebody wants another order. */
export function shownIn(query: URLSearchParams): Shown {
  return {
    search: query.get('search') ?? '',
    state: stateChoices.find((state) => state === query.get('state')) ?? 'all',
    sorting: {
      key: sortKeys.find((key) => key === query.get('sort')) ?? 'name',
      isDescending: query.get('order') === 'desc',
    },
  };
}

export function countsOf(attempts: readonly LiveAttempt[]): Counts {
  const count = (state: StateShown) => attempts.filter((attempt) => isIn(attempt, state)).length;
  return {
    running: count('running'),
    quiet: count('quiet'),
    away: count('away'),
    finished: count('finished'),
    toGrade: attempts.filter(({ state }) => state === 'pending_review').length,
  };
}

/** Those that fit, in order; equal ones by name, so that rows stay where they are. */
export function shownRows(
  attempts: readonly LiveAttempt[],
  { search, state, sorting }: Shown,
): LiveAttempt[] {
  const { key, isDescending } = sorting;
  return attempts
    .filter((attempt) => isIn(attempt, state) && isCalled(attempt, search))
    .toSorted(
      (one, other) =>
        compareValues(sortValue(one, key), sortValue(other, key), isDescending) || compareTakers(one, other),
    );
}

function isIn({ state, connection, away_since }: LiveAttempt, shown: StateShown): boolean {
  switch (shown) {
    case 'all':
      return true;
    case 'running':
      return state === 'running';
    case 'finished':
      return state !== 'running';
    case 'quiet':
      return connection === 'quiet';
    case 'away':
      return away_since !== null;
  }
}

function sortValue(attempt: LiveAttempt, key: SortKey): number | string | null {
  const { end_at, state, on_question, answered_count, last_saved_at, last_heard_at, away_since } = attempt;
  switch (key) {
    case 'name':
      return sortNameOf(attempt);
    case 'left':
      return state === 'running' ? timeOf(end_at) : null;
    case 'question':
      return on_question?.position ?? null;
    case 'answered':
      return answered_count;
    case 'saved':
      return timeOf(last_saved_at);
    case 'heard':
      return timeOf(last_heard_at);
    case 'page':
      return timeOf(away_since);
  }
}

const timeOf = (iso: string | null): number | null => (iso === null ? null : Date.parse(iso));
