// Submissions as changes of their grades left them, one version for each change. Only what changes of grades tell is of
// then; the rest is as it is now.

import type { GradeChange, Submission } from '../../model/submission.ts';
import type { User } from '../../model/user.ts';
import { listAssignmentsOf } from '../../store/assignments.ts';
import type { Query } from '../../store/database.ts';
import { listSubmissions } from '../../store/submissions.ts';
import { listUsersWithLogins } from '../../store/users.ts';
import type { FullCourseStanding } from '../courses/course-standing.ts';
import { type SubmissionView, viewSubmissions } from './submission-view.ts';

export interface SubmissionVersion {
  view: SubmissionView;
  change: GradeChange;
  /** Null is the server. */
  grader: User | null;
  student: User | null;
  /** As it is now. */
  current: Submission;
  currentGrader: User | null;
}

/** In the order given. */
export async function viewVersions(
  query: Query,
  standing: FullCourseStanding,
  changes: readonly GradeChange[],
  nowMs: number,
): Promise<SubmissionVersion[]> {
  const rows = await listSubmissions(query, [...new Set(changes.map(({ submissionId }) => submissionId))]);
  const currentOf = new Map(rows.map((row) => [row.id, row]));
  const pairs = changes.flatMap((change) => {
    const current = currentOf.get(change.submissionId);
    return current === undefined ? [] : [{ change, current }];
  });
  const assignmentIds = [...new Set(rows.map(({ assignmentId }) => assignmentId))];
  const assignments = await listAssignmentsOf(query, standing.course.id, assignmentIds);
  const views = await viewSubmissions(
    query,
    standing,
    pairs.map(({ change, current }) => asOfChange(current, change)),
    assignments,
    nowMs,
  );
  const ids = pairs.flatMap(({ change, current }) => [
    change.graderId ?? 0,
    current.graderId ?? 0,
    current.userId,
  ]);
  const found = await listUsersWithLogins(query, [...new Set(ids.filter((id) => id > 0))]);
  const personOf = new Map(found.map(({ user }) => [user.id, user]));
  const person = (id: number | null) => (id === null ? null : (personOf.get(id) ?? null));
  return pairs.flatMap(({ change, current }, at) => {
    const view = views[at];
    if (view === undefined) return [];
    return {
      view,
      change,
      grader: person(change.graderId),
      student: person(current.userId),
      current,
      currentGrader: person(current.graderId),
    };
  });
}

function asOfChange(current: Submission, change: GradeChange): Submission {
  return {
    ...current,
    score: change.scoreAfter,
    grade: change.gradeAfter,
    excused: change.excusedAfter,
    graderId: change.graderId,
    gradedAtMs: change.createdAtMs,
    pointsDeducted: null,
  };
}
