// When course_grade_change is announced, and what it says. Source: live events reference §3.2.

import { describe, expect, test } from 'vitest';
import { courseGradeChange, withScoresLast } from '../../src/facts/course-grade-change.ts';
import type { Fact } from '../../src/facts/fact.ts';
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

describe('what was said in a transaction', () => {
  const other = (userId: number): Fact => ({
    eventName: 'grade_change',
    courseId: 2,
    assignmentId: 5,
    userId,
    body: { user_id: userId },
  });
  /** From one current score to another, of a student in a course. */
  function move(from: number | null, to: number | null, where: Partial<CourseScore> = {}): Fact {
    const row = { ...before, ...where, currentScore: from };
    const fact = courseGradeChange(row, { ...scores, currentScore: to }, testStartMs);
    if (fact === null) throw new Error('the scores are the same');
    return fact;
  }

  test('has scores last, in the order of students, and all else as it was said', () => {
    const [first, second] = [move(50, 60), move(50, 70, { userId: 4 })];
    expect(withScoresLast([first, other(3), second, other(4)])).toEqual([other(3), other(4), first, second]);
    expect(withScoresLast([])).toEqual([]);
  });

  test('has scores that moved several times once, from the first to the last', () => {
    expect(withScoresLast([move(null, 60), other(3), move(60, 65), move(65, 70)])).toEqual([
      other(3),
      move(null, 70),
    ]);
  });

  test('has none that are what they were', () => {
    expect(withScoresLast([move(50, 60), move(60, 50)])).toEqual([]);
    expect(withScoresLast([move(null, 60), move(60, null)])).toEqual([]);
  });

  test('keeps apart the students of a course, and the courses of a student', () => {
    const moves = [move(50, 60), move(50, 60, { userId: 4 }), move(50, 60, { courseId: 9 })];
    expect(withScoresLast(moves)).toEqual(moves);
  });
});
