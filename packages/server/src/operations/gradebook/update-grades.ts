// A grader grades many students on one or many assignments of a course, and comments, in one go.

import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import type { GradeAsked } from '../../model/grade-asked.ts';
import type { Lookup } from '../../model/lookup.ts';
import { hasCourseRight } from '../../model/policy.ts';
import type { Progress } from '../../model/progress.ts';
import { notPermitted, Refusal } from '../../model/refusal.ts';
import { listAssignmentsNamed } from '../../store/assignments.ts';
import type { Query } from '../../store/database.ts';
import { listSelectedEnrollments } from '../../store/submission-list.ts';
import { findUserIds } from '../../store/user-ids.ts';
import type { AnnouncingDatabase, Transaction } from '../announcing/announcing-database.ts';
import { type EnrollmentPlace, standingAt } from '../courses/enrollment-place.ts';
import { recordFinishedJob } from './finished-progress.ts';
import { type HeldRow, holdRows, type RowsWanted } from './held-rows.ts';
import { recomputeCourseScores } from './recompute-course-scores.ts';
import { saveComments } from './save-comments.ts';
import { saveGrades } from './save-grades.ts';
import { type GradebookPlace, studentsAt } from './submission-place.ts';

/** One cell of the gradebook. */
export interface CellAsked {
  /** One of the assignments named. */
  assignmentName: string;
  student: Lookup;
  /** As the caller wrote it, for the report. */
  studentName: string;
  grade: GradeAsked;
  /** Blank is none. */
  comment: string;
}

export interface GradesAsked {
  cells: readonly CellAsked[];
  /** Every assignment named, by how the caller wrote it. */
  assignments: ReadonlyMap<string, Lookup>;
}

export type UpdateGrades = (
  caller: Caller,
  place: EnrollmentPlace,
  readAsked: () => GradesAsked,
) => Promise<Progress>;

/**
 * All in one transaction, with the progress of a job that is over. A grade that is there already is passed over; of cells
 * named twice the last counts. Students who cannot be graded fail the job and nobody else. Raises not_found (course,
 * section), what `readAsked` raises, not_permitted (also for an assignment that is not published), argument_invalid.
 * Canvas: core reference §10.5.
 */
export function updateGrades(database: AnnouncingDatabase, clock: Clock): UpdateGrades {
  return (caller, enrollmentPlace, readAsked) =>
    database.transaction(caller, async (transaction) => {
      const nowMs = clock();
      const place = await standingAt(transaction, caller, enrollmentPlace);
      const { course } = place.standing;
      const { cells, assignments } = readAsked();
      const idOf = await assignmentIds(transaction, place, assignments, nowMs);
      const found = await studentsOf(transaction, place, cells, nowMs);
      const rows = await holdRows(transaction, course.id, rowsWanted(cells, idOf, found), nowMs);
      // Held now, so that nobody takes an assignment back while it is graded.
      if (rows.some(({ assignment }) => assignment.workflowState !== 'published')) throw notPermitted();
      const rowAt = new Map(
        rows.map((row) => [`${row.submission.assignmentId} ${row.submission.userId}`, row]),
      );
      const wanted = new Map<HeldRow, CellAsked>();
      const unknown = new Set<string>();
      for (const cell of cells) {
        const row = rowAt.get(`${idOf.get(cell.assignmentName)} ${found.get(cell.student)}`);
        if (row === undefined) unknown.add(cell.studentName);
        else wanted.set(row, cell);
      }
      const clear = [...wanted].filter(([, { grade }]) => !isContradictory(grade));
      const touched = await save(transaction, clear, caller.userId, nowMs);
      if (touched.length > 0) await recomputeCourseScores(transaction, course, touched, nowMs);
      const failure = failureOf(unknown, clear.length < wanted.size);
      const job = { courseId: course.id, userId: caller.userId, tag: 'submissions_update', failure };
      return recordFinishedJob(transaction, { ...job, results: null }, nowMs);
    });
}

/** Each student once on an assignment, however they were named. */
function rowsWanted(
  cells: readonly CellAsked[],
  idOf: ReadonlyMap<string, number>,
  found: ReadonlyMap<Lookup, number>,
): RowsWanted {
  const byAssignment = Map.groupBy(cells, ({ assignmentName }) => idOf.get(assignmentName) ?? 0);
  return new Map(
    [...byAssignment].map(([assignmentId, own]) => [
      assignmentId,
      [...new Set(own.flatMap(({ student }) => found.get(student) ?? []))],
    ]),
  );
}

function isContradictory({ excuse, postedGrade }: GradeAsked): boolean {
  return excuse === true && postedGrade !== null;
}

function failureOf(unknown: ReadonlySet<string>, isAnyContradictory: boolean): string | null {
  const names = [...unknown].map((name) => `'${name}'`).join(', ');
  if (names !== '') return `Couldn't find User(s) with API ids ${names}`;
  return isAnyContradictory ? 'Cannot simultaneously grade and excuse an assignment' : null;
}

/** The ids of the assignments, by how they were named. */
async function assignmentIds(
  transaction: Query,
  { standing }: GradebookPlace,
  named: ReadonlyMap<string, Lookup>,
  nowMs: number,
): Promise<ReadonlyMap<string, number>> {
  const names = [...named.keys()];
  const assignments = await listAssignmentsNamed(transaction, standing.course.id, [...named.values()]);
  const isAnyDraft = assignments.some((found) => found !== undefined && found.workflowState !== 'published');
  if (isAnyDraft || !hasCourseRight(standing, 'manage_grades', nowMs)) throw notPermitted();
  const unknown = names.filter((_, at) => assignments[at] === undefined);
  if (unknown.length > 0) {
    const message = `Some assignments could not be found: ( ${unknown.join(', ')} )`;
    throw new Refusal({ kind: 'argument_invalid', shape: 'error', message });
  }
  return new Map(names.map((name, at) => [name, assignments[at]?.id ?? 0]));
}

/** Those named who can be graded and whom the caller sees, by how they were named. */
async function studentsOf(
  transaction: Query,
  place: GradebookPlace,
  cells: readonly CellAsked[],
  nowMs: number,
): Promise<ReadonlyMap<Lookup, number>> {
  const selection = { ...studentsAt(place, nowMs), enrollments: 'gradeable' as const };
  const enrollments = await listSelectedEnrollments(transaction, selection);
  const gradeable = new Set(enrollments.map(({ userId }) => userId));
  const ids = await findUserIds(
    transaction,
    cells.map(({ student }) => student),
  );
  return new Map(
    cells.flatMap(({ student }, at): [Lookup, number][] => {
      const id = ids[at];
      return id !== undefined && gradeable.has(id) ? [[student, id]] : [];
    }),
  );
}

/** Whose rows changed. */
async function save(
  transaction: Transaction,
  wanted: readonly (readonly [HeldRow, CellAsked])[],
  graderId: number,
  nowMs: number,
): Promise<number[]> {
  const asked = wanted.map(([row, { grade }]) => ({ row, asked: grade }));
  const graded = await saveGrades(transaction, asked, graderId, nowMs, 'only_changes');
  const comments = wanted.flatMap(([row, { comment }], at) => {
    const submission = graded[at] ?? row.submission;
    const text = comment.trim();
    return text === '' ? [] : [{ row, submission, text, attempt: submission.attempt }];
  });
  const commented = await saveComments(transaction, comments, { id: graderId, isGrader: true }, nowMs);
  const before = new Set(wanted.map(([row]) => row.submission));
  const touched = [...graded, ...commented].filter((submission) => !before.has(submission));
  return [...new Set(touched.map(({ userId }) => userId))];
}
