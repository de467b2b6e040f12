// Submissions with what a caller asked to have beside them: comments, people, earlier attempts.

import type { Assignment } from '../../model/assignment.ts';
import { type EnrollmentSight, enrollmentSight } from '../../model/roster-policy.ts';
import type { Submission, SubmissionComment } from '../../model/submission.ts';
import { isShownToStudents, mayReadAllGrades } from '../../model/submission-policy.ts';
import type { User, UserWithLogin } from '../../model/user.ts';
import type { Query } from '../../store/database.ts';
import { listSubmissionComments } from '../../store/submission-comments.ts';
import { listUsersWithLogins } from '../../store/users.ts';
import type { FullCourseStanding } from '../courses/course-standing.ts';
import { type AssignmentView, noAssignmentExtras, viewAssignments } from './assignment-view.ts';
import { type AttemptHandedIn, attemptHistories } from './submission-history.ts';
import { type SubmissionView, viewSubmissions } from './submission-view.ts';

export interface CommentView {
  comment: SubmissionComment;
  /** Null when they are deleted. */
  author: User | null;
}

export interface SubmissionDetails extends SubmissionView {
  /** What was asked for; names nobody knows are passed over. */
  includes: ReadonlySet<string>;
  /** Those that the caller sees, oldest first; empty unless asked for. */
  comments: readonly CommentView[];
  student: UserWithLogin | null;
  studentSight: EnrollmentSight;
  /** Of a quiz; null for other work, and unless asked for. */
  attempts: readonly AttemptHandedIn[] | null;
  isAssignmentVisible: boolean;
  /** Null unless asked for. */
  assignmentView: AssignmentView | null;
}

/** In the order given; those whose assignment is not among `assignments` are left out. */
export async function describeSubmissions(
  query: Query,
  standing: FullCourseStanding,
  submissions: readonly Submission[],
  assignments: readonly Assignment[],
  includes: readonly string[],
  nowMs: number,
): Promise<SubmissionDetails[]> {
  const asked = new Set(includes);
  const isGrader = mayReadAllGrades(standing, nowMs);
  const views = await viewSubmissions(query, standing, submissions, assignments, nowMs);
  const wantsComments = asked.has('submission_comments') || asked.has('submission_html_comments');
  const comments = wantsComments
    ? await commentsOf(query, views, isGrader)
    : new Map<number, CommentView[]>();
  const histories = asked.has('submission_history')
    ? await attemptHistories(query, views, isGrader, nowMs)
    : new Map<number, AttemptHandedIn[]>();
  const userIds = asked.has('user') ? [...new Set(submissions.map(({ userId }) => userId))] : [];
  const people = new Map(
    (await listUsersWithLogins(query, userIds)).map((person) => [person.user.id, person]),
  );
  const used = new Set(views.map(({ assignment }) => assignment.id));
  const shown = asked.has('assignment') ? assignments.filter(({ id }) => used.has(id)) : [];
  const assignmentViews = new Map(
    (await viewAssignments(query, standing, shown, noAssignmentExtras, nowMs)).map((one) => [
      one.assignment.id,
      one,
    ]),
  );
  return views.map((view) => {
    const { id, userId } = view.submission;
    return {
      ...view,
      includes: asked,
      comments: comments.get(id) ?? [],
      student: people.get(userId) ?? null,
      studentSight: enrollmentSight(standing, { userId, type: 'StudentEnrollment' }, nowMs),
      attempts: histories.get(id) ?? null,
      isAssignmentVisible: isShownToStudents(view.assignment),
      assignmentView: assignmentViews.get(view.assignment.id) ?? null,
    };
  });
}

/** As `describeSubmissions`, of one. */
export async function describeSubmission(
  query: Query,
  standing: FullCourseStanding,
  submission: Submission,
  assignment: Assignment,
  includes: readonly string[],
  nowMs: number,
): Promise<SubmissionDetails> {
  const [details] = await describeSubmissions(query, standing, [submission], [assignment], includes, nowMs);
  if (details === undefined) throw new Error('a submission has no view');
  return details;
}

/** Canvas: what graders wrote is hidden together with the grade that somebody has yet to post. */
async function commentsOf(
  query: Query,
  views: readonly SubmissionView[],
  isGrader: boolean,
): Promise<Map<number, CommentView[]>> {
  const rows = await listSubmissionComments(
    query,
    views.map(({ submission }) => submission.id),
  );
  const authors = new Map(
    (await listUsersWithLogins(query, [...new Set(rows.map(({ authorId }) => authorId))])).map(({ user }) => [
      user.id,
      user,
    ]),
  );
  const byId = new Map(views.map((view) => [view.submission.id, view]));
  const seen = rows.filter(({ submissionId, authorId }) => {
    const view = byId.get(submissionId);
    if (view === undefined) return false;
    const { submission, assignment } = view;
    const waits = assignment.postManually === 1 && submission.postedAtMs === null;
    return isGrader || !waits || authorId === submission.userId;
  });
  return Map.groupBy(
    seen.map((comment) => ({ comment, author: authors.get(comment.authorId) ?? null })),
    ({ comment }) => comment.submissionId,
  );
}
