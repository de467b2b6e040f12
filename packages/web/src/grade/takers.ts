// Whom to grade next. Pure.

import type { Taker } from './grade-api.ts';

export interface Neighbours {
  /** Who waits to be graded, the one on the page not among them; the next one after them first. */
  waiting: Taker[];
  /** In the order of names, of those who have handed in. */
  previous: Taker | null;
  next: Taker | null;
}

const { compare } = new Intl.Collator('en', { numeric: true });

export function neighbours(takers: readonly Taker[], quizSubmissionId: number): Neighbours {
  const handedIn = takers
    .filter(({ state }) => state === 'pending_review' || state === 'complete')
    .sort((a, b) => compare(a.name, b.name) || a.quizSubmissionId - b.quizSubmissionId);
  const at = handedIn.findIndex((taker) => taker.quizSubmissionId === quizSubmissionId);
  const others = [...handedIn.slice(at + 1), ...handedIn.slice(0, Math.max(at, 0))];
  return {
    waiting: others.filter(({ state }) => state === 'pending_review'),
    previous: at > 0 ? (handedIn[at - 1] ?? null) : null,
    next: handedIn[at + 1] ?? null,
  };
}
