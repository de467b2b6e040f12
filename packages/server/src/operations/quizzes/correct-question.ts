// An author corrects a question that students have taken already, and asks for what they did to be graded again.

import { correctedQuestion, isRegradable } from '../../grading/regrade.ts';
import {
  type FrozenEntry,
  type FrozenQuestion,
  isFrozenGroup,
  type QuestionData,
} from '../../model/question-data.ts';
import { attemptCharsMax } from '../../model/questions/attempt-size.ts';
import { isPublished } from '../../model/quiz.ts';
import type { QuizQuestion } from '../../model/quiz-question.ts';
import { findPublication, savePublication } from '../../store/quiz-publications.ts';
import { listTakenQuizIds } from '../../store/quiz-submissions.ts';
import { lockHandedIn } from '../../store/regraded-attempts.ts';
import type { Transaction } from '../announcing/announcing-database.ts';
import { regradeAttempts } from '../attempts/regrade-attempts.ts';
import type { QuizStanding } from './quiz-standing.ts';
import { saveQuiz, typesOf } from './save-quiz.ts';

/**
 * Carries the question as it is now into what the quiz was published with, so that later attempts have it right, and into
 * every attempt; then all are graded again by its `regrade_option`. Nothing happens without an option, for types that
 * cannot be regraded, and as long as nobody has taken the quiz, which can be published again. The quiz is locked for
 * change. Canvas: regrades when the quiz is saved in its own editor.
 */
export async function correctQuestion(
  transaction: Transaction,
  { course, quiz }: Pick<QuizStanding, 'course' | 'quiz'>,
  question: QuizQuestion,
  nowMs: number,
): Promise<void> {
  const corrected: QuestionData = JSON.parse(question.questionData);
  if (!isRegradable(corrected) || (corrected.regrade_option ?? 'no_regrade') === 'no_regrade') return;
  const publication = await findPublication(transaction, quiz.id);
  const taken = await listTakenQuizIds(transaction, [quiz.id]);
  if (publication === undefined || !isPublished(quiz) || taken.length === 0) return;
  const handedIn = await lockHandedIn(transaction, quiz.id);
  const entries = correctedEntries(JSON.parse(publication.quizData), question.id, corrected);
  await savePublication(transaction, {
    ...publication,
    quizData: JSON.stringify(entries),
    questionTypes: JSON.stringify(typesOf(entries)),
  });
  const counted = await saveQuiz(transaction, course, quiz, { ...quiz, updatedAtMs: nowMs }, nowMs);
  const correction = { questionId: question.id, corrected, attemptChars: attemptCharsMax(entries) };
  await regradeAttempts(transaction, course, counted, handedIn, correction, nowMs);
}

function correctedEntries(
  entries: readonly FrozenEntry[],
  questionId: number,
  corrected: QuestionData,
): FrozenEntry[] {
  const inPlace = (question: FrozenQuestion) =>
    question.id === questionId ? correctedQuestion(question, corrected) : question;
  return entries.map((entry) =>
    isFrozenGroup(entry) ? { ...entry, questions: entry.questions.map(inPlace) } : inPlace(entry),
  );
}
