// Which scores count once a teacher gave one instead: core reference §13.3.

import { expect, test } from 'vitest';
import { effectiveScores } from '../../src/grading/effective-score.ts';
import type { CourseScores } from '../../src/model/course-score.ts';

const computed: CourseScores = {
  currentScore: 50,
  finalScore: 45,
  unpostedCurrentScore: 51,
  unpostedFinalScore: 46,
  currentPoints: 21,
  unpostedCurrentPoints: 22,
};

test.each([88.8, 0, 120])(
  '%d stands for the current and the final score, and for nothing else',
  (overrideScore) => {
    expect(effectiveScores({ ...computed, overrideScore }, true)).toEqual({
      ...computed,
      currentScore: overrideScore,
      finalScore: overrideScore,
    });
  },
);

test('it stands where nothing is graded', () => {
  const nothing = { ...computed, currentScore: null, finalScore: null };
  expect(effectiveScores({ ...nothing, overrideScore: 70 }, true)).toMatchObject({
    currentScore: 70,
    finalScore: 70,
  });
});

test.each([
  [null, true],
  [null, false],
  [88.8, false],
])('%s with overrides switched on %s: as computed', (overrideScore, isOverridable) => {
  expect(effectiveScores({ ...computed, overrideScore }, isOverridable)).toEqual(computed);
});
