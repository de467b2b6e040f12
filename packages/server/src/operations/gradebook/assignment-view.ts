// Assignments as one caller sees them: the records, what has become of them, and what the caller may do.

import type { Assignment } from '../../model/assignment.ts';
import { assignmentLock } from '../../model/assignment-policy.ts';
import { hasCourseRight } from '../../model/policy.ts';
import type { Quiz, QuizLock } from '../../model/quiz.ts';
import { rosterView } from '../../model/roster-policy.ts';
import { mayReadAllGrades } from '../../model/submission-policy.ts';
import { listAssignmentWork } from '../../store/assignment-work.ts';
import type { Query } from '../../store/database.ts';
import { listQuizzesOfAssignments } from '../../store/graded-quizzes.ts';
import { listTakenQuizIds } from '../../store/quiz-submissions.ts';
import { listPresentStudentIds } from '../../store/student-enrollments.ts';
import { listSubmissionsOf } from '../../store/submissions.ts';
import type { FullCourseStanding } from '../courses/course-standing.ts';
import { type SubmissionView, viewSubmissions } from './submission-view.ts';

/** What to look up beside the assignments themselves. */
export interface AssignmentExtras {
  /** The caller's own. */
  submission: boolean;
  /** Whom it is assigned to; only for those who see unpublished ones. */
  visibility: boolean;
}

export const noAssignmentExtras: AssignmentExtras = { submission: false, visibility: false };

export interface AssignmentView {
  assignment: Assignment;
  /** Whose own assignment it is. */
  quiz: Pick<Quiz, 'id' | 'quizType' | 'anonymousSubmissions'> | null;
  /** Why the caller cannot work on it now; null when they can, or edit it. */
  lock: QuizLock | null;
  hasSubmissions: boolean;
  hasGraded: boolean;
  hasUnposted: boolean;
  needsGradingCount: number;
  /** No student has handed anything in. */
  canUnpublish: boolean;
  isGrader: boolean;
  isEditor: boolean;
  seesSisIds: boolean;
  /** Null when not asked for, or when there is none. */
  submission: SubmissionView | null;
  /** Undefined when not asked for. */
  studentIds: readonly number[] | undefined;
  /** The moment of which all this is true. */
  atMs: number;
}

/** In the order given; all are of the course that the standing is about. */
export async function viewAssignments(
  query: Query,
  standing: FullCourseStanding,
  assignments: readonly Assignment[],
  extras: AssignmentExtras,
  nowMs: number,
): Promise<AssignmentView[]> {
  const { caller, course } = standing;
  const ids = assignments.map(({ id }) => id);
  const isEditor = hasCourseRight(standing, 'manage_assignments', nowMs);
  const isGrader = hasCourseRight(standing, 'manage_grades', nowMs);
  const seesAll = isEditor || mayReadAllGrades(standing, nowMs);
  const sectionIds = rosterView(standing, nowMs)?.sectionIds ?? null;
  const work = await listAssignmentWork(query, course.id, ids, sectionIds);
  const quizzes = await listQuizzesOfAssignments(query, ids);
  const quizOf = new Map(quizzes.map((quiz) => [quiz.assignmentId, quiz]));
  const taken = new Set(
    await listTakenQuizIds(
      query,
      quizzes.map(({ id }) => id),
    ),
  );
  const own = extras.submission ? await listSubmissionsOf(query, ids, [caller.userId]) : [];
  const submissions = await viewSubmissions(query, standing, own, assignments, nowMs);
  const submissionOf = new Map(submissions.map((view) => [view.assignment.id, view]));
  const studentIds = extras.visibility && seesAll ? await listPresentStudentIds(query, course.id) : undefined;
  return assignments.map((assignment) => {
    const done = work.get(assignment.id);
    const quiz = quizOf.get(assignment.id) ?? null;
    const hasSubmissions = done?.hasSubmissions ?? false;
    return {
      assignment,
      quiz,
      lock: assignmentLock(standing, assignment, nowMs),
      hasSubmissions,
      hasGraded: done?.hasGraded ?? false,
      hasUnposted: done?.hasUnposted ?? false,
      needsGradingCount: done?.needsGradingCount ?? 0,
      canUnpublish: quiz === null ? !hasSubmissions : !taken.has(quiz.id),
      isGrader,
      isEditor,
      seesSisIds:
        hasCourseRight(standing, 'read_sis', nowMs) || hasCourseRight(standing, 'manage_sis', nowMs),
      submission: submissionOf.get(assignment.id) ?? null,
      studentIds: studentIds && (assignment.onlyVisibleToOverrides === 1 ? [] : studentIds),
      atMs: nowMs,
    };
  });
}

/** As `viewAssignments`, of one. */
export async function viewAssignment(
  query: Query,
  standing: FullCourseStanding,
  assignment: Assignment,
  extras: AssignmentExtras,
  nowMs: number,
): Promise<AssignmentView> {
  const [view] = await viewAssignments(query, standing, [assignment], extras, nowMs);
  if (view === undefined) throw new Error('an assignment has no view');
  return view;
}
