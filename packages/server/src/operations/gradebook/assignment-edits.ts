// What creating and changing an assignment have in common.

import type { AssignmentDraft } from '../../model/assignment-draft.ts';
import type { Caller } from '../../model/caller.ts';
import { hasCourseRight } from '../../model/policy.ts';
import { Refusal } from '../../model/refusal.ts';
import type { Query } from '../../store/database.ts';
import { listGradingStandardsNumbered } from '../../store/grading-standards.ts';
import type { AnnouncingDatabase, Transaction } from '../announcing/announcing-database.ts';
import type { FullCourseStanding } from '../courses/course-standing.ts';

/** Without what the caller may not set, and without a grading scheme that is not there. Canvas: both are passed over. */
export async function permittedDraft(
  query: Query,
  standing: FullCourseStanding,
  draft: AssignmentDraft,
  nowMs: number,
): Promise<AssignmentDraft> {
  const permitted = { ...draft };
  if (!hasCourseRight(standing, 'manage_sis', nowMs)) {
    permitted.sisAssignmentId = undefined;
    permitted.integrationId = undefined;
    permitted.integrationData = undefined;
  }
  if (permitted.gradingStandardId != null) {
    const asked = [permitted.gradingStandardId];
    const known = await listGradingStandardsNumbered(query, standing.course.id, asked);
    if (known.length === 0) permitted.gradingStandardId = undefined;
  }
  return permitted;
}

/** Runs `work` in a transaction. Raises already_exists when another assignment has the SIS id, a deleted one included. */
export async function refusingTakenSisId<Result>(
  database: AnnouncingDatabase,
  caller: Caller,
  work: (transaction: Transaction) => Promise<Result>,
): Promise<Result> {
  try {
    return await database.transaction(caller, work);
  } catch (error) {
    if (!database.isUniqueConflict(error)) throw error;
    const message = 'Assignment with the given sis_source_id already exists';
    throw new Refusal({ kind: 'already_exists', message });
  }
}
