// How long the questions of an attempt can come to be, known before it draws its lots.

import { type FrozenEntry, isFrozenGroup } from '../question-data.ts';
import type { QuizGroup } from '../quiz-question.ts';

/** Some questions; lengths in characters of their JSON text. */
export interface QuestionsSize {
  count: number;
  /** Of all together. */
  chars: number;
  longest: number;
}

/**
 * What a group gives an attempt at most, in characters: all of its questions as often as copies of all are needed
 * (attempt-questions.ts), and for the rest the longest.
 */
export function pickedCharsMax(
  { pickCount }: Pick<QuizGroup, 'pickCount'>,
  questions: QuestionsSize,
): number {
  const { count, chars, longest } = questions;
  if (count === 0) return 0;
  return Math.floor(pickCount / count) * chars + Math.min(chars, (pickCount % count) * longest);
}

/** What an attempt made from these entries has at most, in characters, before its blanks become inputs. */
export function attemptCharsMax(entries: readonly FrozenEntry[]): number {
  return entries.reduce((sum, entry) => {
    if (!isFrozenGroup(entry)) return sum + JSON.stringify(entry).length;
    const lengths = entry.questions.map((question) => JSON.stringify(question).length);
    const chars = lengths.reduce((all, length) => all + length, 0);
    const size = { count: lengths.length, chars, longest: Math.max(0, ...lengths) };
    return sum + pickedCharsMax({ pickCount: entry.pick_count }, size);
  }, 0);
}
