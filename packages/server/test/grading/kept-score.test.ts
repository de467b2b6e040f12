// Which score of several attempts counts.

import { describe, expect, test } from 'vitest';
import { keptScore } from '../../src/grading/kept-score.ts';

const attempts = [
  { attempt: 1, score: 7 },
  { attempt: 3, score: 6.5 },
  { attempt: 2, score: 9 },
];

describe('the score that counts', () => {
  test.each([
    ['keep_highest', 9],
    ['keep_latest', 6.5],
    ['keep_average', 7.5],
  ] as const)('%s: %d', (policy, kept) => {
    expect(keptScore(policy, attempts)).toBe(kept);
    expect(keptScore(policy, [...attempts].reverse())).toBe(kept);
  });

  test.each([
    ['two decimals', [1, 2, 2], 1.67],
    ['a half, up', [1, 1.01], 1.01],
    ['a half that doubles miss', [0.1, 0.11], 0.11],
    ['a negative half, away from nought', [-1, -1.01], -1.01],
  ])('an average has %s', (_, scores, kept) => {
    const scored = scores.map((score, index) => ({ attempt: index + 1, score }));
    expect(keptScore('keep_average', scored)).toBe(kept);
  });

  test.each(['keep_highest', 'keep_latest', 'keep_average'] as const)(
    'of attempts without a score is none, and such attempts do not count: %s',
    (policy) => {
      expect(keptScore(policy, [])).toBeNull();
      expect(keptScore(policy, [{ attempt: 1, score: null }])).toBeNull();
      const scored = [
        { attempt: 1, score: -2 },
        { attempt: 2, score: null },
      ];
      expect(keptScore(policy, scored)).toBe(-2);
    },
  );
});
