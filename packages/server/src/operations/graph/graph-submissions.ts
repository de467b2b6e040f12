// Submissions as GraphQL reads them: many at once, each only for who may see it.

import type { Assignment } from '../../model/assignment.ts';
import type { Caller } from '../../model/caller.ts';
import type { Submission, SubmissionState } from '../../model/submission.ts';
import { gradebookView, isShownToStudents, mayReadAllGrades } from '../../model/submission-policy.ts';
import { listAssignments, listAssignmentsOf } from '../../store/assignments.ts';
import type { Query } from '../../store/database.ts';
import { listStudentEnrollments } from '../../store/student-enrollments.ts';
import type { SubmissionSelection } from '../../store/submission-list.ts';
import {
  listSubmissionPages,
  listSubmissionsInStates,
  type SubmissionOrdering,
} from '../../store/submission-pages.ts';
import { findSubmissionOf, listSubmissions } from '../../store/submissions.ts';
import type { FullCourseStanding } from '../courses/course-standing.ts';
import { studentsAt } from '../gradebook/submission-place.ts';
import { type SubmissionView, viewSubmissions } from '../gradebook/submission-view.ts';
import { readableStandings } from './graph-courses.ts';

/** What is null does not limit. */
export interface SubmissionsWanted {
  states: readonly SubmissionState[];
  userIds: readonly number[] | null;
  sectionIds: readonly number[] | null;
  submittedAfterMs: number | null;
  gradedAfterMs: number | null;
}

interface Page {
  limit: number;
  offset: number;
}

export async function seeSubmissions(
  query: Query,
  caller: Caller,
  ids: readonly number[],
  nowMs: number,
): Promise<Map<number, SubmissionView>> {
  const rows = (await listSubmissions(query, ids)).filter(({ workflowState }) => workflowState !== 'deleted');
  const seen = await seenSubmissions(query, caller, rows, nowMs);
  return new Map(seen.map((view) => [view.submission.id, view]));
}

/** That of one student on one assignment; undefined when the caller does not see it. */
export async function seeSubmissionOf(
  query: Query,
  caller: Caller,
  assignmentId: number,
  userId: number,
  nowMs: number,
): Promise<SubmissionView | undefined> {
  const row = await findSubmissionOf(query, assignmentId, userId);
  if (row === undefined || row.workflowState === 'deleted') return undefined;
  const [view] = await seenSubmissions(query, caller, [row], nowMs);
  return view;
}

/** One page for each of these assignments, from `offset`, by id. */
export async function seeSubmissionPages(
  query: Query,
  caller: Caller,
  assignmentIds: readonly number[],
  wanted: SubmissionsWanted,
  { limit, offset }: Page,
  nowMs: number,
): Promise<Map<number, SubmissionView[]>> {
  const assignments = await listAssignments(query, assignmentIds);
  const within = Map.groupBy(assignments, ({ courseId }) => courseId);
  const standings = await readableStandings(query, caller, [...within.keys()], nowMs);
  const seen: SubmissionView[] = [];
  for (const [courseId, standing] of standings) {
    const own = shownOf(standing, within.get(courseId) ?? [], nowMs);
    const ids = own.map(({ id }) => id);
    const selection = selectionFor(standing, ids, wanted, nowMs);
    if (selection === undefined) continue;
    const rows = await listSubmissionPages(query, selection, wanted.states, limit, offset);
    seen.push(...(await viewSubmissions(query, standing, rows, own, nowMs)));
  }
  return Map.groupBy(seen, ({ submission }) => submission.assignmentId);
}

/** One page of what there is on the published assignments of a course, from `offset`. */
export async function seeCourseSubmissions(
  query: Query,
  caller: Caller,
  courseId: number,
  wanted: SubmissionsWanted,
  orderings: readonly SubmissionOrdering[],
  { limit, offset }: Page,
  nowMs: number,
): Promise<SubmissionView[]> {
  const standing = (await readableStandings(query, caller, [courseId], nowMs)).get(courseId);
  if (standing === undefined) return [];
  const assignments = shownOf(standing, await listAssignmentsOf(query, courseId, null), nowMs).filter(
    ({ workflowState }) => workflowState === 'published',
  );
  const ids = assignments.map(({ id }) => id);
  const selection = selectionFor(standing, ids, wanted, nowMs);
  if (selection === undefined) return [];
  const rows = await listSubmissionsInStates(query, selection, wanted.states, orderings, limit, offset);
  return viewSubmissions(query, standing, rows, assignments, nowMs);
}

/** What of it the caller sees; undefined when nothing. */
function selectionFor(
  standing: FullCourseStanding,
  assignmentIds: readonly number[],
  wanted: SubmissionsWanted,
  nowMs: number,
): SubmissionSelection | undefined {
  const view = gradebookView(standing, nowMs);
  if (view === undefined) return undefined;
  const students = studentsAt({ standing, section: null }, nowMs);
  const userIds =
    view.userIds === null
      ? wanted.userIds
      : view.userIds.filter((id) => wanted.userIds === null || wanted.userIds.includes(id));
  const { sectionIds, submittedAfterMs, gradedAfterMs } = wanted;
  const sectionLimits = [...students.sectionLimits, ...(sectionIds === null ? [] : [sectionIds])];
  return {
    assignmentIds,
    students: { ...students, userIds, sectionLimits },
    workflowState: null,
    submittedAfterMs,
    gradedAfterMs,
  };
}

/** In no particular order, those that the caller may see. */
async function seenSubmissions(
  query: Query,
  caller: Caller,
  rows: readonly Submission[],
  nowMs: number,
): Promise<SubmissionView[]> {
  const assignments = await listAssignments(query, [...new Set(rows.map((row) => row.assignmentId))]);
  const courseIdOf = new Map(assignments.map(({ id, courseId }) => [id, courseId]));
  const rowsOf = Map.groupBy(rows, ({ assignmentId }) => courseIdOf.get(assignmentId));
  const standings = await readableStandings(query, caller, [...courseIdOf.values()], nowMs);
  const seen: SubmissionView[] = [];
  for (const [courseId, standing] of standings) {
    const within = await ofSeenStudents(query, standing, rowsOf.get(courseId) ?? [], nowMs);
    const shown = shownOf(standing, assignments, nowMs);
    seen.push(...(await viewSubmissions(query, standing, within, shown, nowMs)));
  }
  return seen;
}

/** Those whose submissions the caller may see. */
function shownOf(
  standing: FullCourseStanding,
  assignments: readonly Assignment[],
  nowMs: number,
): readonly Assignment[] {
  return mayReadAllGrades(standing, nowMs) ? assignments : assignments.filter(isShownToStudents);
}

async function ofSeenStudents(
  query: Query,
  standing: FullCourseStanding,
  rows: readonly Submission[],
  nowMs: number,
): Promise<Submission[]> {
  const view = gradebookView(standing, nowMs);
  if (view === undefined) return [];
  const { userIds, sectionIds } = view;
  const ofSeen = rows.filter(({ userId }) => userIds === null || userIds.includes(userId));
  const students = await listStudentEnrollments(query, standing.course.id, [
    ...new Set(ofSeen.map(({ userId }) => userId)),
  ]);
  const present = new Set(
    students
      .filter(({ courseSectionId }) => sectionIds === null || sectionIds.includes(courseSectionId))
      .map(({ userId }) => userId),
  );
  return ofSeen.filter(({ userId }) => present.has(userId));
}
