// What of an attempt goes into a file, and what the file is called.

import { expect, test } from 'vitest';
import type { AttemptLog } from '../../src/log/attempt-log.ts';
import { documentOf, fileName } from '../../src/log/export-attempt.ts';

const named = {
  courseName: 'Biology',
  quiz: { title: 'Cells' },
  studentName: 'Ada',
  attempt: 2,
} as AttemptLog;

test.each([
  [{}, 'Biology - Cells - Ada - attempt 2.csv'],
  [{ studentName: null }, 'Biology - Cells - anonymous - attempt 2.csv'],
  [{ studentName: '../..\\etc:*?"<>|\u202e\u0000x' }, 'Biology - Cells - .. etc x - attempt 2.csv'],
  [{ studentName: '...' }, 'Biology - Cells - unnamed - attempt 2.csv'],
  [{ studentName: '👩'.repeat(70) }, `Biology - Cells - ${'👩'.repeat(60)} - attempt 2.csv`],
])('the file of %j is %s', (given, name) => {
  expect(fileName({ ...named, ...given }, 'csv')).toBe(name);
});

test('one document holds the events byte for byte, and whose they are', () => {
  const place = { courseId: '1', quizId: '2' } as Parameters<typeof documentOf>[0];
  const line = '{"id":"9","event_data":{"b":1.0,"a":"=1"}}';
  const text = documentOf(
    place,
    { quizSubmission: { id: 3 }, attempt: 1, pageSessions: [] } as unknown as AttemptLog,
    `${line}\n${line}\n`,
  );
  expect(text).toContain(`${line},\n${line}`);
  expect(JSON.parse(text)).toMatchObject({
    course_id: '1',
    quiz_submission_id: 3,
    attempt: 1,
    page_sessions: [],
  });
  expect(JSON.parse(text).quiz_submission_events).toHaveLength(2);
});
