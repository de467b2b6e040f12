// The address of the class view: what is shown and in what order is in its query.

import type { Shown, SortKey, StateShown } from './class-rows.ts';

const sortKeys: readonly SortKey[] = [
  ...(['name', 'attempt', 'events', 'started', 'finished', 'spent'] as const),
  ...(['questions', 'absences', 'connection', 'missing', 'devices', 'score'] as const),
];
const states: readonly StateShown[] = ['all', 'running', 'finished', 'review'];

/** What is not understood is as if it were not there. By name unless somebody wants another order. */
export function shownIn(query: URLSearchParams): Shown {
  return {
    search: query.get('search') ?? '',
    state: states.find((state) => state === query.get('state')) ?? 'all',
    sorting: {
      key: sortKeys.find((key) => key === query.get('sort')) ?? 'name',
      isDescending: query.get('order') === 'desc',
    },
    questionId: query.get('question'),
  };
}
