// How a caller stands to the history of grades of a course: graders look it up, as far as they see the students.

import type { Caller } from '../../model/caller.ts';
import type { Lookup } from '../../model/lookup.ts';
import { hasCourseRight } from '../../model/policy.ts';
import { notPermitted } from '../../model/refusal.ts';
import type { Query } from '../../store/database.ts';
import type { HistorySelection } from '../../store/gradebook-history.ts';
import { courseStanding, type FullCourseStanding } from '../courses/course-standing.ts';
import { studentsAt } from './submission-place.ts';

export interface HistoryStanding {
  standing: FullCourseStanding;
  /** All that the caller sees. */
  selection: HistorySelection;
}

/** Raises not_found, not_permitted. Canvas: core reference §20. */
export async function historyStanding(
  query: Query,
  caller: Caller,
  course: Lookup,
  nowMs: number,
): Promise<HistoryStanding> {
  const standing = await courseStanding(query, caller, course);
  if (!hasCourseRight(standing, 'manage_grades', nowMs)) throw notPermitted();
  const students = studentsAt({ standing, section: null }, nowMs);
  return {
    standing,
    selection: { students, assignmentId: null, userId: null, fromMs: null, beforeMs: null },
  };
}
