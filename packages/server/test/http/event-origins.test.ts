// Where a batch came from, as the server saw it, is stored with it: once for each page, and again when that changes.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { originAgentCharsMax, originResolutionMs } from '../../src/model/quiz-log-limits.ts';
import { type CourseFixture, courseFixture } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { startTestServer, type TestServer, testStartMs } from '../support/server.ts';
import { runSql } from '../support/sql.ts';

const [tab, other] = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002'];

eachDatabase((database) => {
  let course: CourseFixture;
  let server: TestServer;
  beforeAll(async () => {
    course = await courseFixture(database, { quizSubmission: {} });
    server = await startTestServer(database, {
      databaseUrl: course.databaseUrl,
      trustedProxies: ['127.0.0.1'],
    });
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const post = async (userAgent: string, address: string, pageSession?: string): Promise<void> => {
    const { courseId, quizId, quizSubmissionId, people } = course;
    const path = `/api/v1/courses/${courseId}/quizzes/${quizId}/submissions/${quizSubmissionId}/events`;
    const event = { event_type: 'page_blurred', event_data: null, session: pageSession };
    const { status, text } = await server.call('POST', path, {
      token: people.student.token,
      headers: { 'User-Agent': userAgent, 'X-Forwarded-For': address },
      body: { quiz_submission_events: [event] },
    });
    expect(status, text).toBe(204);
  };

  const stored = async () =>
    (
      await runSql<Record<string, unknown>>(
        course.databaseUrl,
        'select * from event_origins order by first_received_at_ms, page_session',
      )
    ).map(({ page_session, client_address, user_agent, first_received_at_ms, last_received_at_ms }) => [
      page_session,
      client_address,
      user_agent,
      Number(first_received_at_ms) - testStartMs,
      Number(last_received_at_ms) - testStartMs,
    ]);

  test('a page has one origin until it comes from elsewhere', async () => {
    const at = async (ms: number, ...sender: Parameters<typeof post>) => {
      server.clock.nowMs = testStartMs + ms;
      await post(...sender);
    };
    await at(1_000, 'Desktop/1', '192.0.2.7', tab);
    await at(2_000, 'Desktop/1', '192.0.2.7', tab);
    await at(3_000, 'Phone/1', '192.0.2.8');
    await at(4_000, 'Desktop/1', '[2001:db8::1]:4711', tab);
    const desktop = [tab, '192.0.2.7', 'Desktop/1', 1_000];
    const others = [
      ['', '192.0.2.8', 'Phone/1', 3_000, 3_000],
      [tab, '2001:db8::1', 'Desktop/1', 4_000, 4_000],
    ];
    expect(await stored()).toEqual([[...desktop, 1_000], ...others]);
    // Back where it was before: nothing new.
    await at(5_000, 'Desktop/1', '192.0.2.7', tab);
    const later = 1_000 + originResolutionMs;
    await at(later - 1, 'Desktop/1', '192.0.2.7', tab);
    expect(await stored()).toEqual([[...desktop, 1_000], ...others]);
    await at(later, 'Desktop/1', '192.0.2.7', tab);
    expect(await stored()).toEqual([[...desktop, later], ...others]);
  });

  test('a program that says very much is cut short', async () => {
    await post('x'.repeat(3_000), '192.0.2.9', other);
    const rows = await stored();
    expect(rows.find(([pageSession]) => pageSession === other)?.[2]).toBe('x'.repeat(originAgentCharsMax));
  });
});
