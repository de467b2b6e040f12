// What a grade as a teacher types it means, and how a score is written as a grade. What that does to a submission is in
// submission-grade.ts.

import type { Assignment, GradingType } from '../model/assignment.ts';
import type { GradingScheme } from '../model/grading-standard.ts';
import { scoreMax } from '../model/quiz-limits.ts';
import { ExactDecimal, hundredths } from './exact-decimal.ts';
import { letterOf, percentOf } from './grading-scheme.ts';

export type GradedAssignment = Pick<Assignment, 'gradingType' | 'pointsPossible'>;

// Neither looks twice at the same digits, however many there are.
const percentText = /^[+-]?(?:\d+|\d*\.\d+)%$/;
const numberText = /^[+-]?(?:\d+|\d*\.\d+)$/;

/**
 * The score and the grade that the text gives, `cleared` for the empty text. A text that means no score on this assignment
 * comes back as the grade of none; so does a score past `scoreMax`. With `prefersPoints` a number is points also where an
 * entry of the scheme is named like it. Canvas: core reference §10.3.
 */
export function gradeFromText(
  text: string,
  assignment: GradedAssignment,
  scheme: GradingScheme,
  prefersPoints: boolean,
): { score: number | null; grade: string | null } | 'cleared' {
  if (text === '') return 'cleared';
  const score = scoreAllowed(scoreMeant(text, assignment, scheme, prefersPoints), assignment);
  if (score === null) return { score, grade: text };
  return { score, grade: gradeOfScore(score, assignment, scheme, text) };
}

/**
 * The score as a grade in the way of the assignment. Where no points are possible, `givenText` (as posted, or the grade before)
 * decides what the score cannot: complete or not, and which letter. Canvas: core reference §10.3.
 */
export function gradeOfScore(
  score: number,
  assignment: GradedAssignment,
  scheme: GradingScheme,
  givenText?: string,
): string {
  const possible = assignment.pointsPossible ?? 0;
  const percent = possible > 0 ? new ExactDecimal(score).times(100).div(possible) : null;
  switch (assignment.gradingType) {
    case 'points':
    case 'not_graded':
      return String(score);
    case 'percent':
      return `${(percent === null ? null : hundredths(percent)) ?? score}%`;
    case 'pass_fail': {
      const isPassed = percent === null ? givenText === 'complete' || givenText === 'pass' : score > 0;
      return isPassed ? 'complete' : 'incomplete';
    }
    case 'letter_grade':
    case 'gpa_scale':
      return percent === null ? (givenText ?? letterOf(score, scheme)) : letterOf(percent.toNumber(), scheme);
  }
}

function scoreMeant(
  text: string,
  assignment: GradedAssignment,
  scheme: GradingScheme,
  prefersPoints: boolean,
): number | null {
  const possible = assignment.pointsPossible ?? 0;
  if (percentText.test(text)) return shareOf(possible, Number(text.slice(0, -1)));
  const letterPercent = hasLetters(assignment.gradingType) ? percentOf(text, scheme) : undefined;
  if (numberText.test(text)) {
    return letterPercent === undefined || prefersPoints ? Number(text) : shareOf(possible, letterPercent);
  }
  if (text === 'pass' || text === 'complete') return possible;
  if (text === 'fail' || text === 'incomplete') return 0;
  return letterPercent === undefined ? null : shareOf(possible, letterPercent);
}

/** What a score may be on an assignment: anything, all or nothing, or none at all. */
function scoreAllowed(
  score: number | null,
  { gradingType, pointsPossible }: GradedAssignment,
): number | null {
  if (score === null || !(Math.abs(score) <= scoreMax) || gradingType === 'not_graded') return null;
  if (gradingType === 'pass_fail' && score !== 0 && score !== pointsPossible) return null;
  return score;
}

function hasLetters(gradingType: GradingType): boolean {
  return gradingType === 'letter_grade' || gradingType === 'gpa_scale';
}

function shareOf(possible: number, percent: number): number {
  return new ExactDecimal(possible).times(percent).div(100).toNumber();
}
