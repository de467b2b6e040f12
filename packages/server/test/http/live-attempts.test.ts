// A quiz while it is taken, as server-sent events: who may watch, what is told first, and what is told when something changes.

import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { liveQuietMs } from '../../src/model/quiz-log-limits.ts';
import { LiveQuizzes } from '../../src/operations/attempts/live-quizzes.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { type CourseFixture, courseFixture, type Role } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { type EventStream, openEventStream } from '../support/event-stream.ts';
import { type Begun, type QuizTaking, quizTaking } from '../support/quiz-taking.ts';
import { startTestServer, type TestServer, testStartMs } from '../support/server.ts';
import { runSql } from '../support/sql.ts';
import { choiceQuestion, insertTakenQuiz, shortQuestion } from '../support/taken-quiz.ts';

const minuteMs = 60_000;
const text = { ...choiceQuestion, id: 99, question_type: 'text_only_question' as const };

eachDatabase((database) => {
  let course: CourseFixture;
  let server: TestServer;
  let taking: QuizTaking;
  const quizzes: Record<string, number> = {};

  beforeAll(async () => {
    course = await courseFixture(database, {
      async more(query, fixture) {
        const plain = { timeLimitMinutes: 30, allowedAttempts: 3 };
        for (const [name, quiz] of [
          ['empty', plain],
          ['told', plain],
          ['anonymous', { ...plain, quizType: 'survey', anonymousSubmissions: 1 }],
          ['shared', plain],
          ['unread', plain],
        ] as const) {
          const questions = [text, choiceQuestion, shortQuestion];
          quizzes[name] = (await insertTakenQuiz(query, fixture, quiz, questions)).quizId;
        }
      },
    });
    server = await startTestServer(database, { databaseUrl: course.databaseUrl });
    taking = quizTaking(server, course.courseId);
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const quizOf = (name: string): number => quizzes[name] ?? 0;
  const livePath = (name: string) => taking.path(quizOf(name), '/live');
  const watch = async (name: string, role: Role = 'teacher'): Promise<EventStream> => {
    const stream = await openEventStream(server.url + livePath(name), course.people[role].token);
    onTestFinished(() => stream[Symbol.asyncDispose]());
    return stream;
  };

  describe('who watches a quiz', () => {
    test.each([
      ['teacher', 200],
      ['ta', 200],
      ['admin', 200],
      ['designer', 403],
      ['student', 403],
      ['observer', 403],
      ['outsider', 403],
    ] as const)('%s: %i', async (role, status) => {
      expect((await watch('empty', role)).status).toBe(status);
    });

    test('nobody without a login, and nobody what is not there', async () => {
      expect((await server.call('GET', livePath('empty'), { token: null })).status).toBe(401);
      const { token } = course.people.teacher;
      for (const path of [taking.path(999_999, '/live'), `/api/v1/courses/999999/quizzes/1/live`]) {
        expect((await server.call('GET', path, { token })).status).toBe(404);
      }
    });
  });

  test('a quiz that nobody has begun has no attempts', async () => {
    const stream = await watch('empty');
    expect(stream.headers).toMatchObject({
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    expect(await stream.nextMessage()).toMatchObject({
      event: 'attempts',
      data: { now: '2026-09-01T09:00:00.123Z', attempts: [] },
    });
  });

  test('who does not ask for a stream is told once', async () => {
    const { token } = course.people.teacher;
    const { status, headers, json } = await server.call('GET', livePath('empty'), { token });
    expect([status, headers.get('content-type'), json]).toEqual([
      200,
      'application/json; charset=utf-8',
      { now: '2026-09-01T09:00:00.123Z', attempts: [] },
    ]);
  });

  test('attempts are told whole, and again whenever something of them changes', async () => {
    const { student, otherStudent } = course.people;
    const begun = await taking.begin(quizOf('told'), student);
    await taking.take(quizOf('told'), otherStudent, { [choiceQuestion.id]: '11' });
    const stream = await watch('told');
    const first = await stream.nextMessage();
    expect(first?.event).toBe('attempts');
    const rows = first?.data.attempts.toSorted(
      (one: { user: { id: number } }, other: { user: { id: number } }) => one.user.id - other.user.id,
    );
    const fresh = {
      quiz_submission_id: begun.id,
      attempt: 1,
      user: { id: student.id, name: 'Ada Lovelace', sortable_name: 'Lovelace, Ada' },
      state: 'running',
      started_at: '2026-09-01T09:00:00.123Z',
      finished_at: null,
      end_at: '2026-09-01T09:30:00.123Z',
      extra_time: 0,
      extra_attempts: 0,
      manually_unlocked: false,
      score: null,
      on_question: null,
      answered_count: 0,
      question_count: 2,
      last_saved_at: null,
      last_heard_at: null,
      connection: 'heard',
      away_since: null,
      page_sessions_open: 0,
    };
    expect(rows).toEqual([
      fresh,
      {
        ...fresh,
        quiz_submission_id: expect.any(Number),
        user: { id: otherStudent.id, name: 'Grace Hopper', sortable_name: 'Hopper, Grace' },
        state: 'complete',
        finished_at: '2026-09-01T09:00:00.123Z',
        score: 2,
        answered_count: 1,
        connection: null,
        page_sessions_open: null,
      },
    ]);

    /** The row of the student once it is as wanted. */
    const changedTo = async (wanted: object): Promise<void> => {
      for (;;) {
        const message = await stream.nextMessage();
        expect(message?.event).toBe('changed');
        const [row, ...others] = message?.data.attempts ?? [];
        expect(others).toEqual([]);
        if (
          Object.entries(wanted).every(([key, value]) => JSON.stringify(row[key]) === JSON.stringify(value))
        )
          return;
      }
    };
    const post = async (events: object[], more: object = {}) => {
      const path = taking.path(quizOf('told'), `/submissions/${begun.id}/events`);
      const body = { quiz_submission_events: events, ...more };
      const reply = await server.call('POST', path, { token: student.token, body });
      expect(reply.status, reply.text).toBe(204);
    };

    server.clock.nowMs = testStartMs + 1_000;
    await taking.answer(begun, student, { [shortQuestion.id]: 'dna' });
    await changedTo({
      answered_count: 1,
      last_saved_at: '2026-09-01T09:00:01.123Z',
      on_question: { question_id: shortQuestion.id, position: 2, at: '2026-09-01T09:00:01.123Z' },
    });
    server.clock.nowMs = testStartMs + 2_000;
    await post([
      { event_type: 'question_viewed', event_data: [String(choiceQuestion.id)] },
      { event_type: 'page_blurred', event_data: null },
    ]);
    await changedTo({
      on_question: { question_id: choiceQuestion.id, position: 1, at: '2026-09-01T09:00:02.123Z' },
      last_heard_at: '2026-09-01T09:00:02.123Z',
      connection: 'heard',
      away_since: '2026-09-01T09:00:02.123Z',
      page_sessions_open: 1,
    });
    await post([{ event_type: 'page_focused', event_data: null }]);
    await changedTo({ away_since: null });
    server.clock.nowMs = testStartMs + 2_000 + liveQuietMs;
    await changedTo({ connection: 'quiet', last_heard_at: '2026-09-01T09:00:02.123Z' });
    const extension = { user_id: student.id, extend_from_end_at: 10 };
    const extending = await server.call('POST', taking.path(quizOf('told'), '/extensions'), {
      token: course.people.teacher.token,
      body: { quiz_extensions: [extension] },
    });
    expect(extending.status).toBe(200);
    await changedTo({ end_at: '2026-09-01T09:40:00.123Z' });
    expect((await taking.complete(quizOf('told'), begun, student)).status).toBe(200);
    await changedTo({ state: 'complete', connection: null, on_question: null, page_sessions_open: null });
    // Another attempt begins anew.
    const second: Begun = await taking.begin(quizOf('told'), student);
    await changedTo({ attempt: second.attempt, state: 'running', answered_count: 0, on_question: null });
    server.clock.nowMs = testStartMs;
  });

  test('takers of an anonymous survey are not named', async () => {
    await taking.begin(quizOf('anonymous'), course.people.student);
    const stream = await watch('anonymous');
    const message = await stream.nextMessage();
    expect(message?.data.attempts).toMatchObject([{ user: null, state: 'running' }]);
    expect(JSON.stringify(message?.data)).not.toContain('Lovelace');
  });

  test('what pages told is not told where logs are turned off', async () => {
    const { courseId, people } = course;
    await taking.begin(quizOf('unread'), people.student);
    const flag = `/api/v1/courses/${courseId}/features/flags/quiz_log_auditing`;
    await server.call('PUT', flag, { body: { state: 'off' } });
    const stream = await watch('unread');
    expect((await stream.nextMessage())?.data.attempts).toMatchObject([
      {
        state: 'running',
        connection: 'heard',
        on_question: null,
        away_since: null,
        page_sessions_open: null,
      },
    ]);
    await server.call('PUT', flag, { body: { state: 'on' } });
  });

  test('who sees only their own section is told of nobody else', async () => {
    const { id } = course.people.ta;
    const limit = (flag: 0 | 1) =>
      runSql(
        course.databaseUrl,
        `update enrollments set limit_privileges_to_course_section = ${flag},
          course_section_id = (select ${flag === 1 ? 'max' : 'min'}(id) from course_sections) where user_id = ${id}`,
      );
    const sections = `/api/v1/courses/${course.courseId}/sections`;
    await server.call('POST', sections, { body: { course_section: { name: 'Another' } } });
    await limit(1);
    const stream = await watch('told', 'ta');
    expect((await stream.nextMessage())?.data.attempts).toEqual([]);
    await limit(0);
    const unlimited = await watch('told', 'ta');
    expect((await unlimited.nextMessage())?.data.attempts).toHaveLength(2);
  });

  test('who loses the right is told no more', async () => {
    const { id } = course.people.ta;
    const stream = await watch('shared', 'ta');
    await stream.nextMessage();
    const become = (state: string) =>
      runSql(course.databaseUrl, `update enrollments set workflow_state = '${state}' where user_id = ${id}`);
    await become('deleted');
    await taking.begin(quizOf('shared'), course.people.student);
    expect(await stream.nextMessage()).toBeUndefined();
    await become('active');
  });

  test('all who watch a quiz share its looks, and with the last they end', async () => {
    const own = await courseFixture(database, { quizSubmission: {} });
    await using opened = await openDatabase(own.databaseUrl, testStartMs);
    let looks = 0;
    const clock = () => {
      looks++;
      return testStartMs + minuteMs;
    };
    const failed = (error: unknown): void => {
      throw error;
    };
    const quizzesWatched = new LiveQuizzes(opened.query, clock, failed, 5);
    const stop = new AbortController();
    const news = Array.from({ length: 20 }, () => quizzesWatched.watch(own.quizId, 60_000, stop.signal));
    const firsts = await Promise.all(news.map((one) => one.next()));
    expect(firsts.map(({ value }) => value?.isFirst)).toEqual(Array(20).fill(true));
    // One look, and what each is told has the time.
    expect(looks).toBeLessThan(20 * 2);
    expect(quizzesWatched.watched).toBe(1);
    const ends = news.map((one) => one.next());
    stop.abort();
    expect((await Promise.all(ends)).map(({ done }) => done)).toEqual(Array(20).fill(true));
    expect(quizzesWatched.watched).toBe(0);
  });
});
