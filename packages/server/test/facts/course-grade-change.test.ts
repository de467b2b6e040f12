// When course_grade_change is announced, and what it says. Source: live events reference §3.2.

import { expect, test } from 'vitest';
import { courseGradeChange } from '../../src/facts/course-grade-change.ts';
import type { CourseScore, CourseScores } from '../../src/model/course-score.ts';
import { testStartMs } from '../support/server.ts';

const scores: CourseScores = {
  currentScore: 50,
  finalScore: 25,
  unpostedCurrentScore: 60,
  unpostedFinalScore: 30,
  currentPoints: 5,
  unpostedCurrentPoints: 6,
};

const before: CourseScore = {
  ...scores,
  id: 4,
  enrollmentId: 8,
  courseId: 2,
  userId: 3,
  overrideScore: null,
  createdAtMs: testStartMs - 60_000,
  updatedAtMs: testStartMs - 1000,
};

test.each<[string, Partial<CourseScores>]>([
  ['the current score', { currentScore: 51 }],
  ['the final score', { finalScore: 26 }],
  ['the current score as it is before posting', { unpostedCurrentScore: 61 }],
  ['the final score as it is before posting', { unpostedFinalScore: 31 }],
  ['a score that is gone', { currentScore: null }],
])('%s moves: announced', (_, changes) => {
  const fact = courseGradeChange(before, { ...scores, ...changes }, testStartMs);
  expect(fact?.eventName).toBe('course_grade_change');
});

test.each<[string, CourseScore | null, Partial<CourseScores>]>([
  ['nothing moves', before, {}],
  ['only points move', before, { currentPoints: 7, unpostedCurrentPoints: 8 }],
  ['these are the first', null, {}],
])('%s: not announced', (_, earlier, changes) => {
  expect(courseGradeChange(earlier, { ...scores, ...changes }, testStartMs)).toBeNull();
});

test('all four are said with what they were, in the order of the reference', () => {
  const after = { ...scores, currentScore: 80, unpostedCurrentScore: 90 };
  const fact = courseGradeChange({ ...before, currentScore: null }, after, testStartMs);
  expect(fact).toEqual({
    eventName: 'course_grade_change',
    courseId: 2,
    assignmentId: null,
    userId: 3,
    body: {
      user_id: 3,
      course_id: 2,
      workflow_state: 'active',
      created_at: '2026-09-01T08:59:00Z',
      updated_at: '2026-09-01T09:00:00Z',
      current_score: 80,
      old_current_score: null,
      final_score: 25,
      old_final_score: 25,
      unposted_current_score: 90,
      old_unposted_current_score: 60,
      unposted_final_score: 30,
      old_unposted_final_score: 30,
    },
  });
  expect(Object.keys(fact?.body ?? {})).toEqual([
    ...['user_id', 'course_id', 'workflow_state', 'created_at', 'updated_at'],
    ...['current_score', 'old_current_score', 'final_score', 'old_final_score'],
    ...['unposted_current_score', 'old_unposted_current_score'],
    ...['unposted_final_score', 'old_unposted_final_score'],
  ]);
});
