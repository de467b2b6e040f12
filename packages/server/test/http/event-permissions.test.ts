// The permission matrix of the event routes, every row, on both databases. Source: quiz reference §1.6.

import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import {
  type CourseFixture,
  type CourseFixtureOptions,
  courseFixture,
  type Role,
} from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { startTestServer, testStartMs } from '../support/server.ts';
import { countStoredEvents } from '../support/stored-events.ts';

interface Row {
  who: string;
  caller: Role | null;
  given?: CourseFixtureOptions;
  publicQuizEvents?: boolean;
  post: number;
  get: number;
}

const inProgress = { endAtMs: testStartMs + 60_000 };
const practice = { quizType: 'practice_quiz' } as const;
const minuteAgoMs = testStartMs - 60_000;

/** Makes the caller's enrollment end or change. */
function enrollmentOf(
  role: Role,
  change: { workflowState?: 'completed' | 'inactive' | 'invited'; endAtMs?: number },
): CourseFixtureOptions['more'] {
  return async (query, course) => {
    await query.updateTable('enrollments').set(change).where('userId', '=', course.people[role].id).execute();
  };
}

const matrix: Row[] = [
  { who: 'owner, attempt in progress and in time', caller: 'student', post: 204, get: 403 },
  {
    who: 'owner, in progress, end_at passed',
    caller: 'student',
    given: { quizSubmission: { endAtMs: minuteAgoMs } },
    post: 403,
    get: 403,
  },
  {
    who: 'owner, end_at passed, but timer auto-submit is off and no lock date ends it',
    caller: 'student',
    given: { quiz: { disableTimerAutosubmission: 1 }, quizSubmission: { endAtMs: minuteAgoMs } },
    post: 204,
    get: 403,
  },
  {
    who: 'owner, timer auto-submit off, end_at and lock date passed',
    caller: 'student',
    given: {
      quiz: { disableTimerAutosubmission: 1, lockAtMs: minuteAgoMs },
      quizSubmission: { ...inProgress, endAtMs: minuteAgoMs },
    },
    post: 403,
    get: 403,
  },
  {
    who: 'owner, attempt complete',
    caller: 'student',
    given: { quizSubmission: { workflowState: 'complete', finishedAtMs: minuteAgoMs, endAtMs: minuteAgoMs } },
    post: 204,
    get: 403,
  },
  {
    who: 'owner, attempt pending review',
    caller: 'student',
    given: { quizSubmission: { workflowState: 'pending_review' } },
    post: 204,
    get: 403,
  },
  {
    who: 'owner, quiz unpublished',
    caller: 'student',
    given: { quiz: { workflowState: 'unpublished' }, quizSubmission: inProgress },
    post: 403,
    get: 403,
  },
  {
    who: 'owner, quiz not assigned to them',
    caller: 'student',
    given: { quiz: { onlyVisibleToOverrides: 1 }, quizSubmission: inProgress },
    post: 403,
    get: 403,
  },
  {
    who: 'owner, excused',
    caller: 'student',
    given: { quizSubmission: { excused: 1 } },
    post: 403,
    get: 403,
  },
  {
    who: 'owner, course concluded by hand',
    caller: 'student',
    given: { course: { workflowState: 'completed' }, quizSubmission: inProgress },
    post: 403,
    get: 403,
  },
  {
    who: 'owner, course over by its dates',
    caller: 'student',
    given: {
      course: { restrictEnrollmentsToCourseDates: 1, concludeAtMs: minuteAgoMs },
      quizSubmission: inProgress,
    },
    post: 403,
    get: 403,
  },
  {
    who: 'owner, enrollment concluded',
    caller: 'student',
    given: { quizSubmission: inProgress, more: enrollmentOf('student', { workflowState: 'completed' }) },
    post: 403,
    get: 403,
  },
  {
    who: 'owner, enrollment inactive',
    caller: 'student',
    given: { quizSubmission: inProgress, more: enrollmentOf('student', { workflowState: 'inactive' }) },
    post: 403,
    get: 403,
  },
  {
    who: 'owner, enrollment past its end',
    caller: 'student',
    given: { quizSubmission: inProgress, more: enrollmentOf('student', { endAtMs: minuteAgoMs }) },
    post: 403,
    get: 403,
  },
  {
    who: 'owner, quiz has a time limit and the submission no end',
    caller: 'student',
    given: { quizSubmission: { endAtMs: null } },
    post: 403,
    get: 403,
  },
  {
    who: 'owner, neither time limit nor end',
    caller: 'student',
    given: { quiz: { timeLimitMinutes: null }, quizSubmission: { endAtMs: null } },
    post: 204,
    get: 403,
  },
  { who: 'another student', caller: 'otherStudent', post: 403, get: 403 },
  { who: 'observer of the owner', caller: 'observer', post: 403, get: 403 },
  { who: 'teacher', caller: 'teacher', post: 403, get: 200 },
  { who: 'TA', caller: 'ta', post: 403, get: 200 },
  { who: 'admin with manage_grades', caller: 'admin', post: 403, get: 200 },
  {
    who: 'view_all_grades only: a teacher of a concluded course',
    caller: 'teacher',
    given: { course: { workflowState: 'completed' }, quizSubmission: inProgress },
    post: 403,
    get: 403,
  },
  {
    who: 'view_all_grades only: a teacher whose enrollment is concluded',
    caller: 'teacher',
    given: { quizSubmission: inProgress, more: enrollmentOf('teacher', { workflowState: 'completed' }) },
    post: 403,
    get: 403,
  },
  { who: 'designer', caller: 'designer', post: 403, get: 403 },
  { who: 'user with no enrollment', caller: 'outsider', post: 403, get: 403 },
  { who: 'no login', caller: null, post: 401, get: 401 },
  // Canvas lets anyone write into anyone's log of an ungraded quiz in a course open to them; off by default here.
  {
    who: 'no login, ungraded quiz, public course, as set by default',
    caller: null,
    given: { course: { isPublic: 1 }, quiz: practice, quizSubmission: inProgress },
    post: 401,
    get: 401,
  },
  {
    who: 'outsider, ungraded quiz, public course, as set by default',
    caller: 'outsider',
    given: { course: { isPublic: 1 }, quiz: practice, quizSubmission: inProgress },
    post: 403,
    get: 403,
  },
  {
    who: "no login, ungraded quiz, public course, Canvas's rule on",
    caller: null,
    publicQuizEvents: true,
    given: { course: { isPublic: 1 }, quiz: practice, quizSubmission: inProgress },
    post: 204,
    get: 401,
  },
  {
    who: 'the same, attempt over',
    caller: null,
    publicQuizEvents: true,
    given: {
      course: { isPublic: 1 },
      quiz: { quizType: 'survey' },
      quizSubmission: { endAtMs: minuteAgoMs },
    },
    post: 204,
    get: 401,
  },
  {
    who: "outsider, survey, course open to users, Canvas's rule on",
    caller: 'outsider',
    publicQuizEvents: true,
    given: { course: { isPublicToAuthUsers: 1 }, quiz: { quizType: 'survey' }, quizSubmission: inProgress },
    post: 204,
    get: 403,
  },
  {
    who: "no login, survey, course open to users only, Canvas's rule on",
    caller: null,
    publicQuizEvents: true,
    given: { course: { isPublicToAuthUsers: 1 }, quiz: { quizType: 'survey' }, quizSubmission: inProgress },
    post: 401,
    get: 401,
  },
  {
    who: "outsider, graded quiz, public course, Canvas's rule on",
    caller: 'outsider',
    publicQuizEvents: true,
    given: { course: { isPublic: 1 }, quizSubmission: inProgress },
    post: 403,
    get: 403,
  },
  {
    who: "outsider, ungraded quiz, closed course, Canvas's rule on",
    caller: 'outsider',
    publicQuizEvents: true,
    given: { quiz: practice, quizSubmission: inProgress },
    post: 403,
    get: 403,
  },
];

const refusedBody = {
  status: 'unauthorized',
  errors: [{ message: 'user not authorized to perform that action' }],
};
const unauthenticatedBody = {
  status: 'unauthenticated',
  errors: [{ message: 'user authorization required' }],
};

eachDatabase((database) => {
  describe('who may post and read events', () => {
    test.each(matrix)('$who: POST $post, GET $get', async (row) => {
      const course = await courseFixture(database, row.given ?? { quizSubmission: inProgress });
      await using server = await startTestServer(database, {
        databaseUrl: course.databaseUrl,
        publicQuizEvents: row.publicQuizEvents ?? false,
      });
      const token = row.caller === null ? null : course.people[row.caller].token;
      const posted = await server.call('POST', eventsOf(course), {
        token,
        body: { quiz_submission_events: [{ event_type: 'page_blurred' }] },
      });
      const got = await server.call('GET', eventsOf(course), { token });
      expect([posted.status, got.status]).toEqual([row.post, row.get]);
      // With an access token of one's own the right is looked up in the same go as the token; else in a second one.
      if (row.caller !== null) {
        const actingAs = `${eventsOf(course)}?as_user_id=${course.people[row.caller].id}`;
        const body = { quiz_submission_events: [{ event_type: 'page_focused' }] };
        expect((await server.call('POST', actingAs, { body })).status).toBe(row.post);
      }
      for (const reply of [posted, got]) {
        if (reply.status === 403) expect(reply.json).toEqual(refusedBody);
        if (reply.status === 401) expect(reply.json).toEqual(unauthenticatedBody);
      }
      const stored = row.post !== 204 ? 0 : row.caller === null ? 1 : 2;
      expect(await countStoredEvents(course.databaseUrl)).toBe(stored);
    });

    test("self names the caller's own quiz submission, and nothing for one who has none", async () => {
      const course = await courseFixture(database, { quizSubmission: inProgress });
      await using server = await startTestServer(database, { databaseUrl: course.databaseUrl });
      const path = `/api/v1/courses/${course.courseId}/quizzes/${course.quizId}/submissions/self/events`;
      const body = { quiz_submission_events: ['page_focused'] };
      const own = await server.call('POST', path, { token: course.people.student.token, body });
      const none = await server.call('POST', path, { token: course.people.otherStudent.token, body });
      const nobody = await server.call('POST', path, { token: null, body });
      expect([own.status, none.status, nobody.status]).toEqual([204, 404, 404]);
    });

    test('who loses the right while their batch is on its way may not report any more', async () => {
      const course = await courseFixture(database, { quizSubmission: inProgress });
      await using server = await startTestServer(database, { databaseUrl: course.databaseUrl });
      const posting = request(`${server.url}${eventsOf(course)}`, {
        method: 'POST',
        headers: {
          Authorization: `Bearer ${course.people.student.token}`,
          'Content-Type': 'application/json',
          'Content-Length': 2,
        },
      });
      const answered = once(posting, 'response') as Promise<[IncomingMessage]>;
      posting.flushHeaders();
      // What was found when the head came counts for a second.
      await sleep(1_200);
      const enrollments = `/api/v1/courses/${course.courseId}/enrollments`;
      const [enrollment] = (await server.call('GET', `${enrollments}?user_id=${course.people.student.id}`))
        .json;
      expect((await server.call('DELETE', `${enrollments}/${enrollment.id}?task=delete`)).status).toBe(200);
      posting.end('{}');
      const [response] = await answered;
      response.resume();
      expect(response.statusCode).toBe(403);
    });

    test('an admin acting as the owner reports for them, acting as the teacher reads', async () => {
      const course = await courseFixture(database, { quizSubmission: inProgress });
      await using server = await startTestServer(database, { databaseUrl: course.databaseUrl });
      const { student, teacher } = course.people;
      const posted = await server.call('POST', `${eventsOf(course)}?as_user_id=${student.id}`, {
        body: { quiz_submission_events: ['page_focused'] },
      });
      const got = await server.call('GET', `${eventsOf(course)}?as_user_id=${teacher.id}`);
      expect([posted.status, got.status, got.json.quiz_submission_events.length]).toEqual([204, 200, 1]);
    });
  });
});

function eventsOf(course: CourseFixture): string {
  return `/api/v1/courses/${course.courseId}/quizzes/${course.quizId}/submissions/${course.quizSubmissionId}/events`;
}
