// Assignments and quizzes as GraphQL reads them: many at once, each only for who may see it.

import type { Assignment } from '../../model/assignment.ts';
import { assignmentLock, mayReadAssignment, mayReadUnpublished } from '../../model/assignment-policy.ts';
import type { Caller } from '../../model/caller.ts';
import { hasCourseRight } from '../../model/policy.ts';
import type { Quiz } from '../../model/quiz.ts';
import { mayReadQuiz } from '../../model/quiz-policy.ts';
import { listAssignmentGroupsById } from '../../store/assignment-groups.ts';
import { type AssignmentPagesSelection, listAssignmentPages } from '../../store/assignment-pages.ts';
import { listAssignments } from '../../store/assignments.ts';
import type { Query } from '../../store/database.ts';
import { listQuizzesOfAssignments } from '../../store/graded-quizzes.ts';
import { listQuizzesById } from '../../store/quizzes.ts';
import type { FullCourseStanding } from '../courses/course-standing.ts';
import { mayReadSisIds, readableStandings } from './graph-courses.ts';

/** An assignment and what the caller may see of it. */
export interface SeenAssignment {
  assignment: Assignment;
  /** The quiz whose own it is. */
  quizId: number | null;
  /** Not of what is about to open. */
  seesDescription: boolean;
  seesPostPolicy: boolean;
  seesSisIds: boolean;
}

export type AssignmentsWanted = Pick<AssignmentPagesSelection, 'searchTerm' | 'submissionTypes'>;

export async function seeAssignments(
  query: Query,
  caller: Caller,
  ids: readonly number[],
  nowMs: number,
): Promise<Map<number, SeenAssignment>> {
  const rows = await listAssignments(query, ids);
  const courseIds = rows.map(({ courseId }) => courseId);
  const standings = await readableStandings(query, caller, courseIds, nowMs);
  const seen = await seenAssignments(query, rows, standings, nowMs);
  return new Map(seen.map((one) => [one.assignment.id, one]));
}

/** One page for each of these courses or groups, from `offset`, by position of the group, then their own. */
export async function seeAssignmentPages(
  query: Query,
  caller: Caller,
  within: AssignmentPagesSelection['within'],
  ids: readonly number[],
  wanted: AssignmentsWanted,
  { limit, offset }: { limit: number; offset: number },
  nowMs: number,
): Promise<Map<number, SeenAssignment[]>> {
  const courseIds =
    within === 'courseId'
      ? ids
      : (await listAssignmentGroupsById(query, ids)).map(({ courseId }) => courseId);
  const standings = await readableStandings(query, caller, courseIds, nowMs);
  const open = [...standings].filter(([, standing]) => mayReadUnpublished(standing, nowMs));
  const selection = { within, ids, openCourseIds: open.map(([id]) => id), ...wanted };
  const rows = await listAssignmentPages(query, selection, limit, offset);
  const seen = await seenAssignments(query, rows, standings, nowMs);
  return Map.groupBy(seen, ({ assignment }) => assignment[within]);
}

export async function seeQuizzes(
  query: Query,
  caller: Caller,
  ids: readonly number[],
  nowMs: number,
): Promise<Map<number, Quiz>> {
  const quizzes = await listQuizzesById(query, ids);
  const courseIds = quizzes.map(({ courseId }) => courseId);
  const standings = await readableStandings(query, caller, courseIds, nowMs);
  return new Map(
    quizzes
      .filter((quiz) => {
        const standing = standings.get(quiz.courseId);
        return standing !== undefined && mayReadQuiz(standing, quiz, nowMs);
      })
      .map((quiz) => [quiz.id, quiz]),
  );
}

/** In the order given, those that the caller may see. */
async function seenAssignments(
  query: Query,
  rows: readonly Assignment[],
  standings: ReadonlyMap<number, FullCourseStanding>,
  nowMs: number,
): Promise<SeenAssignment[]> {
  const quizzes = await listQuizzesOfAssignments(
    query,
    rows.map(({ id }) => id),
  );
  const quizIdOf = new Map(quizzes.map(({ id, assignmentId }) => [assignmentId, id]));
  return rows.flatMap((assignment) => {
    const standing = standings.get(assignment.courseId);
    if (standing === undefined || !mayReadAssignment(standing, assignment, nowMs)) return [];
    return [
      {
        assignment,
        quizId: quizIdOf.get(assignment.id) ?? null,
        seesDescription: assignmentLock(standing, assignment, nowMs)?.reason !== 'not_yet',
        seesPostPolicy: hasCourseRight(standing, 'manage_grades', nowMs),
        seesSisIds: mayReadSisIds(standing, nowMs),
      },
    ];
  });
}
