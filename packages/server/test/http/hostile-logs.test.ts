// Whatever a page has put into its log, those who may read it can: every reading answers, and none is a fault of the server.

import { describe, expect, test } from 'vitest';
import { courseFixture } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { startTestServer } from '../support/server.ts';

const greatest = Number.MAX_SAFE_INTEGER;

/** A batch of one page, with whatever its session says of itself. */
const batches = [
  // Two pages that have lost more events together than there are safe integers.
  ...['one', 'two', 'three'].map((session) => ({
    page_session: { id: session, elapsed_ms: 1, clock_since_ms: 0, round_trip_ms: 0, sequence: greatest },
    quiz_submission_events: [{ event_type: 'page_blurred', session, sequence: greatest, elapsed_ms: 1 }],
  })),
  {
    page_session: { id: 'late', elapsed_ms: 1e9, clock_since_ms: 1e9, round_trip_ms: 60_000, ending: true },
    sent_at: '9999-12-31T23:59:59.999Z',
    quiz_submission_events: [
      { event_type: 'page_focused', session: 'late', sequence: 0, elapsed_ms: Number.MAX_VALUE },
      {
        event_type: 'page_blurred',
        session: 'late',
        sequence: 0,
        elapsed_ms: 0,
        event_data: { hidden: 'x' },
      },
      { event_type: 'page_focused', session: 'late', event_data: { hidden_ms: 1e308 }, elapsed_ms: 5e-324 },
    ],
  },
  {
    sent_at: '0000-01-01T00:00:00Z',
    quiz_submission_events: [
      {
        event_type: 'question_viewed',
        client_timestamp: '9999-12-31T23:59:59Z',
        event_data: [{}, '1', 1, null],
      },
      {
        event_type: 'question_answered',
        event_data: [{ quiz_question_id: '1', answer: { a: [[null]] } }, 7],
      },
      { event_type: 'question_answered', event_data: { quiz_question_id: 1e15, answer: [] } },
      { event_type: 'question_flagged', event_data: 'text', client_timestamp: '0000-01-01T00:00:00Z' },
      { event_type: 'session_started', event_data: { user_agent: { toString: 1 } } },
      { event_type: 'attempt_closed', event_data: { __proto__: 1 } },
      { event_type: 'score_changed', event_data: [] },
      { event_type: null, event_data: null },
    ],
  },
];

eachDatabase((database) => {
  describe('a log of nonsense', () => {
    test('is read by every route that reads logs', async () => {
      const course = await courseFixture(database, { quizSubmission: {} });
      await using server = await startTestServer(database, { databaseUrl: course.databaseUrl });
      const quiz = `/api/v1/courses/${course.courseId}/quizzes/${course.quizId}`;
      const attempt = `${quiz}/submissions/${course.quizSubmissionId}`;
      for (const body of batches) {
        server.clock.nowMs += 1_000;
        const { token } = course.people.student;
        expect((await server.call('POST', `${attempt}/events`, { token, body })).status).toBe(204);
      }
      const [csv, lines] = [{ Accept: 'text/csv' }, { Accept: 'application/x-ndjson' }];
      const readings: [path: string, headers?: Record<string, string>][] = [
        [`${attempt}/events`],
        [`${attempt}/events?include[]=details&order=occurred_at&per_page=100`],
        [`${attempt}/events`, csv],
        [`${attempt}/events?order=occurred_at`, lines],
        [`${attempt}/events/gaps`],
        [`${attempt}/events/answers`],
        [`${attempt}/activity`],
        [`${quiz}/attempts`],
        [`${quiz}/events`, csv],
        [`${quiz}/events`, lines],
        [`${quiz}/live`],
      ];
      for (const [path, headers = {}] of readings) {
        const { token } = course.people.teacher;
        const { status } = await server.call('GET', path, { token, headers });
        expect([path, status]).toEqual([path, 200]);
      }
    });
  });
});
