// A graded attempt after authors corrected questions of it. What a correction makes of one answer is in regrade.ts.

import type { AnswerSheet, GradedAnswer } from '../model/answer-sheet.ts';
import type { FrozenQuestion, QuestionData } from '../model/question-data.ts';
import { correctedQuestion, regradedAnswer } from './regrade.ts';

export interface GradedContents {
  questions: readonly FrozenQuestion[];
  sheet: Readonly<AnswerSheet>;
  graded: readonly GradedAnswer[];
}

/** Questions and graded answers after `correctionsOf` each question, oldest first; null when there are none. */
export function correctedAttempt(
  { questions, sheet, graded }: GradedContents,
  correctionsOf: (question: FrozenQuestion) => readonly QuestionData[],
): Pick<GradedContents, 'questions' | 'graded'> | null {
  const answers = new Map(graded.map((answer) => [answer.question_id, answer]));
  let isCorrected = false;
  const after = questions.map((question) =>
    correctionsOf(question).reduce<FrozenQuestion>((before, correction) => {
      isCorrected = true;
      const answer = answers.get(before.id);
      if (answer !== undefined) {
        answers.set(before.id, regradedAnswer(before, correction, sheet[before.id]?.answer, answer));
      }
      return correctedQuestion(before, correction);
    }, question),
  );
  if (!isCorrected) return null;
  return { questions: after, graded: graded.map((answer) => answers.get(answer.question_id) ?? answer) };
}
