// Submissions of many students on many assignments, one after the other.

import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import type { Database } from '../../store/database.ts';
import { countSubmissions, listSubmissionPage, type Ordering } from '../../store/submission-list.ts';
import type { EnrollmentPlace } from '../courses/enrollment-place.ts';
import type { SubmissionsPage, SubmissionsWanted } from './read-submissions.ts';
import { findStudentSubmissions, type StudentSubmissionsAsked } from './student-submissions.ts';
import { describeSubmissions } from './submission-details.ts';

export interface StudentSubmissionsWanted extends StudentSubmissionsAsked, SubmissionsWanted {
  order: Ordering;
}

export type ListStudentSubmissions = (
  caller: Caller,
  place: EnrollmentPlace,
  readWanted: () => StudentSubmissionsWanted,
) => Promise<SubmissionsPage>;

/** Raises as `findStudentSubmissions`. */
export function listStudentSubmissions(database: Database, clock: Clock): ListStudentSubmissions {
  const { query } = database;
  return async (caller, place, readWanted) => {
    const nowMs = clock();
    const found = await findStudentSubmissions(query, caller, place, readWanted, nowMs);
    const { asked, standing, assignments, selection } = found;
    const { order, includes, page, perPage } = asked;
    const rows = await listSubmissionPage(query, selection, order, perPage, (page - 1) * perPage);
    return {
      submissions: await describeSubmissions(query, standing, rows, assignments, includes, nowMs),
      total: await countSubmissions(query, selection),
      page,
      perPage,
    };
  };
}
