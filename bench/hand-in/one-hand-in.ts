// One hand-in at a time, without HTTP, against the statements that it needs sent bare: what the server itself costs.
import type { CompiledQuery } from 'kysely';
import { completeAttempt } from '../../packages/server/src/operations/attempts/complete-attempt.ts';
import { openDatabase } from '../../packages/server/src/store/open-database.ts';
import { announcingOn, callerNamed } from '../../packages/server/test/support/direct-call.ts';
import type { Exam, Roster } from '../../packages/server/test/support/load-fixture.ts';
import { median } from '../report/table.ts';
import { openBare, recording } from './bare-statements.ts';

export interface OneHandIn {
  statements: number;
  handInMs: number;
  bareMs: number;
}

/** Hands in these students' attempts, which are running, and repeats the statements of each. Medians. */
export async function measureOneHandIn(
  databaseUrl: string,
  exam: Exam,
  students: readonly (Exam['students'][number] & Roster['students'][number])[],
): Promise<OneHandIn> {
  await using database = await openDatabase(databaseUrl, Date.now());
  await using bare = await openBare(databaseUrl);
  const statements: CompiledQuery[] = [];
  const recorded = completeAttempt(announcingOn(recording(database, statements), Date.now), Date.now);
  const plain = completeAttempt(announcingOn(database, Date.now), Date.now);
  const handInMs: number[] = [];
  const bareMs: number[] = [];
  for (const [index, { id, quizSubmissionId, validationToken = null }] of students.entries()) {
    const complete = index % 2 === 0 ? plain : recorded;
    const caller = callerNamed(id);
    const path = {
      course: { by: 'id', id: exam.courseId } as const,
      quizId: exam.quizId,
      quizSubmission: quizSubmissionId,
    };
    const claim = { attempt: 1, validationToken, accessCode: null, ip: '127.0.0.1' };
    const startedAt = performance.now();
    await complete(caller, path, claim, []);
    // In turns: one is measured, the next is recorded and its statements are measured.
    if (complete === plain) handInMs.push(performance.now() - startedAt);
    else bareMs.push(await bare.run(statements));
  }
  return { statements: statements.length, handInMs: median(handInMs), bareMs: median(bareMs) };
}
