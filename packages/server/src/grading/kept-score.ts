// Which score of several attempts counts.

import type { ScoringPolicy } from '../model/quiz.ts';
import { decimalSum } from './decimal-sum.ts';
import { hundredths } from './exact-decimal.ts';

/**
 * The score that counts, of finished attempts in any order; null when none has a score. An average has two decimals,
 * halves away from zero. Canvas: quiz reference §3.2.
 */
export function keptScore(
  policy: ScoringPolicy,
  attempts: readonly { attempt: number; score: number | null }[],
): number | null {
  const scored = attempts.flatMap(({ attempt, score }) => (score === null ? [] : [{ attempt, score }]));
  const [first, ...others] = scored;
  if (first === undefined) return null;
  switch (policy) {
    case 'keep_highest':
      return others.reduce((highest, { score }) => Math.max(highest, score), first.score);
    case 'keep_latest':
      return others.reduce((latest, one) => (one.attempt > latest.attempt ? one : latest), first).score;
    case 'keep_average':
      return hundredths(decimalSum(scored.map(({ score }) => score)).dividedBy(scored.length));
  }
}
