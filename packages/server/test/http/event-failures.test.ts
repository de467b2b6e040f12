// Every failure of the event routes, with its exact body. Source: quiz reference §1.5; our departures in
// docs/canvas-compatibility.md.

import { describe, expect, test } from 'vitest';
import { jsonDepthMax } from '../../src/model/limits.ts';
import {
  eventBatchBytesMax,
  eventBatchEventsMax,
  eventDataCharsMax,
  eventTypeCharsMax,
} from '../../src/model/quiz-log-limits.ts';
import {
  type CourseFixture,
  courseFixture,
  insertQuiz,
  insertQuizSubmission,
} from '../support/course-fixture.ts';
import { eachDatabase, type TestDatabase } from '../support/databases.ts';
import { type Reply, startTestServer, type TestServer, testStartMs } from '../support/server.ts';
import { countStoredEvents } from '../support/stored-events.ts';

const bearer = 'Bearer realm="canvas-lms"';
const A = { status: 'unauthorized', errors: [{ message: 'user not authorized to perform that action' }] };
const B = { status: 'unauthenticated', errors: [{ message: 'user authorization required' }] };
const invalidToken = { errors: [{ message: 'Invalid access token.' }] };
const E = { errors: [{ message: 'The specified resource does not exist.' }] };
const F = { status: 'bad_request', message: 'quiz log auditing must be enabled' };

interface Scene extends AsyncDisposable {
  course: CourseFixture;
  server: TestServer;
  path(parts?: { course?: string; quiz?: string; id?: string }): string;
  others: { quiz: number; submission: number; settingsOnly: number };
}

async function openScene(database: TestDatabase, featureOff = false): Promise<Scene> {
  const others = { quiz: 0, submission: 0, settingsOnly: 0 };
  const course = await courseFixture(database, {
    quizSubmission: {},
    more: async (query, { courseId, quizId, people }) => {
      others.quiz = await insertQuiz(query, { courseId });
      others.submission = await insertQuizSubmission(query, {
        quizId: others.quiz,
        userId: people.student.id,
      });
      others.settingsOnly = await insertQuizSubmission(query, {
        quizId,
        userId: people.otherStudent.id,
        workflowState: 'settings_only',
        attempt: 0,
      });
      if (featureOff) await query.deleteFrom('featureFlags').execute();
    },
  });
  const server = await startTestServer(database, { databaseUrl: course.databaseUrl });
  return {
    course,
    server,
    others,
    path: (parts = {}) =>
      `/api/v1/courses/${parts.course ?? course.courseId}/quizzes/${parts.quiz ?? course.quizId}` +
      `/submissions/${parts.id ?? course.quizSubmissionId}/events`,
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

const oneEvent = { quiz_submission_events: [{ event_type: 'page_blurred' }] };

function post(
  scene: Scene,
  path: string,
  body: unknown = oneEvent,
  token: string | null = scene.course.people.student.token,
): Promise<Reply> {
  return scene.server.call('POST', path, { token, body, headers: { 'Content-Type': 'application/json' } });
}

function get(
  scene: Scene,
  path: string,
  token: string | null = scene.course.people.teacher.token,
): Promise<Reply> {
  return scene.server.call('GET', path, { token });
}

eachDatabase((database) => {
  describe('failures of the event routes', () => {
    test('no credentials: 401 B, asking for a token, not to be cached', async () => {
      await using scene = await openScene(database);
      for (const reply of [
        await post(scene, scene.path(), oneEvent, null),
        await get(scene, scene.path(), null),
      ]) {
        expect([reply.status, reply.json, reply.headers.get('www-authenticate')]).toEqual([401, B, bearer]);
        expect([reply.headers.get('cache-control'), reply.headers.get('pragma')]).toEqual([
          'no-store',
          'no-cache',
        ]);
      }
    });

    test('a wrong token: 401 C, before anything else is looked at', async () => {
      await using scene = await openScene(database);
      const missing = scene.path({ course: '999' });
      for (const reply of [
        await post(scene, missing, 'not json', 'wrong'),
        await get(scene, missing, 'wrong'),
      ]) {
        expect([reply.status, reply.json, reply.headers.get('www-authenticate')]).toEqual([
          401,
          invalidToken,
          bearer,
        ]);
      }
    });

    test('what does not exist, or not there: 404 E', async () => {
      await using scene = await openScene(database);
      const { others } = scene;
      const places = [
        { course: '999' },
        { course: 'sis_course_id:none' },
        { course: 'abc' },
        { quiz: '999' },
        { quiz: 'abc' },
        { id: '999' },
        { id: 'abc' },
        { id: '0' },
        { id: '-1' },
        { id: '99999999999999999999999' },
        { id: String(others.submission) },
        { quiz: String(others.quiz) },
        { id: String(others.settingsOnly) },
        { course: '20000000000001' },
      ];
      for (const place of places) {
        const replies = [await post(scene, scene.path(place)), await get(scene, scene.path(place))];
        expect(
          replies.map(({ status, json }) => [status, json]),
          JSON.stringify(place),
        ).toEqual([
          [404, E],
          [404, E],
        ]);
      }
    });

    test('the course may be named by its global id', async () => {
      await using scene = await openScene(database);
      const course = `1${String(scene.course.courseId).padStart(13, '0')}`;
      expect((await post(scene, scene.path({ course }))).status).toBe(204);
    });

    test('not allowed: 403 A, whatever the body', async () => {
      await using scene = await openScene(database);
      const { teacher, otherStudent } = scene.course.people;
      const replies = [
        await post(scene, scene.path(), oneEvent, teacher.token),
        await post(scene, scene.path(), 'not json', otherStudent.token),
        await get(scene, scene.path(), otherStudent.token),
      ];
      for (const reply of replies) {
        expect([reply.status, reply.json, reply.headers.get('www-authenticate')]).toEqual([403, A, null]);
      }
    });

    test('the feature off: reading is 400 F, writing works', async () => {
      await using scene = await openScene(database, true);
      expect((await post(scene, scene.path())).status).toBe(204);
      const reply = await get(scene, scene.path());
      expect([reply.status, reply.json]).toEqual([400, F]);
      expect((await get(scene, scene.path(), scene.course.people.outsider.token)).status).toBe(403);
    });

    test('an unknown attempt or page: 404 E; a page past the end: 200', async () => {
      await using scene = await openScene(database);
      for (const query of [
        '?attempt=2',
        '?attempt=0',
        '?attempt=',
        '?attempt=abc',
        '?page=0',
        '?page=-1',
        '?page=x',
      ]) {
        const reply = await get(scene, scene.path() + query);
        expect([reply.status, reply.json], query).toEqual([404, E]);
      }
      expect((await get(scene, `${scene.path()}?page=1000`)).json).toEqual({ quiz_submission_events: [] });
      for (const [perPage, count] of [
        ['0', 1],
        ['x', 1],
        ['1000', 100],
        ['3', 3],
      ] as const) {
        const reply = await get(scene, `${scene.path()}?per_page=${perPage}`);
        expect(reply.headers.get('link'), perPage).toContain(`per_page=${count}>`);
      }
    });

    test.each([
      ['no JSON', '{"quiz_submission_events":', 'the body is not valid JSON'],
      ['two values', '{}{}', 'the body is not valid JSON'],
      ['a list', '[]', 'the body must be a JSON object'],
      ['a number', '5', 'the body must be a JSON object'],
      [
        'an object for the list',
        '{"quiz_submission_events":{"event_type":"x"}}',
        'quiz_submission_events must be an array',
      ],
      ['a text for the list', '{"quiz_submission_events":"x"}', 'quiz_submission_events must be an array'],
      [
        'a number in the list',
        '{"quiz_submission_events":[{"event_type":"x"},1]}',
        'quiz_submission_events[1] must be',
      ],
      ['null in the list', '{"quiz_submission_events":[null]}', 'quiz_submission_events[0] must be'],
      ['a list in the list', '{"quiz_submission_events":[[]]}', 'quiz_submission_events[0] must be'],
      [
        'an object as type',
        '{"quiz_submission_events":[{"event_type":{}}]}',
        'quiz_submission_events[0][event_type] must be',
      ],
      [
        'a null character in the type',
        '{"quiz_submission_events":["a\\u0000b"]}',
        'must not contain a null character',
      ],
      [
        'too long a type',
        JSON.stringify({ quiz_submission_events: ['x', { event_type: 'x'.repeat(eventTypeCharsMax + 1) }] }),
        'quiz_submission_events[1][event_type] is longer than 255 characters',
      ],
      ['too deep', `{"a":${'['.repeat(jsonDepthMax)}${']'.repeat(jsonDepthMax)}}`, 'nested deeper than'],
      ['very deep', '['.repeat(200_000), 'nested deeper than'],
      ['cut off', '{"quiz_submission_events":[', 'the body is not valid JSON'],
    ])('%s: 400 with what to mend, nothing stored', async (_what, body, message) => {
      await using scene = await openScene(database);
      const reply = await post(scene, scene.path(), body);
      expect(reply.status).toBe(400);
      expect(Object.keys(reply.json)).toEqual(['errors']);
      expect(reply.json.errors[0].message).toContain(message);
      expect(await countStoredEvents(scene.course.databaseUrl)).toBe(0);
    });

    test('too much at once: 413 with the limit, nothing stored', async () => {
      await using scene = await openScene(database);
      const bodies = [
        JSON.stringify({ quiz_submission_events: Array(eventBatchEventsMax + 1).fill('x') }),
        JSON.stringify({ quiz_submission_events: ['x', { event_data: 'x'.repeat(eventDataCharsMax) }] }),
        JSON.stringify({ filling: 'x'.repeat(eventBatchBytesMax) }),
      ];
      for (const body of bodies) expect((await post(scene, scene.path(), body)).status).toBe(413);
      expect(await countStoredEvents(scene.course.databaseUrl)).toBe(0);
      const most = JSON.stringify({ quiz_submission_events: Array(eventBatchEventsMax).fill('x') });
      expect((await post(scene, scene.path(), most)).status).toBe(204);
      expect(await countStoredEvents(scene.course.databaseUrl)).toBe(eventBatchEventsMax);
    });

    test('a type of body we do not read: 415', async () => {
      await using scene = await openScene(database);
      const reply = await scene.server.call('POST', scene.path(), {
        token: scene.course.people.student.token,
        body: '<events/>',
        headers: { 'Content-Type': 'application/xml' },
      });
      expect([reply.status, reply.json.errors[0].message]).toEqual([
        415,
        expect.stringContaining('application/json'),
      ]);
    });

    test('bytes that are no UTF-8: 400, nothing stored', async () => {
      await using scene = await openScene(database);
      const response = await fetch(scene.server.url + scene.path(), {
        method: 'POST',
        headers: {
          Authorization: `Bearer ${scene.course.people.student.token}`,
          'Content-Type': 'application/json',
        },
        body: Buffer.concat([
          Buffer.from('{"quiz_submission_events":["'),
          Buffer.from([0xc3, 0x28]),
          Buffer.from('"]}'),
        ]),
      });
      expect(response.status).toBe(400);
      expect(await countStoredEvents(scene.course.databaseUrl)).toBe(0);
    });

    test('wrong words of our own parameters: 400 naming them', async () => {
      await using scene = await openScene(database);
      for (const [query, name] of [
        ['?order=size', 'order'],
        ['?since=yesterday', 'since'],
        ['?until=x', 'until'],
      ] as const) {
        const reply = await get(scene, scene.path() + query);
        expect([reply.status, reply.json.errors[0].message], query).toEqual([
          400,
          expect.stringContaining(name),
        ]);
      }
    });

    test('of a token with scopes only the named routes are open: 401 D without WWW-Authenticate', async () => {
      await using scene = await openScene(database);
      const scope = 'url:GET|/api/v1/courses/:course_id/quizzes/:quiz_id/submissions/:id/events';
      const made = await scene.server.call('POST', `/api/v1/users/${scene.course.people.teacher.id}/tokens`, {
        body: { token: { purpose: 'read the log', active: true, scopes: [scope] } },
      });
      const token = made.json.visible_token;
      expect((await get(scene, scene.path(), token)).status).toBe(200);
      const refused = await post(scene, scene.path(), oneEvent, token);
      expect([refused.status, refused.json, refused.headers.get('www-authenticate')]).toEqual([
        401,
        { errors: [{ message: 'Insufficient scopes on access token.' }] },
        null,
      ]);
    });

    test('an ended attempt can be read and no longer written', async () => {
      await using scene = await openScene(database);
      scene.server.clock.nowMs = testStartMs + 86_400_000;
      expect((await post(scene, scene.path())).json).toEqual(A);
      expect((await get(scene, scene.path())).status).toBe(200);
    });
  });
});
