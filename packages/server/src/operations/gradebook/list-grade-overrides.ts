// The final grades that graders of a course have replaced.

import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import type { Lookup } from '../../model/lookup.ts';
import { notPermitted } from '../../model/refusal.ts';
import { gradebookView, mayReadAllGrades } from '../../model/submission-policy.ts';
import { listOverrides } from '../../store/course-scores.ts';
import type { Database } from '../../store/database.ts';
import { courseStanding } from '../courses/course-standing.ts';

export type ListGradeOverrides = (
  caller: Caller,
  course: Lookup,
) => Promise<{ userId: number; overrideScore: number }[]>;

/**
 * Of students whom the caller sees, by user; a student of several sections may be there more than once. Whether overriding
 * is switched on is not asked: what was entered is kept. Raises not_found, not_permitted.
 */
export function listGradeOverrides(database: Database, clock: Clock): ListGradeOverrides {
  const { query } = database;
  return async (caller, lookup) => {
    const nowMs = clock();
    const standing = await courseStanding(query, caller, lookup);
    if (!mayReadAllGrades(standing, nowMs)) throw notPermitted();
    return listOverrides(query, standing.course.id, gradebookView(standing, nowMs)?.sectionIds ?? null);
  };
}
