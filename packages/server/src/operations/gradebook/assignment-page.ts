// One page of the assignments of a course, for somebody whose standing is known.

import { type AssignmentBucket, isInBucket } from '../../model/assignment-bucket.ts';
import { mayReadUnpublished } from '../../model/assignment-policy.ts';
import { assignmentIdsMax } from '../../model/limits.ts';
import { hasCourseRight } from '../../model/policy.ts';
import { notPermitted, Refusal } from '../../model/refusal.ts';
import { rosterView } from '../../model/roster-policy.ts';
import { type AssignmentKey, type AssignmentOrder, listAssignmentKeys } from '../../store/assignment-list.ts';
import { listAssignmentWork, listOwnWork } from '../../store/assignment-work.ts';
import { listAssignmentsOf } from '../../store/assignments.ts';
import type { Query } from '../../store/database.ts';
import type { FullCourseStanding } from '../courses/course-standing.ts';
import { type AssignmentExtras, type AssignmentView, viewAssignments } from './assignment-view.ts';

export interface AssignmentsWanted {
  /** Of this group only; an unknown one has nothing. */
  groupId: number | null;
  /** These alone, each of which must be there; `text` is what the caller wrote. */
  ids: readonly { id: number; text: string }[] | null;
  searchTerm: string | null;
  bucket: AssignmentBucket | null;
  order: AssignmentOrder;
  extras: AssignmentExtras;
  page: number;
  perPage: number;
}

export interface AssignmentsPage {
  assignments: AssignmentView[];
  total: number;
  page: number;
  perPage: number;
}

/**
 * Students get what is published and assigned to them. What is wanted is read only when the caller may read the course.
 * Raises not_permitted, argument_invalid for ids that are not there. Canvas: core reference §9.
 */
export async function assignmentPage(
  query: Query,
  standing: FullCourseStanding,
  readWanted: () => AssignmentsWanted,
  nowMs: number,
): Promise<AssignmentsPage> {
  if (!hasCourseRight(standing, 'read', nowMs)) throw notPermitted();
  const { groupId, ids, searchTerm, bucket, order, extras, page, perPage } = readWanted();
  if ((ids?.length ?? 0) > assignmentIdsMax) {
    throw refused(`Request contains too many assignment_ids.  Limit ${assignmentIdsMax}`);
  }
  const selection = {
    courseId: standing.course.id,
    groupIds: groupId === null ? null : [groupId],
    ids: ids?.map(({ id }) => id) ?? null,
    onlyShown: !mayReadUnpublished(standing, nowMs),
    searchTerm,
    excludedTypes: [],
  };
  const selected = await listAssignmentKeys(query, selection, order);
  const keys = bucket === null ? selected : await inBucket(query, standing, bucket, selected, nowMs);
  const unknown = ids?.filter(({ id }) => !keys.some((key) => key.id === id)) ?? [];
  if (unknown.length > 0)
    throw refused(`Invalid assignment_ids: ${unknown.map(({ text }) => text).join(',')}`);
  const shown = keys.slice((page - 1) * perPage, page * perPage).map(({ id }) => id);
  const assignments = await viewAssignmentsNamed(query, standing, shown, extras, nowMs);
  return { assignments, total: keys.length, page, perPage };
}

/** Those of the course with these ids, in this order. */
export async function viewAssignmentsNamed(
  query: Query,
  standing: FullCourseStanding,
  ids: readonly number[],
  extras: AssignmentExtras,
  nowMs: number,
): Promise<AssignmentView[]> {
  const rows = await listAssignmentsOf(query, standing.course.id, ids);
  const rowOf = new Map(rows.map((row) => [row.id, row]));
  return viewAssignments(
    query,
    standing,
    ids.flatMap((id) => rowOf.get(id) ?? []),
    extras,
    nowMs,
  );
}

async function inBucket(
  query: Query,
  standing: FullCourseStanding,
  bucket: AssignmentBucket,
  keys: readonly AssignmentKey[],
  nowMs: number,
): Promise<AssignmentKey[]> {
  const ids = keys.map(({ id }) => id);
  const isGrader = hasCourseRight(standing, 'manage_grades', nowMs);
  const sectionIds = rosterView(standing, nowMs)?.sectionIds ?? null;
  const waiting =
    bucket === 'ungraded' && isGrader
      ? await listAssignmentWork(query, standing.course.id, ids, sectionIds)
      : undefined;
  const own = await listOwnWork(query, ids, standing.caller.userId);
  const maySubmit = hasCourseRight(standing, 'participate_as_student', nowMs);
  return keys.filter((key) => {
    const { isHandedIn = false, isGraded = false } = own.get(key.id) ?? {};
    const needsGradingCount = waiting?.get(key.id)?.needsGradingCount ?? 0;
    return isInBucket(bucket, key, { isHandedIn, isGraded, maySubmit, needsGradingCount }, nowMs);
  });
}

function refused(message: string): Refusal {
  return new Refusal({ kind: 'argument_invalid', shape: 'message', message });
}
