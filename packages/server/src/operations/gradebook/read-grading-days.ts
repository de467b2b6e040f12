// The days on which somebody graded in a course, and who graded what then.

import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import type { Lookup } from '../../model/lookup.ts';
import type { User } from '../../model/user.ts';
import { listAssignmentsOf } from '../../store/assignments.ts';
import type { Database, Query } from '../../store/database.ts';
import { type Grading, listGradingDays, listGradings } from '../../store/gradebook-history.ts';
import { listUsersWithLogins } from '../../store/users.ts';
import { type AssignmentView, noAssignmentExtras, viewAssignments } from './assignment-view.ts';
import { type HistoryStanding, historyStanding } from './history-standing.ts';

export interface GraderView {
  /** Null is the server. */
  grader: User | null;
  assignments: readonly AssignmentView[];
}

export interface GradingDay {
  /** When it begins. */
  startMs: number;
  graders: readonly GraderView[];
}

/** Days are those of UTC. Both raise not_found, not_permitted. Canvas: core reference §20. */
export interface ReadGradingDays {
  /** A page of days, the latest first. */
  list(
    caller: Caller,
    course: Lookup,
    readPage: () => { page: number; perPage: number },
  ): Promise<{ days: GradingDay[]; page: number; perPage: number; hasNext: boolean }>;
  one(caller: Caller, course: Lookup, readStartMs: () => number): Promise<readonly GraderView[]>;
}

const dayMs = 86_400_000;

export function readGradingDays(database: Database, clock: Clock): ReadGradingDays {
  const { query } = database;
  return {
    async list(caller, course, readPage) {
      const nowMs = clock();
      const history = await historyStanding(query, caller, course, nowMs);
      const { page, perPage } = readPage();
      const found = await listGradingDays(query, history.selection, perPage + 1, (page - 1) * perPage);
      const days = found.slice(0, perPage);
      const [latest, earliest] = [days[0], days.at(-1)];
      const gradings =
        latest === undefined || earliest === undefined
          ? []
          : await listGradings(query, {
              ...history.selection,
              fromMs: earliest * dayMs,
              beforeMs: (latest + 1) * dayMs,
            });
      const byDay = Map.groupBy(gradings, ({ day }) => day);
      const shown: GradingDay[] = [];
      for (const day of days) {
        const graders = await gradersOf(query, history, byDay.get(day) ?? [], nowMs);
        shown.push({ startMs: day * dayMs, graders });
      }
      return { days: shown, page, perPage, hasNext: found.length > perPage };
    },

    async one(caller, course, readStartMs) {
      const nowMs = clock();
      const history = await historyStanding(query, caller, course, nowMs);
      const fromMs = readStartMs();
      const selection = { ...history.selection, fromMs, beforeMs: fromMs + dayMs };
      return gradersOf(query, history, await listGradings(query, selection), nowMs);
    },
  };
}

async function gradersOf(
  query: Query,
  { standing }: HistoryStanding,
  gradings: readonly Grading[],
  nowMs: number,
): Promise<GraderView[]> {
  const assignmentIds = [...new Set(gradings.map(({ assignmentId }) => assignmentId))];
  const assignments = await listAssignmentsOf(query, standing.course.id, assignmentIds);
  const views = await viewAssignments(query, standing, assignments, noAssignmentExtras, nowMs);
  const viewOf = new Map(views.map((view) => [view.assignment.id, view]));
  const graderIds = [...new Set(gradings.flatMap(({ graderId }) => graderId ?? []))];
  const people = new Map((await listUsersWithLogins(query, graderIds)).map(({ user }) => [user.id, user]));
  return [...Map.groupBy(gradings, ({ graderId }) => graderId)].map(([graderId, own]) => ({
    grader: graderId === null ? null : (people.get(graderId) ?? null),
    assignments: own.flatMap(({ assignmentId }) => viewOf.get(assignmentId) ?? []),
  }));
}
