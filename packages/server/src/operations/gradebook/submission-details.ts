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
  /** Null unless asked for, and when they are deleted. */
  student: { person: UserWithLogin; sight: EnrollmentSight } | null;
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
  const comments = asked.has('submission_comments')
    ? await commentsOf(query, views)
    : new Map<number, CommentView[]>();
  const histories = asked.has('submission_history')
    ? await attemptHistories(query, views, isGrader, nowMs)
    : new Map<number, AttemptHandedIn[]>();
  const userIds = asked.has('user') ? [...new Set(submissions.map(({ userId }) => userId))] : [];
  const people = new Map(
    (await listUsersWithLogins(query, userIds)).map((person) => [person.user.id, person]),
  );
  const assignmentViews = asked.has('assignment')
    ? await assignmentViewsOf(query, standing, views, nowMs)
    : new Map<number, AssignmentView>();
  const sightOf = (userId: number) => enrollmentSight(standing, { userId, type: 'StudentEnrollment' }, nowMs);
  return views.map((view) => {
    const { id, userId } = view.submission;
    const person = people.get(userId);
    return {
      ...view,
      includes: asked,
      comments: comments.get(id) ?? [],
      student: person === undefined ? null : { person, sight: sightOf(userId) },
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

async function assignmentViewsOf(
  query: Query,
  standing: FullCourseStanding,
  views: readonly SubmissionView[],
  nowMs: number,
): Promise<Map<number, AssignmentView>> {
  const used = new Map(views.map(({ assignment }) => [assignment.id, assignment]));
  const found = await viewAssignments(query, standing, [...used.values()], noAssignmentExtras, nowMs);
  return new Map(found.map((view) => [view.assignment.id, view]));
}

/** Canvas: what graders wrote is hidden together with the grade. */
async function commentsOf(
  query: Query,
  views: readonly SubmissionView[],
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
    return view !== undefined && (!view.isGradeHidden || authorId === view.submission.userId);
  });
  return Map.groupBy(
    seen.map((comment) => ({ comment, author: authors.get(comment.authorId) ?? null })),
    ({ comment }) => comment.submissionId,
  );
}
