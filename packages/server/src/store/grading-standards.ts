// Grading schemes of courses: rows are added and never changed.

import type { GradingStandard } from '../model/grading-standard.ts';
import type { Query } from './database.ts';

/** The schemes of the course with these ids; what is none is left out. */
export async function listGradingStandardsNumbered(
  query: Query,
  courseId: number,
  ids: readonly number[],
): Promise<GradingStandard[]> {
  const asked = [...new Set(ids)].filter((id) => id > 0);
  if (asked.length === 0) return [];
  return query
    .selectFrom('gradingStandards')
    .selectAll()
    .where('courseId', '=', courseId)
    .where('id', 'in', asked)
    .execute();
}

/** Those of these, of whatever courses, by id. */
export async function listGradingStandardsById(
  query: Query,
  ids: readonly number[],
): Promise<GradingStandard[]> {
  if (ids.length === 0) return [];
  return query.selectFrom('gradingStandards').selectAll().where('id', 'in', ids).orderBy('id').execute();
}

/** One page of the course's schemes, by id. */
export async function listGradingStandards(
  query: Query,
  courseId: number,
  limit: number,
  offset: number,
): Promise<GradingStandard[]> {
  return query
    .selectFrom('gradingStandards')
    .selectAll()
    .where('courseId', '=', courseId)
    .orderBy('id')
    .limit(limit)
    .offset(offset)
    .execute();
}

export async function countGradingStandards(query: Query, courseId: number): Promise<number> {
  const { count } = await query
    .selectFrom('gradingStandards')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('courseId', '=', courseId)
    .executeTakeFirstOrThrow();
  return count;
}

export async function insertGradingStandard(
  query: Query,
  standard: Omit<GradingStandard, 'id'>,
): Promise<GradingStandard> {
  return query.insertInto('gradingStandards').values(standard).returningAll().executeTakeFirstOrThrow();
}
