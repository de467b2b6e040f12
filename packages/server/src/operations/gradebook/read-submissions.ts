// Submissions of one assignment, as far as the caller may see them.

import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import { notFound, notPermitted } from '../../model/refusal.ts';
import { gradebookView, isShownToStudents } from '../../model/submission-policy.ts';
import type { Database } from '../../store/database.ts';
import { countSubmissions, listSubmissionPage } from '../../store/submission-list.ts';
import { findSubmissionOf } from '../../store/submissions.ts';
import { describeSubmission, describeSubmissions, type SubmissionDetails } from './submission-details.ts';
import {
  type AssignmentPath,
  assignmentAt,
  type SubmissionPath,
  studentAt,
  studentsAt,
} from './submission-place.ts';

export interface SubmissionsWanted {
  includes: readonly string[];
  page: number;
  perPage: number;
}

export interface SubmissionsPage {
  submissions: SubmissionDetails[];
  total: number;
  page: number;
  perPage: number;
}

export interface ReadSubmissions {
  /**
   * One row for each student that the caller sees and who is in the course now, by user; students get their own, observers
   * those of whom they observe. Raises not_found, not_permitted. Canvas: core reference §10.1.
   */
  ofAssignment(
    caller: Caller,
    path: AssignmentPath,
    readWanted: () => SubmissionsWanted,
  ): Promise<SubmissionsPage>;
  /** Raises not_found (course, section, assignment, student), not_permitted. */
  one(
    caller: Caller,
    path: SubmissionPath,
    readIncludes: () => readonly string[],
  ): Promise<SubmissionDetails>;
}

export function readSubmissions(database: Database, clock: Clock): ReadSubmissions {
  const { query } = database;
  return {
    async ofAssignment(caller, path, readWanted) {
      const nowMs = clock();
      const place = await assignmentAt(query, caller, path);
      const { standing, assignment } = place;
      const view = gradebookView(standing, nowMs);
      if (view === undefined || !(view.isGrader || isShownToStudents(assignment))) throw notPermitted();
      const { includes, page, perPage } = readWanted();
      const selection = {
        assignmentIds: [assignment.id],
        students: {
          ...studentsAt(place, nowMs),
          userIds: view.userIds,
          enrollments: view.isGrader ? ('in_gradebook' as const) : ('any' as const),
        },
        workflowState: null,
        submittedAfterMs: null,
        gradedAfterMs: null,
      };
      const order = { by: 'user_id', isDescending: false } as const;
      const rows = await listSubmissionPage(query, selection, order, perPage, (page - 1) * perPage);
      return {
        submissions: await describeSubmissions(query, standing, rows, [assignment], includes, nowMs),
        total: await countSubmissions(query, selection),
        page,
        perPage,
      };
    },

    async one(caller, path, readIncludes) {
      const nowMs = clock();
      const place = await assignmentAt(query, caller, path);
      const { standing, assignment } = place;
      const userId = await studentAt(query, place, path.user, nowMs);
      const view = gradebookView(standing, nowMs);
      const isSeen = view?.isGrader || (view?.userIds?.includes(userId) && isShownToStudents(assignment));
      if (!isSeen) throw notPermitted();
      const submission = await findSubmissionOf(query, assignment.id, userId);
      if (submission === undefined || submission.workflowState === 'deleted') throw notFound();
      return describeSubmission(query, standing, submission, assignment, readIncludes(), nowMs);
    },
  };
}
