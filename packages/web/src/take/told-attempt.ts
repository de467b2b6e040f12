// What the server's word of a quiz means for the attempt on this page.

import type { RunningAttempt, Taking } from '../api/taking.ts';
import { NotSaved, SomebodyElse } from './failures.ts';

type Told = Pick<Taking, 'user' | 'attempt' | 'past_attempts'>;

/**
 * The attempt, as it runs; null when it is over. Raises SomebodyElse when the word is to another user, and NotSaved when it is
 * kept back for now, from this address perhaps: then it may well go on.
 */
export function toldAttempt(
  { user, attempt, past_attempts }: Told,
  mine: { userId: number; attempt: number },
): RunningAttempt | null {
  if (user.id !== mine.userId) throw new SomebodyElse();
  if (attempt?.attempt === mine.attempt) return attempt;
  const isOver = attempt !== null || past_attempts.some((past) => past.attempt === mine.attempt);
  if (!isOver) throw new NotSaved('the attempt cannot be taken from here now');
  return null;
}
