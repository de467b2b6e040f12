// Live events to render: those of a small exam, made over HTTP by a teacher and students, so that every kind that matters
// is there in its real share.
import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { LiveEvent } from '../../packages/server/src/model/live-event.ts';
import { openDatabase } from '../../packages/server/src/store/open-database.ts';
import { seedRoster } from '../../packages/server/test/support/load-fixture.ts';
import { startServerProcess } from '../../packages/server/test/support/process.ts';
import { runSql } from '../../packages/server/test/support/sql.ts';
import { addQuiz, answerAll, beginAll, call, type Field } from '../hand-in/course.ts';
import { builtServer } from '../servers/server-under-load.ts';

type Json = ReturnType<typeof JSON.parse>;

/** Every live event of an exam of `students`, quiz events among them, in the order of the feed. */
export async function announcedStory(databaseUrl: string, students: number): Promise<LiveEvent[]> {
  const roster = await seedRoster(databaseUrl, students);
  const server = await startServerProcess(
    {
      QUIZWIRE_DATABASE_URL: databaseUrl,
      QUIZWIRE_LOG_LEVEL: 'warn',
      QUIZWIRE_THROTTLE: 'false',
      QUIZWIRE_ANNOUNCE_QUIZ_EVENTS: 'true',
    },
    [],
    builtServer,
  );
  try {
    const [teacher = ''] = roster.teacherTokens;
    const quiz = await addQuiz(server.url, roster);
    const exam = await beginAll(server.url, roster, quiz.quizId);
    const path = `/api/v1/courses/${roster.courseId}/quizzes/${quiz.quizId}/submissions`;
    for (const { token, quizSubmissionId } of exam.students) {
      await post(server.url, token, `${path}/${quizSubmissionId}/events`, pageEvents(quiz.fields));
    }
    await answerAll(server.url, exam, quiz.fields);
    for (const { token, quizSubmissionId, validationToken } of exam.students) {
      const claim = { attempt: 1, validation_token: validationToken };
      await call(server.url, token, 'POST', `${path}/${quizSubmissionId}/complete`, claim);
    }
    const shown: Json = await get(
      server.url,
      teacher,
      `/api/v1/courses/${roster.courseId}/quizzes/${quiz.quizId}`,
    );
    const submissions = `/api/v1/courses/${roster.courseId}/assignments/${shown.assignment_id}/submissions`;
    for (const { id } of roster.students) {
      const graded = { submission: { posted_grade: '29.5' }, comment: { text_comment: 'Well done' } };
      await call(server.url, teacher, 'PUT', `${submissions}/${id}`, graded);
    }
    await untilQuiet(databaseUrl);
  } finally {
    await server.kill('SIGTERM');
  }
  await using database = await openDatabase(databaseUrl, Date.now());
  return database.query.selectFrom('liveEvents').selectAll().orderBy('position').execute();
}

function pageEvents(fields: readonly Field[]): object {
  const event = (event_type: string, event_data: unknown) => ({
    id: randomUUID(),
    event_type,
    event_data,
    client_timestamp: new Date().toISOString(),
  });
  return {
    quiz_submission_events: [
      event('session_started', { user_agent: 'bench' }),
      ...fields.map(({ id }) => event('question_viewed', [String(id)])),
      event('page_blurred', null),
      event('page_focused', null),
    ],
  };
}

async function post(url: string, token: string, path: string, body: object): Promise<void> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const response = await fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`POST ${path}: ${response.status} ${await response.text()}`);
}

async function get(url: string, token: string, path: string): Promise<Json> {
  const response = await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${token}` } });
  if (!response.ok) throw new Error(`GET ${path}: ${response.status} ${await response.text()}`);
  return response.json();
}

/** Quiz events are announced within seconds of being stored. */
async function untilQuiet(databaseUrl: string): Promise<void> {
  const count = async () => {
    const [row] = await runSql<{ count: number }>(databaseUrl, 'select count(*) as count from live_events');
    return row?.count ?? 0;
  };
  for (let before = -1, now = await count(); now !== before; ) {
    await setTimeout(2_500);
    before = now;
    now = await count();
  }
}
