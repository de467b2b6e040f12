// Quiz submissions written many at once: the settings of students who have not begun, and extensions.

import type { QuizSubmission } from '../model/quiz-submission.ts';
import type { Query } from './database.ts';
import { rowChunks } from './row-chunks.ts';

/** Values that a row binds. */
const columns = 25;

/** Adds rows of students who have none on their quizzes, which the caller holds for change; as they are then. */
export async function insertSettings(
  transaction: Query,
  rows: readonly Omit<QuizSubmission, 'id'>[],
): Promise<QuizSubmission[]> {
  const added: QuizSubmission[] = [];
  for (const some of rowChunks(rows, columns)) {
    added.push(
      ...(await transaction
        .insertInto('quizSubmissions')
        .values([...some])
        .returningAll()
        .execute()),
    );
  }
  return added;
}

/** Writes what an extension changes of rows that the transaction holds, and the end of their attempts with it. */
export async function rewriteExtensions(transaction: Query, rows: readonly QuizSubmission[]): Promise<void> {
  for (const some of rowChunks(rows, columns)) {
    await transaction
      .insertInto('quizSubmissions')
      .values([...some])
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet(({ ref }) => ({
          extraAttempts: ref('excluded.extraAttempts'),
          extraTimeMinutes: ref('excluded.extraTimeMinutes'),
          manuallyUnlocked: ref('excluded.manuallyUnlocked'),
          endAtMs: ref('excluded.endAtMs'),
          updatedAtMs: ref('excluded.updatedAtMs'),
        })),
      )
      .execute();
  }
  for (const some of rowChunks(rows, 1)) {
    await transaction
      .updateTable('quizSubmissionAttempts as a')
      .from('quizSubmissions as s')
      .set(({ ref }) => ({ endAtMs: ref('s.endAtMs') }))
      .whereRef('s.id', '=', 'a.quizSubmissionId')
      .whereRef('s.attempt', '=', 'a.attempt')
      .where(
        's.id',
        'in',
        some.map(({ id }) => id),
      )
      .execute();
  }
}
