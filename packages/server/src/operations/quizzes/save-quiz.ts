// Writes a quiz with what follows from its settings and its questions: what students get, its points, its assignment.

import { quizCreated, quizUpdated } from '../../facts/quiz-saved.ts';
import { exactSum } from '../../grading/exact-sum.ts';
import type { Course } from '../../model/course.ts';
import { type FrozenEntry, isFrozenGroup, type QuestionType } from '../../model/question-data.ts';
import { entryPoints, questionCount } from '../../model/questions/frozen-entries.ts';
import { isPublished, isSurvey, type Quiz } from '../../model/quiz.ts';
import { lockScoredQuizSubmissions } from '../../store/graded-quizzes.ts';
import { savePublication } from '../../store/quiz-publications.ts';
import { updateQuiz } from '../../store/quizzes.ts';
import type { Transaction } from '../announcing/announcing-database.ts';
import { recordQuizScores } from '../attempts/record-quiz-score.ts';
import { assertAttemptFits } from './question-contents.ts';
import { saveQuizAssignment } from './quiz-assignment.ts';
import { draftEntries, publishedEntries } from './quiz-entries.ts';
import type { QuizStanding } from './quiz-standing.ts';

/**
 * Writes `quiz`, whose row is locked or has just been made; `before` is what it was, null for a new one. Becoming
 * published freezes its questions. A published quiz has the points and the count of what it was published with, a draft
 * those of its questions as they are; surveys keep the points they were given. Canvas: core reference §16.2.
 */
export async function saveQuiz(
  transaction: Transaction,
  course: Course,
  before: Quiz | null,
  quiz: Quiz,
  nowMs: number,
): Promise<Quiz> {
  const staysPublished = before !== null && isPublished(before) && isPublished(quiz);
  const entries = staysPublished
    ? await publishedEntries(transaction, quiz.id)
    : await draftEntries(transaction, quiz.id, nowMs);
  if (isPublished(quiz) && !staysPublished) {
    await savePublication(transaction, {
      quizId: quiz.id,
      quizVersion: quiz.versionNumber,
      publishedAtMs: nowMs,
      quizData: JSON.stringify(entries),
      questionTypes: JSON.stringify(typesOf(entries)),
    });
  }
  const counted: Quiz = {
    ...quiz,
    questionCount: questionCount(entries),
    pointsPossible: isSurvey(quiz) ? quiz.pointsPossible : exactSum(entryPoints(entries)),
  };
  const owned = await saveQuizAssignment(transaction, course, counted, nowMs);
  const { id, courseId: _, createdAtMs: __, ...saved } = counted;
  const after = await updateQuiz(transaction, id, { ...saved, ...owned });
  transaction.announce(before === null ? quizCreated(course, after) : quizUpdated(course, before, after));
  if (after.assignmentId !== quiz.assignmentId) await recordEarlierScores(transaction, course, after, nowMs);
  return after;
}

/** What was handed in before the quiz had this assignment comes into the gradebook with it. */
async function recordEarlierScores(
  transaction: Transaction,
  course: Course,
  quiz: Quiz,
  nowMs: number,
): Promise<void> {
  if (quiz.assignmentId === null) return;
  const handedIn = await lockScoredQuizSubmissions(transaction, quiz.id);
  await recordQuizScores(transaction, course, quiz, handedIn, -quiz.id, nowMs);
}

/**
 * To be called when a question or a group came, changed or went: a draft is counted again, and the first question makes a
 * created quiz edited. A published quiz stays as it was published. Raises `tooLarge` when an attempt could be given too
 * much.
 */
export async function saveQuizContents(
  transaction: Transaction,
  { course, quiz }: Pick<QuizStanding, 'course' | 'quiz'>,
  nowMs: number,
  tooLarge: 'record_invalid' | 'quiz_group_invalid' = 'record_invalid',
): Promise<void> {
  await assertAttemptFits(transaction, quiz.id, tooLarge);
  if (isPublished(quiz)) {
    await updateQuiz(transaction, quiz.id, { updatedAtMs: nowMs });
    return;
  }
  const workflowState = quiz.workflowState === 'created' ? 'edited' : quiz.workflowState;
  await saveQuiz(transaction, course, quiz, { ...quiz, workflowState, updatedAtMs: nowMs }, nowMs);
}

/** Each once, in the order of the questions. */
export function typesOf(entries: readonly FrozenEntry[]): QuestionType[] {
  const questions = entries.flatMap((entry) => (isFrozenGroup(entry) ? entry.questions : [entry]));
  return [...new Set(questions.map((question) => question.question_type))];
}
