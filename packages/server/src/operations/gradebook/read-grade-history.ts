// Every change of grades in a course, one after the other or submission by submission.

import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import type { Lookup } from '../../model/lookup.ts';
import { notFound } from '../../model/refusal.ts';
import { findAssignment } from '../../store/assignments.ts';
import type { Database } from '../../store/database.ts';
import { listGradeChanges } from '../../store/grade-changes.ts';
import { countHistory, listHistory, listSubmissionsGradedBy } from '../../store/gradebook-history.ts';
import { historyStanding } from './history-standing.ts';
import { type SubmissionVersion, viewVersions } from './submission-versions.ts';

interface Page {
  page: number;
  perPage: number;
}

export interface DayAsked extends Page {
  startMs: number;
  /** Null is the server. */
  graderId: number | null;
  assignmentId: number;
}

export interface FeedAsked extends Page {
  /** Null does not limit. */
  assignmentId: number | null;
  userId: number | null;
  isAscending: boolean;
}

/** Both raise not_found, not_permitted. Canvas: core reference §20. */
export interface ReadGradeHistory {
  /** Submissions that this grader graded on this day (of UTC), by id, each with all its versions, the oldest first. */
  ofDay(
    caller: Caller,
    course: Lookup,
    readAsked: () => DayAsked,
  ): Promise<
    Page & { submissions: { submissionId: number; versions: SubmissionVersion[] }[]; hasNext: boolean }
  >;
  /** The latest first unless told otherwise. */
  feed(
    caller: Caller,
    course: Lookup,
    readAsked: () => FeedAsked,
  ): Promise<Page & { versions: SubmissionVersion[]; total: number }>;
}

const dayMs = 86_400_000;

export function readGradeHistory(database: Database, clock: Clock): ReadGradeHistory {
  const { query } = database;
  return {
    async ofDay(caller, course, readAsked) {
      const nowMs = clock();
      const { standing, selection } = await historyStanding(query, caller, course, nowMs);
      const { startMs, graderId, assignmentId, page, perPage } = readAsked();
      const assignment = await findAssignment(query, standing.course.id, assignmentId);
      if (assignment === undefined) throw notFound();
      const found = await listSubmissionsGradedBy(
        query,
        { ...selection, assignmentId, fromMs: startMs, beforeMs: startMs + dayMs },
        graderId,
        perPage + 1,
        (page - 1) * perPage,
      );
      const ids = found.slice(0, perPage);
      const versions = await viewVersions(query, standing, await listGradeChanges(query, ids), nowMs);
      const versionsOf = Map.groupBy(versions, ({ change }) => change.submissionId);
      return {
        submissions: ids.map((id) => ({ submissionId: id, versions: versionsOf.get(id) ?? [] })),
        page,
        perPage,
        hasNext: found.length > perPage,
      };
    },

    async feed(caller, course, readAsked) {
      const nowMs = clock();
      const { standing, selection } = await historyStanding(query, caller, course, nowMs);
      const { assignmentId, userId, isAscending, page, perPage } = readAsked();
      const asked = { ...selection, assignmentId, userId };
      const changes = await listHistory(query, asked, isAscending, perPage, (page - 1) * perPage);
      return {
        versions: await viewVersions(query, standing, changes, nowMs),
        total: await countHistory(query, asked),
        page,
        perPage,
      };
    },
  };
}
