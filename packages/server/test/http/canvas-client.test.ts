// A real Canvas client from npm, unmodified, posts and lists events.

import { CanvasApi } from '@kth/canvas-api';
import { expect, test } from 'vitest';
import { courseFixture } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { startTestServer, testStartMs } from '../support/server.ts';

eachDatabase((database) => {
  test('@kth/canvas-api posts a batch and pages through the log', async () => {
    const course = await courseFixture(database, { quizSubmission: {} });
    await using server = await startTestServer(database, { databaseUrl: course.databaseUrl });
    server.clock.nowMs = testStartMs + 1_000;
    const path = `courses/${course.courseId}/quizzes/${course.quizId}/submissions/${course.quizSubmissionId}/events`;
    const student = new CanvasApi(`${server.url}/api/v1`, course.people.student.token);
    const teacher = new CanvasApi(`${server.url}/api/v1`, course.people.teacher.token);
    const types = Array.from({ length: 23 }, (_, index) => `type_${index}`);
    const posted = await student.request(path, 'POST', {
      quiz_submission_events: types.map((event_type) => ({
        event_type,
        client_timestamp: '2014-10-08T19:29:58Z',
      })),
    });
    expect(posted.statusCode).toBe(204);
    const read: string[] = [];
    for await (const page of teacher.listPages(path, { per_page: 10 })) {
      const { quiz_submission_events } = page.json as { quiz_submission_events: { event_type: string }[] };
      read.push(...quiz_submission_events.map(({ event_type }) => event_type));
    }
    expect(read).toEqual(types);
    await expect(student.get(path)).rejects.toMatchObject({ response: { statusCode: 403 } });
  });
});
