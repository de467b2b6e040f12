// What lateness costs: core reference §20.

import { describe, expect, test } from 'vitest';
import { missingScore, pointsDeducted } from '../../src/grading/late-policy.ts';
import { gradingTypes } from '../../src/model/assignment.ts';
import type { LatePolicy } from '../../src/model/late-policy.ts';

const hourSeconds = 3_600;
const daySeconds = 86_400;

const policy: LatePolicy = {
  id: 1,
  courseId: 1,
  missingSubmissionDeductionEnabled: 1,
  missingSubmissionDeduction: 60,
  lateSubmissionDeductionEnabled: 1,
  lateSubmissionDeduction: 10,
  lateSubmissionInterval: 'day',
  lateSubmissionMinimumPercentEnabled: 0,
  lateSubmissionMinimumPercent: 50,
  createdAtMs: 0,
  updatedAtMs: 0,
};
const ofTwenty = { gradingType: 'points', pointsPossible: 20 } as const;

describe('late work', () => {
  test.each([
    [0, 0],
    [1, 2],
    [daySeconds, 2],
    [daySeconds + 1, 4],
    [3 * daySeconds, 6],
    [9 * daySeconds, 15],
    [400 * daySeconds, 15],
    [-5, 0],
  ])('%d seconds late at 10 % a day costs %d of 15 points', (secondsLate, points) => {
    expect(pointsDeducted(policy, ofTwenty, 15, secondsLate)).toBe(points);
  });

  test('intervals may be hours', () => {
    const hourly: LatePolicy = { ...policy, lateSubmissionDeduction: 1, lateSubmissionInterval: 'hour' };
    expect(pointsDeducted(hourly, ofTwenty, 15, 6 * hourSeconds)).toBe(1.2);
    expect(pointsDeducted(hourly, ofTwenty, 15, 6 * hourSeconds + 1)).toBe(1.4);
  });

  test.each([
    [15, 1, 2],
    [15, 3, 5],
    [11, 1, 1],
    [10, 1, 0],
    [8, 1, 0],
  ])(
    'a minimum of 50 % leaves 10 of 20 points: of %d, after %d days, %d are taken',
    (entered, days, points) => {
      const kind: LatePolicy = { ...policy, lateSubmissionMinimumPercentEnabled: 1 };
      expect(pointsDeducted(kind, ofTwenty, entered, days * daySeconds)).toBe(points);
    },
  );

  test('points are two decimals of decimals', () => {
    const odd: LatePolicy = { ...policy, lateSubmissionDeduction: 33.33 };
    expect(pointsDeducted(odd, { ...ofTwenty, pointsPossible: 10 }, 10, 1)).toBe(3.33);
    expect(pointsDeducted(odd, { ...ofTwenty, pointsPossible: 1.5 }, 1.5, 1)).toBe(0.5);
    expect(
      pointsDeducted({ ...odd, lateSubmissionDeduction: 0.5 }, { ...ofTwenty, pointsPossible: 201 }, 201, 1),
    ).toBe(1.01);
  });

  test('extra points count before the deduction, and what is below 0 stays', () => {
    expect(pointsDeducted(policy, ofTwenty, 25, 12 * daySeconds)).toBe(24);
    expect(pointsDeducted(policy, ofTwenty, 25, 13 * daySeconds)).toBe(25);
    expect(pointsDeducted(policy, ofTwenty, -3, daySeconds)).toBe(0);
  });

  test.each(gradingTypes)('on %s', (gradingType) => {
    const isTaken = ['points', 'percent', 'letter_grade', 'gpa_scale'].includes(gradingType);
    expect(pointsDeducted(policy, { gradingType, pointsPossible: 20 }, 15, 1)).toBe(isTaken ? 2 : 0);
  });

  test.each([null, 0, -20])('costs nothing of %s points possible', (pointsPossible) => {
    expect(pointsDeducted(policy, { gradingType: 'points', pointsPossible }, 15, 1)).toBe(0);
  });

  test('costs nothing when the policy says nothing about it', () => {
    expect(pointsDeducted({ ...policy, lateSubmissionDeductionEnabled: 0 }, ofTwenty, 15, 1)).toBe(0);
  });
});

describe('missing work', () => {
  test.each([
    [60, 20, 8],
    [100, 20, 0],
    [0, 20, 20],
    [33.33, 0.3, 0.20001],
    [60, null, 0],
  ])('with %d % off %s points has %d', (missingSubmissionDeduction, pointsPossible, score) => {
    const terms = { gradingType: 'points', pointsPossible } as const;
    expect(missingScore({ ...policy, missingSubmissionDeduction }, terms)).toBe(score);
  });

  test('is incomplete where work is only complete or not', () => {
    expect(missingScore(policy, { gradingType: 'pass_fail', pointsPossible: 20 })).toBe(0);
  });
});
