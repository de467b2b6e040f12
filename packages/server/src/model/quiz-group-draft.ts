// What may be asked of a question group, and the group after it. Canvas: core reference §16.1.

import { nameCharsMax } from './limits.ts';
import { quizPointsMax, quizQuestionsMax } from './quiz-limits.ts';
import type { QuizGroup } from './quiz-question.ts';
import { type FieldFault, Refusal } from './refusal.ts';

/** Absent and null stay as they are. NaN is what was given and is not a number. */
export interface QuizGroupChanges {
  name?: string | null | undefined;
  /** A fraction is cut off. */
  pickCount?: number | null | undefined;
  questionPoints?: number | null | undefined;
}

export type QuizGroupFields = Pick<QuizGroup, 'name' | 'pickCount' | 'questionPoints'>;

/** A group about which nothing was said; it has no questions yet. */
export const defaultQuizGroup: QuizGroupFields = { name: 'Question Group', pickCount: 0, questionPoints: 0 };

/** `otherPicks` is what the quiz's other groups pick together. Raises quiz_group_invalid with every fault. */
export function changedQuizGroup(
  before: QuizGroupFields,
  changes: QuizGroupChanges,
  otherPicks: number,
): QuizGroupFields {
  const group = {
    name: changes.name?.trim() ? changes.name : before.name,
    pickCount: Math.trunc(changes.pickCount ?? before.pickCount),
    questionPoints: changes.questionPoints ?? before.questionPoints,
  };
  const faults = [
    ...nameFaults(group.name),
    ...numberFaults('pick_count', group.pickCount, quizQuestionsMax - otherPicks),
    ...numberFaults('question_points', group.questionPoints, quizPointsMax),
  ];
  if (faults.length > 0) throw new Refusal({ kind: 'quiz_group_invalid', faults });
  return group;
}

/** What these groups pick together. */
export function picksOf(groups: readonly Pick<QuizGroup, 'pickCount'>[]): number {
  return groups.reduce((sum, { pickCount }) => sum + pickCount, 0);
}

function nameFaults(name: string): FieldFault[] {
  if ([...name].length <= nameCharsMax) return [];
  const message = `is too long (maximum is ${nameCharsMax} characters)`;
  return [{ field: 'name', type: 'too_long', message }];
}

function numberFaults(field: string, value: number, max: number): FieldFault[] {
  if (Number.isNaN(value)) return [{ field, type: 'not_a_number', message: 'is not a number' }];
  if (value < 0) {
    return [{ field, type: 'greater_than_or_equal_to', message: 'must be greater than or equal to 0' }];
  }
  if (value > max) {
    return [{ field, type: 'less_than_or_equal_to', message: `must be less than or equal to ${max}` }];
  }
  return [];
}
