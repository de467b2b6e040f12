// Grades again everything that students were given of a corrected question: attempts that are over at once, running ones
// when they are handed in. What a correction makes of an answer is in grading/regrade.ts.

import { attemptScore } from '../../grading/attempt-score.ts';
import { correctedAttempt } from '../../grading/corrected-attempt.ts';
import { keptScore } from '../../grading/kept-score.ts';
import type { AnswerSheet, GradedAnswer } from '../../model/answer-sheet.ts';
import type { Course } from '../../model/course.ts';
import type { FrozenQuestion, QuestionData } from '../../model/question-data.ts';
import { originalQuestionId } from '../../model/questions/repeated-question.ts';
import type { Quiz } from '../../model/quiz.ts';
import { regradeChunkChars, waitingCorrectionsMax } from '../../model/quiz-limits.ts';
import {
  asOfAttempt,
  isFinished,
  type QuizSubmission,
  type QuizSubmissionAttempt,
} from '../../model/quiz-submission.ts';
import { scoreAction } from '../../model/staff-action.ts';
import type { StoredContents } from '../../store/attempt-contents.ts';
import { rewriteGrades } from '../../store/graded-quizzes.ts';
import {
  listContentsWith,
  listStudentAttempts,
  rewriteAttemptQuestions,
  rewriteGradedAnswers,
} from '../../store/regraded-attempts.ts';
import type { Transaction } from '../announcing/announcing-database.ts';
import { logStaffActions, type StaffActionsOn } from './log-staff-actions.ts';
import { recordQuizScores } from './record-quiz-score.ts';

export interface Correction {
  questionId: number;
  corrected: QuestionData;
  /** How long an attempt's questions are, more or less: so many attempts are in memory at once. */
  attemptChars: number;
}

/** One who has handed in, and what is new of their attempts, by number. */
interface Student {
  quizSubmission: QuizSubmission;
  attempts: readonly QuizSubmissionAttempt[];
  graded: Map<number, readonly GradedAnswer[]>;
}

/**
 * Graded answers, scores, kept scores unless it is a teacher's own that is kept, the gradebook, course scores: all in the
 * caller's transaction. It has the quiz locked for change, so that nobody starts or hands in meanwhile, and `handedIn`,
 * which is everybody who has. Canvas: quiz reference §3.1.
 */
export async function regradeAttempts(
  transaction: Transaction,
  course: Course,
  quiz: Quiz,
  handedIn: readonly QuizSubmission[],
  correction: Correction,
  nowMs: number,
): Promise<void> {
  const students = studentsOf(handedIn, await listStudentAttempts(transaction, quiz.id));
  const selection = { quizId: quiz.id, questionId: correction.questionId };
  const limit = Math.max(1, Math.floor(regradeChunkChars / Math.max(1, correction.attemptChars)));
  let last: StoredContents | null = null;
  for (;;) {
    const some: StoredContents[] = await listContentsWith(transaction, selection, last, limit);
    await regradeSome(transaction, students, some, correction, nowMs);
    last = some.at(-1) ?? null;
    if (some.length < limit) break;
  }
  await saveScores(transaction, course, quiz, [...students.values()], nowMs);
}

function studentsOf(
  handedIn: readonly QuizSubmission[],
  attempts: readonly QuizSubmissionAttempt[],
): Map<number, Student> {
  const attemptsOf = Map.groupBy(attempts, ({ quizSubmissionId }) => quizSubmissionId);
  return new Map(
    handedIn.map((quizSubmission) => [
      quizSubmission.id,
      { quizSubmission, attempts: attemptsOf.get(quizSubmission.id) ?? [], graded: new Map() },
    ]),
  );
}

/** Writes the contents, and notes the graded answers with their students. */
async function regradeSome(
  transaction: Transaction,
  students: ReadonlyMap<number, Student>,
  some: readonly StoredContents[],
  { questionId, corrected }: Correction,
  nowMs: number,
): Promise<void> {
  const isCorrected = ({ id }: FrozenQuestion) => originalQuestionId(id) === questionId;
  const given: StoredContents[] = [];
  const regraded: StoredContents[] = [];
  for (const contents of some) {
    const questions: FrozenQuestion[] = JSON.parse(contents.quizData);
    if (!questions.some(isCorrected)) continue;
    const student = students.get(contents.quizSubmissionId);
    if (student === undefined || contents.gradedAnswers === null) {
      const waiting = questions.map((question) =>
        isCorrected(question) ? withWaiting(question, corrected) : question,
      );
      given.push({ ...contents, quizData: JSON.stringify(waiting) });
      continue;
    }
    const sheet: AnswerSheet = JSON.parse(contents.answers);
    const before = { questions, sheet, graded: JSON.parse(contents.gradedAnswers) as GradedAnswer[] };
    const after =
      correctedAttempt(before, (question) => (isCorrected(question) ? [corrected] : [])) ?? before;
    student.graded.set(contents.attempt, after.graded);
    given.push({ ...contents, quizData: JSON.stringify(after.questions) });
    regraded.push({ ...contents, gradedAnswers: JSON.stringify(after.graded), updatedAtMs: nowMs });
  }
  await rewriteAttemptQuestions(transaction, given);
  await rewriteGradedAnswers(transaction, regraded);
}

/** What went before a correction only matters to one that lets it count. */
function withWaiting(question: FrozenQuestion, corrected: QuestionData): FrozenQuestion {
  const countsBefore = corrected.regrade_option === 'current_and_previous_correct';
  const before = countsBefore ? (question.corrections ?? []) : [];
  return { ...question, corrections: [...before, corrected].slice(-waitingCorrectionsMax) };
}

async function saveScores(
  transaction: Transaction,
  course: Course,
  quiz: Quiz,
  students: readonly Student[],
  nowMs: number,
): Promise<void> {
  const rows: QuizSubmission[] = [];
  const earlier: QuizSubmissionAttempt[] = [];
  const moved: QuizSubmission[] = [];
  const acted: StaffActionsOn[] = [];
  for (const { quizSubmission, attempts, graded } of students) {
    if (graded.size === 0) continue;
    const finished = attempts.map((attempt) => asOfAttempt(quizSubmission, attempt)).filter(isFinished);
    const shown = finished.map((attempt) => rescored(attempt, graded.get(attempt.attempt), quiz));
    for (const [at, before] of finished.entries()) {
      const action = scoreAction(before, shown[at] ?? before, 'regrade');
      if (action !== null) acted.push({ quizSubmission: before, actions: [action] });
    }
    const current = shown.find(({ attempt }) => attempt === quizSubmission.attempt) ?? quizSubmission;
    const kept =
      quizSubmission.manuallyScored === 1 ? quizSubmission.keptScore : keptScore(quiz.scoringPolicy, shown);
    const row = { ...current, keptScore: kept, updatedAtMs: nowMs };
    rows.push(row);
    earlier.push(...attempts.flatMap((attempt) => rescoredAttempt(attempt, shown, row)));
    const isMoved = row.score !== quizSubmission.score || kept !== quizSubmission.keptScore;
    if (isMoved && quizSubmission.manuallyScored === 0) moved.push(row);
  }
  await rewriteGrades(transaction, rows, earlier);
  await logStaffActions(transaction, acted, nowMs);
  await recordQuizScores(transaction, course, quiz, moved, -quiz.id, nowMs);
}

/** As it was when the answers were not regraded. */
function rescored(
  shown: QuizSubmission,
  graded: readonly GradedAnswer[] | undefined,
  quiz: Quiz,
): QuizSubmission {
  if (graded === undefined) return shown;
  return {
    ...shown,
    score: attemptScore(graded, shown.fudgePoints, quiz),
    scoreBeforeRegrade: shown.scoreBeforeRegrade ?? shown.score,
    quizPointsPossible: quiz.pointsPossible,
  };
}

/** None for the current attempt, which the quiz submission has itself. */
function rescoredAttempt(
  before: QuizSubmissionAttempt,
  shown: readonly QuizSubmission[],
  { attempt: current }: QuizSubmission,
): QuizSubmissionAttempt[] {
  const after = shown.find(({ attempt }) => attempt === before.attempt);
  if (before.attempt === current || after === undefined) return [];
  return [{ ...before, score: after.score, scoreBeforeRegrade: after.scoreBeforeRegrade }];
}
