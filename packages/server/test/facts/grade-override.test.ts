// When grade_override is announced, and what it says. Source: live events reference §3.3.

import { expect, test } from 'vitest';
import { gradeOverride } from '../../src/facts/grade-override.ts';
import { type CourseScore, noCourseScores } from '../../src/model/course-score.ts';
import { testStartMs } from '../support/server.ts';

const score: CourseScore = {
  ...noCourseScores,
  id: 43,
  enrollmentId: 44,
  courseId: 46,
  userId: 45,
  overrideScore: null,
  createdAtMs: 0,
  updatedAtMs: testStartMs,
};

test.each([
  ['set', null, 90],
  ['moved', 85, 90],
  ['set to nothing of a hundred', null, 0],
  ['taken away', 85, null],
])('an override that is %s is announced', (_, old, next) => {
  const fact = gradeOverride({ ...score, overrideScore: old }, { ...score, overrideScore: next });
  expect(fact).toEqual({
    eventName: 'grade_override',
    courseId: 46,
    assignmentId: null,
    userId: 45,
    body: {
      score_id: 43,
      enrollment_id: 44,
      user_id: 45,
      course_id: 46,
      override_score: next,
      old_override_score: old,
      updated_at: '2026-09-01T09:00:00.123Z',
    },
  });
});

test.each([null, 0, 85])('an override that stays %s is not', (overrideScore) => {
  const same = { ...score, overrideScore };
  expect(gradeOverride(same, { ...same, updatedAtMs: testStartMs + 1, currentScore: 5 })).toBeNull();
});
