// Submissions: the gradebook's rows and their changes. Lists by selection are in submission-list.ts.

import type { Submission, SubmissionState } from '../model/submission.ts';
import type { Query } from './database.ts';
import { rowChunks } from './row-chunks.ts';
import { locked, type RowLock } from './row-lock.ts';
import { peopleNamedMax } from './student-enrollments.ts';

/** Values that a row binds. */
const columns = 22;

/** A submission in whatever state; undefined when there is none. A lock needs a transaction. */
export async function findSubmission(
  query: Query,
  id: number,
  lock?: RowLock,
): Promise<Submission | undefined> {
  const rows = query.selectFrom('submissions').selectAll().where('id', '=', id);
  return locked(query, rows, lock).executeTakeFirst();
}

/** The one row that a student has on an assignment, in whatever state. A lock needs a transaction. */
export async function findSubmissionOf(
  query: Query,
  assignmentId: number,
  userId: number,
  lock?: RowLock,
): Promise<Submission | undefined> {
  const rows = query
    .selectFrom('submissions')
    .selectAll()
    .where('assignmentId', '=', assignmentId)
    .where('userId', '=', userId);
  return locked(query, rows, lock).executeTakeFirst();
}

/**
 * What these students have on these assignments, not deleted, by id; null is everybody. Locks, taken in that order, need
 * a transaction; for many students at once they are on everybody's.
 */
export async function listSubmissionsOf(
  query: Query,
  assignmentIds: readonly number[],
  userIds: readonly number[] | null,
  lock?: RowLock,
): Promise<Submission[]> {
  if (assignmentIds.length === 0 || userIds?.length === 0) return [];
  const areFew = userIds !== null && userIds.length <= peopleNamedMax;
  let rows = query
    .selectFrom('submissions')
    .selectAll()
    .where('assignmentId', 'in', assignmentIds)
    .where('workflowState', '<>', 'deleted')
    .orderBy('id');
  if (areFew) rows = rows.where('userId', 'in', userIds);
  const found = await locked(query, rows, lock).execute();
  if (userIds === null || areFew) return found;
  const asked = new Set(userIds);
  return found.filter(({ userId }) => asked.has(userId));
}

/** These submissions, by id. Locks, taken in that order, need a transaction. */
export async function listSubmissions(
  query: Query,
  ids: readonly number[],
  lock?: RowLock,
): Promise<Submission[]> {
  const found: Submission[] = [];
  for (const some of rowChunks(
    [...ids].sort((a, b) => a - b),
    1,
  )) {
    const rows = query.selectFrom('submissions').selectAll().where('id', 'in', some).orderBy('id');
    found.push(...(await locked(query, rows, lock).execute()));
  }
  return found;
}

/** Gives each of these students an empty row on each of these assignments where they have none. */
export async function insertPlaceholders(
  query: Query,
  assignmentIds: readonly number[],
  userIds: readonly number[],
  nowMs: number,
): Promise<void> {
  if (assignmentIds.length === 0) return;
  for (const some of rowChunks(userIds, 1)) {
    await query
      .insertInto('submissions')
      .columns(['assignmentId', 'userId', 'workflowState', 'excused', 'createdAtMs', 'updatedAtMs'])
      .expression((from) =>
        from
          .selectFrom('assignments')
          .innerJoin('users', (join) => join.onTrue())
          .select(({ val, lit, cast }) => [
            'assignments.id as assignmentId',
            'users.id as userId',
            cast<SubmissionState>(val('unsubmitted'), 'text').as('workflowState'),
            lit(0).as('excused'),
            cast<number>(val(nowMs), 'bigint').as('createdAtMs'),
            cast<number>(val(nowMs), 'bigint').as('updatedAtMs'),
          ])
          .where('assignments.id', 'in', assignmentIds)
          .where('users.id', 'in', some)
          .orderBy('assignments.id')
          .orderBy('users.id'),
      )
      .onConflict((conflict) => conflict.columns(['assignmentId', 'userId']).doNothing())
      .execute();
  }
}

/** Writes whole rows that exist and that this transaction has locked: many in a statement. */
export async function rewriteSubmissions(query: Query, rows: readonly Submission[]): Promise<void> {
  for (const some of rowChunks(rows, columns)) {
    await query
      .insertInto('submissions')
      .values([...some])
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet(({ ref }) => ({
          quizSubmissionId: ref('excluded.quizSubmissionId'),
          workflowState: ref('excluded.workflowState'),
          score: ref('excluded.score'),
          grade: ref('excluded.grade'),
          pointsDeducted: ref('excluded.pointsDeducted'),
          excused: ref('excluded.excused'),
          attempt: ref('excluded.attempt'),
          submissionType: ref('excluded.submissionType'),
          body: ref('excluded.body'),
          url: ref('excluded.url'),
          submittedAtMs: ref('excluded.submittedAtMs'),
          gradedAtMs: ref('excluded.gradedAtMs'),
          graderId: ref('excluded.graderId'),
          gradeMatchesCurrentSubmission: ref('excluded.gradeMatchesCurrentSubmission'),
          postedAtMs: ref('excluded.postedAtMs'),
          latePolicyStatus: ref('excluded.latePolicyStatus'),
          secondsLateOverride: ref('excluded.secondsLateOverride'),
          updatedAtMs: ref('excluded.updatedAtMs'),
        })),
      )
      .execute();
  }
}
