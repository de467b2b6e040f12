// The questions of a graded attempt with what was answered and what came of it. Who may see them is decided before.

import type { Answer, Correctness } from '../../model/answer-sheet.ts';
import { answerFeedback } from '../../model/questions/answer-feedback.ts';
import { rightAnswers } from '../../model/questions/right-answers.ts';
import { isSurvey, type Quiz } from '../../model/quiz.ts';
import type { Query } from '../../store/database.ts';
import { attemptContents } from './attempt-contents.ts';
import { questionNumber, type ShownQuestion, shownQuestions } from './running-view.ts';

export interface ResultQuestion extends ShownQuestion {
  number: number | null;
  pointsPossible: number;
  /** Null for text, in surveys, and as long as a person has yet to say. */
  points: number | null;
  correct: Correctness;
  comment: string | null;
  /** Safe HTML. */
  feedback: string[];
  /** Null when not to be seen, or when there are none. */
  correctAnswers: Answer[] | null;
}

/** In the order of the attempt; none when it is not graded. Right answers only where `tellsRight`, and never of surveys. */
export async function resultQuestions(
  query: Query,
  quiz: Pick<Quiz, 'quizType'>,
  asked: { id: number; attempt: number },
  tellsRight: boolean,
): Promise<ResultQuestion[]> {
  const { questions, sheet, graded } = await attemptContents(query, asked);
  const verdicts = new Map(graded?.map((answer) => [answer.question_id, answer]));
  const shown = await shownQuestions(query, asked, questions, sheet);
  const judges = !isSurvey(quiz);
  return questions.flatMap((question, at) => {
    const one = shown[at];
    const verdict = verdicts.get(question.id);
    if (one === undefined || verdict === undefined) return [];
    const correct = judges ? verdict.correct : 'no_score';
    return {
      ...one,
      number: questionNumber(question),
      pointsPossible: question.points_possible,
      points: correct === 'no_score' || correct === 'undefined' ? null : verdict.points,
      correct,
      comment: verdict.more_comments ?? null,
      feedback: answerFeedback(question, verdict, judges),
      correctAnswers: judges && tellsRight ? rightAnswers(question) : null,
    };
  });
}
