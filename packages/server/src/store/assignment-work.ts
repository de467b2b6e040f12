// What has become of assignments, counted: one grouped query for any number of them.

import type { Submission } from '../model/submission.ts';
import type { Query } from './database.ts';
import { type StudentSelection, selectSubmissions } from './submission-list.ts';

/** What students have done on an assignment, and graders after them. */
export interface AssignmentWork {
  assignmentId: number;
  /** Something was handed in. */
  hasSubmissions: boolean;
  hasGraded: boolean;
  /** A grade is not posted, or there is none to post yet. */
  hasUnposted: boolean;
  /** Active students whose work waits for a grade. */
  needsGradingCount: number;
}

/**
 * By assignment; those on which nobody has a row are left out. Within `sectionIds`, null for all, work is waited for.
 * Canvas: waiting is what was handed in, is not excused, and has no score or one of older work.
 */
export async function listAssignmentWork(
  query: Query,
  courseId: number,
  assignmentIds: readonly number[],
  sectionIds: readonly number[] | null,
): Promise<Map<number, AssignmentWork>> {
  if (assignmentIds.length === 0) return new Map();
  const rows = await query
    .selectFrom('submissions')
    .select('assignmentId')
    .select(({ fn, eb, and, or, lit, exists, selectFrom }) => {
      const isHandedIn = eb('submissionType', 'is not', null);
      const isActive = exists(
        selectFrom('enrollments')
          .select('enrollments.id')
          .whereRef('enrollments.userId', '=', 'submissions.userId')
          .where('enrollments.courseId', '=', courseId)
          .where('enrollments.type', '=', 'StudentEnrollment')
          .where('enrollments.workflowState', '=', 'active')
          .$if(sectionIds !== null, (some) =>
            some.where('enrollments.courseSectionId', 'in', sectionIds?.length ? sectionIds : [0]),
          ),
      );
      const needsGrading = and([
        isHandedIn,
        eb('excused', '=', 0),
        or([
          eb('workflowState', '=', 'pending_review'),
          and([
            eb('workflowState', 'in', ['submitted', 'graded']),
            or([eb('score', 'is', null), eb('gradeMatchesCurrentSubmission', '=', 0)]),
          ]),
        ]),
        isActive,
      ]);
      const isGraded = and([
        eb('workflowState', '=', 'graded'),
        or([eb('score', 'is not', null), eb('excused', '=', 1)]),
      ]);
      const count = (condition: typeof isGraded) =>
        fn.sum<number>(eb.case().when(condition).then(lit(1)).else(lit(0)).end());
      return [
        count(and([isHandedIn])).as('handedIn'),
        count(isGraded).as('graded'),
        count(and([eb('postedAtMs', 'is', null)])).as('unposted'),
        count(needsGrading).as('needsGrading'),
      ];
    })
    .where('assignmentId', 'in', assignmentIds)
    .where('workflowState', '<>', 'deleted')
    .groupBy('assignmentId')
    .execute();
  return new Map(
    rows.map(({ assignmentId, handedIn, graded, unposted, needsGrading }) => [
      assignmentId,
      {
        assignmentId,
        hasSubmissions: Number(handedIn) > 0,
        hasGraded: Number(graded) > 0,
        hasUnposted: Number(unposted) > 0,
        needsGradingCount: Number(needsGrading),
      },
    ]),
  );
}

export interface OwnWork extends Pick<Submission, 'assignmentId'> {
  isHandedIn: boolean;
  isGraded: boolean;
}

/** What one person has done on these assignments. */
export async function listOwnWork(
  query: Query,
  assignmentIds: readonly number[],
  userId: number,
): Promise<Map<number, OwnWork>> {
  if (assignmentIds.length === 0) return new Map();
  const rows = await query
    .selectFrom('submissions')
    .select(['assignmentId', 'submissionType', 'score', 'excused', 'workflowState'])
    .where('userId', '=', userId)
    .where('assignmentId', 'in', assignmentIds)
    .where('workflowState', '<>', 'deleted')
    .execute();
  return new Map(
    rows.map(({ assignmentId, submissionType, score, excused, workflowState }) => [
      assignmentId,
      {
        assignmentId,
        isHandedIn: submissionType !== null,
        isGraded: workflowState === 'graded' && (score !== null || excused === 1),
      },
    ]),
  );
}

/** Of these students: how many are graded, and how many have handed in what is not. */
export async function countAssignmentWork(
  query: Query,
  assignmentId: number,
  students: StudentSelection,
): Promise<{ graded: number; ungraded: number }> {
  const everything = { workflowState: null, submittedAfterMs: null, gradedAfterMs: null };
  const { graded, ungraded } = await selectSubmissions(query, {
    assignmentIds: [assignmentId],
    students,
    ...everything,
  })
    .select(({ fn, eb, and, or, not, lit }) => {
      const isGraded = and([
        eb('workflowState', '=', 'graded'),
        or([eb('score', 'is not', null), eb('excused', '=', 1)]),
      ]);
      const isWaiting = and([eb('submissionType', 'is not', null), not(isGraded)]);
      const count = (condition: typeof isGraded) =>
        fn.sum<number>(eb.case().when(condition).then(lit(1)).else(lit(0)).end());
      return [count(isGraded).as('graded'), count(isWaiting).as('ungraded')];
    })
    .executeTakeFirstOrThrow();
  return { graded: Number(graded), ungraded: Number(ungraded) };
}
