// An assignment's points are changed in a large course: everybody's course scores are computed again, within the request.
import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';
import { seedRoster } from '../../packages/server/test/support/load-fixture.ts';
import { startServerProcess } from '../../packages/server/test/support/process.ts';
import type { BenchDatabase } from '../databases.ts';
import { median } from '../report/table.ts';
import { builtServer } from '../servers/server-under-load.ts';
import { call } from './course.ts';

const assignmentCount = 20;
const edits = 5;

/** Milliseconds of one edit, the middle of five, in a course of so many students with 20 graded assignments each. */
export async function measureRecompute(database: BenchDatabase, students: number): Promise<number> {
  const roster = await seedRoster(database.url, students);
  const [token = ''] = roster.teacherTokens;
  const assignments = `/api/v1/courses/${roster.courseId}/assignments`;
  const environment = { QUIZWIRE_DATABASE_URL: database.url, QUIZWIRE_LOG_LEVEL: 'warn' };
  const ids: number[] = [];
  const preparing = await startServerProcess(environment, [], builtServer);
  for (let number = 1; number <= assignmentCount; number++) {
    const assignment = { name: `Assignment ${number}`, points_possible: 10, published: true };
    ids.push((await call(preparing.url, token, 'POST', assignments, { assignment })).id);
  }
  await preparing.kill('SIGTERM');
  await gradeAll(database.url);
  const server = await startServerProcess(environment, [], builtServer);
  try {
    const times: number[] = [];
    for (let edit = 1; edit <= edits; edit++) {
      const startedAt = performance.now();
      await call(server.url, token, 'PUT', `${assignments}/${ids[edit]}`, {
        assignment: { points_possible: 10 + edit },
      });
      times.push(performance.now() - startedAt);
    }
    return median(times);
  } finally {
    await server.kill('SIGTERM');
  }
}

/** A grade in every row, straight into the database: 100,000 of them over HTTP would take longer than the measurement. */
async function gradeAll(url: string): Promise<void> {
  const sql = `update submissions set score = id % 11, grade = cast(id % 11 as text), workflow_state = 'graded',
    graded_at_ms = created_at_ms, posted_at_ms = created_at_ms, grade_matches_current_submission = 1`;
  if (url.startsWith('sqlite:')) {
    using connection = new DatabaseSync(url.slice('sqlite:'.length));
    connection.exec(sql);
    return;
  }
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(sql);
  await client.query('vacuum analyze');
  await client.end();
}
