// How a caller stands to the quiz that a request names, and the quiz as that caller sees it.

import type { Caller } from '../../model/caller.ts';
import type { Lookup } from '../../model/lookup.ts';
import { hasCourseRight, isEnrollmentActive } from '../../model/policy.ts';
import type { QuestionType } from '../../model/question-data.ts';
import { type Quiz, type QuizLock, quizLock } from '../../model/quiz.ts';
import { type QuizRights, quizRights } from '../../model/quiz-policy.ts';
import { notFound } from '../../model/refusal.ts';
import { countSectionsOf } from '../../store/course-sections.ts';
import type { Query } from '../../store/database.ts';
import { findPublishedTypes } from '../../store/quiz-publications.ts';
import { listQuizSubmissionsOf, listTakenQuizIds } from '../../store/quiz-submissions.ts';
import { findQuiz } from '../../store/quizzes.ts';
import type { RowLock } from '../../store/row-lock.ts';
import { listSubmissionsOf } from '../../store/submissions.ts';
import { courseStanding, type FullCourseStanding } from '../courses/course-standing.ts';

export interface QuizPath {
  course: Lookup;
  quizId: number;
}

export interface QuizStanding extends FullCourseStanding {
  quiz: Quiz;
}

/** Raises not_found for an unknown or deleted course or quiz. A lock is on the quiz's row and needs a transaction. */
export async function quizStanding(
  query: Query,
  caller: Caller,
  path: QuizPath,
  lock?: RowLock,
): Promise<QuizStanding> {
  const standing = await courseStanding(query, caller, path.course);
  const quiz = await findQuiz(query, standing.course.id, path.quizId, lock);
  if (quiz === undefined) throw notFound();
  return { ...standing, quiz };
}

/** A quiz and what the caller may see of it. */
export interface QuizView {
  quiz: Quiz;
  rights: QuizRights;
  /** Why the caller cannot enter it now; null when they can. */
  lock: QuizLock | null;
  isGrader: boolean;
  isEditor: boolean;
  isStudent: boolean;
  /** No student has taken it. */
  canUnpublish: boolean;
  /** Of the questions it was published with; none when it never was. */
  questionTypes: readonly QuestionType[];
  /** Sections of the course. */
  sectionCount: number;
  callerId: number;
  /** The moment of which all this is true. */
  atMs: number;
}

/** In the order given; all are of the course that the standing is about. */
export async function viewQuizzes(
  query: Query,
  standing: FullCourseStanding,
  quizzes: readonly Quiz[],
  nowMs: number,
): Promise<QuizView[]> {
  const { caller, course, enrollments } = standing;
  const quizIds = quizzes.map((quiz) => quiz.id);
  const own = await listQuizSubmissionsOf(query, quizIds, caller.userId);
  const assignmentIds = quizzes.flatMap(({ assignmentId }) => assignmentId ?? []);
  const rows = await listSubmissionsOf(query, assignmentIds, [caller.userId]);
  const isEditor = hasCourseRight(standing, 'manage_assignments', nowMs);
  const isGrader = hasCourseRight(standing, 'manage_grades', nowMs);
  const taken = isEditor ? await listTakenQuizIds(query, quizIds) : [];
  const publishedTypes = await findPublishedTypes(query, quizIds);
  const sectionCount = isGrader ? await countSectionsOf(query, course.id) : 0;
  const isStudent = enrollments.some(
    (enrollment) => enrollment.type === 'StudentEnrollment' && isEnrollmentActive(enrollment, nowMs),
  );
  return quizzes.map((quiz) => {
    const quizSubmission = own.find(({ quizId }) => quizId === quiz.id);
    // Who has nothing on the quiz yet has a row in the gradebook that knows.
    const known = quizSubmission ?? rows.find(({ assignmentId }) => assignmentId === quiz.assignmentId);
    return {
      quiz,
      rights: quizRights(standing, quiz, known?.excused === 1, nowMs),
      lock: quizLock(quiz, quizSubmission?.manuallyUnlocked === 1, nowMs),
      isGrader,
      isEditor,
      isStudent,
      canUnpublish: !taken.includes(quiz.id),
      questionTypes: publishedTypes.get(quiz.id) ?? [],
      sectionCount,
      callerId: caller.userId,
      atMs: nowMs,
    };
  });
}

/** As `viewQuizzes`, of one. */
export async function viewQuiz(
  query: Query,
  standing: FullCourseStanding,
  quiz: Quiz,
  nowMs: number,
): Promise<QuizView> {
  const [view] = await viewQuizzes(query, standing, [quiz], nowMs);
  if (view === undefined) throw new Error('a quiz has no view');
  return view;
}
