// What a teacher's scores and comments make of graded answers.

import type { GradedAnswer } from '../model/answer-sheet.ts';
import type { FrozenQuestion } from '../model/question-data.ts';
import { correctnessOf, pointsOf } from './score-question.ts';

export interface ManualScore {
  /** Finite; more than the question's points is the teacher's business. Absent leaves the points. */
  score?: number;
  /** Empty removes the comment there was. Absent leaves it. */
  comment?: string;
}

/**
 * The graded answers after the changes, which are by question id; those of other questions are ignored. An answer that
 * waited for a person gets its verdict from the points. Canvas: a verdict that a scorer gave stays, whatever the points
 * (quiz reference §2.9).
 */
export function withManualScores(
  graded: readonly GradedAnswer[],
  questions: readonly FrozenQuestion[],
  changes: ReadonlyMap<number, ManualScore>,
): GradedAnswer[] {
  const possible = new Map(questions.map((question) => [question.id, pointsOf(question)]));
  return graded.map((answer) => {
    const change = changes.get(answer.question_id);
    if (change === undefined) return answer;
    const scored =
      change.score === undefined ? answer : scoredBy(answer, change.score, possible.get(answer.question_id));
    return change.comment === undefined ? scored : commented(scored, change.comment);
  });
}

function scoredBy(answer: GradedAnswer, points: number, possible = 0): GradedAnswer {
  const isDecided = answer.correct !== 'undefined';
  return { ...answer, points, correct: isDecided ? answer.correct : correctnessOf(points, possible) };
}

function commented(answer: GradedAnswer, comment: string): GradedAnswer {
  const { more_comments: _, ...rest } = answer;
  return comment === '' ? rest : { ...rest, more_comments: comment };
}
