// What starting, handing in and closing an attempt announces, and what announces nothing. Source: live events reference
// §3.7.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { closingGraceMs } from '../../src/model/quiz-limits.ts';
import { type Announced, announcedBy } from '../support/announced.ts';
import { type CourseFixture, courseFixture } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { type Begun, quizTaking } from '../support/quiz-taking.ts';
import { type Reply, startTestServer, type TestServer, testStartMs } from '../support/server.ts';
import { choiceQuestion, insertTakenQuiz } from '../support/taken-quiz.ts';

const names: ReadonlySet<string> = new Set([
  'quiz_submitted',
  'quizwire.attempt_started',
  'quizwire.attempt_closed',
]);

const namesOf = (events: readonly Announced[]) => events.map(({ eventName }) => eventName);

const global = (id: number) => String(10_000_000_000_000 + id);

eachDatabase((database) => {
  let course: CourseFixture;
  let server: TestServer;
  let base: string;
  const quizzes: Record<string, number> = {};

  beforeAll(async () => {
    course = await courseFixture(database, {
      async more(query, fixture) {
        for (const name of ['api', 'race', 'form', 'overdue', 'preview', 'refused'] as const) {
          const { quizId } = await insertTakenQuiz(query, fixture, {
            timeLimitMinutes: 30,
            allowedAttempts: 2,
          });
          quizzes[name] = quizId;
        }
        const practice = await insertTakenQuiz(query, fixture, { quizType: 'practice_quiz' });
        quizzes.practice = practice.quizId;
      },
    });
    server = await startTestServer(database, { databaseUrl: course.databaseUrl });
    base = `/api/v1/courses/${course.courseId}`;
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const asTeacher = async (method: string, path: string, body?: unknown): Promise<Reply['json']> => {
    const reply = await server.call(method, path, { token: course.people.teacher.token, body });
    expect(reply.status, reply.text).toBeLessThan(300);
    return reply.json;
  };

  /** What `work` announces of the events that this file is about. */
  const announced = async (work: () => Promise<unknown>) =>
    (await announcedBy(course.databaseUrl, work)).filter(({ eventName }) => names.has(eventName));

  const taking = () => quizTaking(server, course.courseId);
  const student = () => course.people.student;
  const quizOf = (name: string) => quizzes[name] ?? 0;
  const handInForm = (quizId: number, begun: Begun, token: string, more = '') =>
    fetch(`${server.url}/courses/${course.courseId}/quizzes/${quizId}/submissions`, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        'Content-Type': 'application/x-www-form-urlencoded',
        Authorization: `Bearer ${token}`,
      },
      body: `attempt=${begun.attempt}&validation_token=${begun.token}${more}`,
    });
  const begun = async (name: string): Promise<Begun> => taking().begin(quizOf(name), student());

  test('an attempt that starts is announced under our own name', async () => {
    let attempt: Begun | undefined;
    const events = await announced(async () => {
      attempt = await begun('practice');
    });
    expect(namesOf(events)).toEqual(['quizwire.attempt_started']);
    expect(events[0]).toMatchObject({
      courseId: course.courseId,
      assignmentId: null,
      userId: student().id,
      metadata: { user_id: global(student().id), context_role: 'StudentEnrollment' },
    });
    expect(events[0]?.body).toEqual({
      submission_id: global(attempt?.id ?? 0),
      quiz_id: global(quizOf('practice')),
    });
    expect(events[0]?.details).toEqual({
      quiz_submission_id: global(attempt?.id ?? 0),
      quiz_id: global(quizOf('practice')),
      course_id: global(course.courseId),
      user_id: global(student().id),
      attempt: 1,
      started_at: '2026-09-01T09:00:00.123Z',
      quiz_title: 'Cells',
      points_possible: 7,
      is_preview: false,
    });
    // A second start of what runs is refused.
    const path = `${base}/quizzes/${quizOf('practice')}/submissions`;
    const again = await announced(async () =>
      expect((await server.call('POST', path, { token: student().token, body: {} })).status).toBe(409),
    );
    expect(again).toEqual([]);
  });

  test('an attempt that is handed in over the API says so once, after what follows from it', async () => {
    const quizId = quizOf('api');
    const attempt = await begun('api');
    await taking().answer(attempt, student(), { [choiceQuestion.id]: '11' });
    const all = await announcedBy(course.databaseUrl, async () =>
      expect((await taking().complete(quizId, attempt, student())).status).toBe(200),
    );
    const events = all.filter(({ eventName }) => names.has(eventName));
    expect(namesOf(events)).toEqual(['quiz_submitted']);
    expect(all.at(-1)).toEqual(events[0]);
    expect(events[0]?.body).toEqual({ submission_id: global(attempt.id), quiz_id: global(quizId) });
    expect(events[0]).toMatchObject({
      courseId: course.courseId,
      userId: student().id,
      metadata: { user_id: global(student().id), http_method: 'POST', context_type: 'Course' },
      details: {
        attempt: 1,
        started_at: '2026-09-01T09:00:00.123Z',
        finished_at: '2026-09-01T09:00:00.123Z',
        score: 2,
        points_possible: 7,
        is_preview: false,
      },
    });
    const again = await announced(async () =>
      expect((await taking().complete(quizId, attempt, student())).status).toBe(400),
    );
    expect(again).toEqual([]);
    const second = await announced(() => taking().take(quizId, student(), {}));
    expect(namesOf(second)).toEqual(['quizwire.attempt_started', 'quiz_submitted']);
    expect(second.map(({ details }) => details?.attempt)).toEqual([2, 2]);
  });

  test('an attempt that is handed in several times at once says so once', async () => {
    const quizId = quizOf('race');
    const attempt = await begun('race');
    const events = await announced(async () => {
      const replies = await Promise.all(
        [1, 2, 3, 4].map(() => taking().complete(quizId, attempt, student())),
      );
      expect(replies.map(({ status }) => status).sort()).toEqual([200, 400, 400, 400]);
    });
    expect(namesOf(events)).toEqual(['quiz_submitted']);
  });

  test('an attempt whose form is handed in says so once, and nothing when it is not the running one', async () => {
    const quizId = quizOf('form');
    const attempt = await begun('form');
    const stale = { ...attempt, attempt: 7 };
    expect(await announced(() => handInForm(quizId, stale, student().token))).toEqual([]);
    const events = await announced(() => handInForm(quizId, attempt, student().token));
    expect(namesOf(events)).toEqual(['quiz_submitted']);
    expect(events[0]?.body).toEqual({ submission_id: global(attempt.id), quiz_id: global(quizId) });
    expect(await announced(() => handInForm(quizId, attempt, student().token))).toEqual([]);
  });

  test('an attempt that is a preview is announced as any other, handed in either way', async () => {
    const { teacher } = course.people;
    const quizId = quizOf('preview');
    const preview = async (): Promise<Begun> => {
      const reply = await asTeacher('POST', `${base}/quizzes/${quizId}/submissions`, { preview: true });
      const [{ id, attempt, validation_token }] = reply.quiz_submissions;
      return { id, attempt, token: validation_token };
    };
    for (const handIn of [
      (begun: Begun) => handInForm(quizId, begun, teacher.token, '&preview=1'),
      (begun: Begun) => taking().complete(quizId, begun, teacher),
    ]) {
      const events = await announced(async () => handIn(await preview()));
      expect(namesOf(events)).toEqual(['quizwire.attempt_started', 'quiz_submitted']);
      for (const { userId, details } of events) {
        expect([userId, details?.is_preview]).toEqual([teacher.id, true]);
        expect(details?.user_id).toBe(global(teacher.id));
      }
    }
  });

  test('an attempt whose hand-in is refused announces nothing', async () => {
    const attempt = await begun('refused');
    const wrong = { ...attempt, token: 'no' };
    const events = await announced(async () => {
      expect((await taking().complete(quizOf('refused'), wrong, student())).status).toBe(403);
      expect((await handInForm(quizOf('refused'), wrong, student().token)).status).toBe(403);
    });
    expect(events).toEqual([]);
  });

  test('an attempt that the server closes is no hand-in of its taker, and says which job it was', async () => {
    const attempt = await begun('overdue');
    const events = await announced(async () => {
      server.clock.nowMs = testStartMs + 30 * 60_000 + closingGraceMs + 1;
      await server.upkeep();
      server.clock.nowMs = testStartMs;
    });
    expect(namesOf(events)).not.toContain('quiz_submitted');
    const closed = events.filter(({ body }) => body.submission_id === global(attempt.id));
    expect(namesOf(closed)).toEqual(['quizwire.attempt_closed']);
    expect(closed[0]).toMatchObject({
      userId: student().id,
      details: {
        quiz_submission_id: global(attempt.id),
        started_at: '2026-09-01T09:00:00.123Z',
        finished_at: '2026-09-01T09:30:00.123Z',
        score: 0,
      },
    });
    expect(closed[0]?.metadata).toMatchObject({
      job_tag: 'OverdueAttempts#close',
      job_id: global(attempt.id),
    });
    expect(closed[0]?.metadata).not.toHaveProperty('user_id');
  });

  test('an attempt that is graded, extended or scored again is no hand-in', async () => {
    const quizId = quizOf('api');
    const { json } = await server.call('GET', `${base}/quizzes/${quizId}/submissions`);
    const [{ id, user_id, attempt }] = json.quiz_submissions;
    const events = await announced(async () => {
      await asTeacher('PUT', `${base}/quizzes/${quizId}/submissions/${id}`, {
        quiz_submissions: [{ attempt, fudge_points: 1 }],
      });
      await asTeacher('POST', `${base}/quizzes/${quizId}/extensions`, {
        quiz_extensions: [{ user_id, extra_attempts: 1 }],
      });
    });
    expect(events).toEqual([]);
  });
});
