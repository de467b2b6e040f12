// The attempts of a quiz, all of them, and who took them.

import type { QuizSubmission, QuizSubmissionAttempt } from '../model/quiz-submission.ts';
import type { User } from '../model/user.ts';
import type { Query } from './database.ts';
import type { AttemptKey } from './page-sessions.ts';
import { ofStudents, type StudentSelection } from './quiz-submissions.ts';

export type Taker = Pick<User, 'id' | 'name' | 'sortableName'>;

/** Begun attempts of the course's students, from `offset`, by quiz submission and attempt. */
export async function listClassAttempts(
  query: Query,
  selection: StudentSelection,
  limit: number,
  offset: number,
): Promise<QuizSubmissionAttempt[]> {
  return attemptsOf(query, selection)
    .selectAll()
    .orderBy('quizSubmissionId')
    .orderBy('attempt')
    .limit(limit)
    .offset(offset)
    .execute();
}

export async function countClassAttempts(query: Query, selection: StudentSelection): Promise<number> {
  const { count } = await attemptsOf(query, selection)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** Which attempts those are, all of them, in the same order. */
export async function listClassAttemptKeys(query: Query, selection: StudentSelection): Promise<AttemptKey[]> {
  return attemptsOf(query, selection)
    .select(['quizSubmissionId', 'attempt'])
    .orderBy('quizSubmissionId')
    .orderBy('attempt')
    .execute();
}

/** These, in the order of their ids. */
export async function listQuizSubmissionsById(
  query: Query,
  ids: readonly number[],
): Promise<QuizSubmission[]> {
  if (ids.length === 0) return [];
  return query.selectFrom('quizSubmissions').selectAll().where('id', 'in', ids).orderBy('id').execute();
}

/** Who took each quiz submission of the course's students. */
export async function listTakers(query: Query, selection: StudentSelection): Promise<Map<number, Taker>> {
  const rows = await ofStudents(query, selection)
    .innerJoin('users', 'users.id', 'quizSubmissions.userId')
    .select(['quizSubmissions.id as quizSubmissionId', 'users.id', 'users.name', 'users.sortableName'])
    .execute();
  return new Map(rows.map(({ quizSubmissionId, ...taker }) => [quizSubmissionId, taker]));
}

/** A row of mere settings has no attempt. */
function attemptsOf(query: Query, selection: StudentSelection) {
  const quizSubmissions = ofStudents(query, selection).select('quizSubmissions.id');
  return query.selectFrom('quizSubmissionAttempts').where('quizSubmissionId', 'in', quizSubmissions);
}
