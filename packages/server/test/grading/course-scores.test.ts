// Course scores: what counts, how it is rounded, and what must hold for any gradebook. The examples of the reference are in
// course-score-examples.test.ts.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { noCourseScores } from '../../src/model/course-score.ts';
import { scoresOf, work } from '../support/scored-course.ts';

const weighted = { isWeighted: true };
const missing = work(null, 10, { isWithoutSubmission: true });

describe('what counts', () => {
  const nine = work(9, 10);

  test('nothing at all makes no score', () => {
    expect(scoresOf([])).toEqual({ ...noCourseScores, currentPoints: 0, unpostedCurrentPoints: 0 });
    expect(scoresOf([{ weight: 0, work: [nine] }], weighted).currentScore).toBeNull();
  });

  test('nothing graded: no current score, and a final one of 0', () => {
    expect(scoresOf([{ work: [work(null, 10)] }])).toMatchObject({ currentScore: null, finalScore: 0 });
  });

  test('an assignment without points possible has 0', () => {
    expect(scoresOf([{ work: [nine, work(1, null)] }])).toMatchObject({ currentScore: 100, finalScore: 100 });
  });

  test('excused work counts nowhere, unless the excuse is not posted', () => {
    expect(scoresOf([{ work: [nine, work(null, 10, { isExcused: true })] }])).toMatchObject({
      currentScore: 90,
      finalScore: 90,
    });
    expect(scoresOf([{ work: [nine, work(null, 10, { isExcused: true, isUnposted: true })] }])).toMatchObject(
      {
        currentScore: 90,
        finalScore: 45,
        unpostedFinalScore: 90,
      },
    );
  });

  test('excused work that waits for a person is excused still', () => {
    const both = work(5, 10, { isExcused: true, state: 'pending_review' });
    expect(scoresOf([{ work: [nine, both] }])).toMatchObject({ currentScore: 90, finalScore: 90 });
  });

  test('unposted work of an anonymous assignment is left out of the unposted view too', () => {
    const anonymous = work(1, 10, { isAnonymous: true, isUnposted: true });
    expect(scoresOf([{ work: [nine, anonymous] }])).toMatchObject({
      currentScore: 90,
      finalScore: 45,
      unpostedCurrentScore: 90,
      unpostedFinalScore: 90,
    });
    expect(scoresOf([{ work: [nine, work(1, 10, { isAnonymous: true })] }]).unpostedCurrentScore).toBe(50);
  });

  test('a deleted submission is none', () => {
    expect(scoresOf([{ work: [nine, work(1, 10, { state: 'deleted' })] }])).toMatchObject({
      currentScore: 90,
      finalScore: 45,
    });
  });

  test('a concluded student is not given 0 for what came later, but is for what was ungraded', () => {
    const groups = [{ work: [nine, missing, work(null, 10)] }];
    expect(scoresOf(groups).finalScore).toBe(30);
    // The placeholder is not posted, so that in the posted view it is as if there were none.
    expect(scoresOf(groups, { isConcluded: true })).toMatchObject({ finalScore: 90, unpostedFinalScore: 45 });
  });

  test('views with as many rows of the same score are kept apart', () => {
    const waiting = work(5, 10, { state: 'pending_review' });
    const groups = [{ work: [waiting, work(5, 20, { isUnposted: true })] }];
    expect(scoresOf(groups, { isConcluded: true })).toMatchObject({
      finalScore: 50,
      unpostedCurrentScore: 25,
    });
  });

  test('a group with only extra credit does not weigh', () => {
    const groups = [
      { weight: 50, work: [work(5, 10)] },
      { weight: 50, work: [work(3, 0)] },
    ];
    expect(scoresOf(groups, weighted)).toMatchObject({ currentScore: 50, finalScore: 50 });
  });

  test('points are those of the rows that are kept, in a weighted course too', () => {
    const groups = [{ weight: 50, dropLowest: 1, work: [work(1, 10), work(0.1, 1), work(0.2, 1)] }];
    expect(scoresOf(groups, weighted).currentPoints).toBe(0.3);
    expect(scoresOf([{ work: [work(1e308, 1), work(1e308, 1)] }]).currentPoints).toBeNull();
  });
});

describe('rounding', () => {
  test.each([
    [0.615, 1, 61.5],
    [1.005, 1, 100.5],
    [60.125, 100, 60.13],
    [1.15, 230, 0.5],
    [-60.125, 100, -60.13],
    [2, 3, 66.67],
    [1e9, 3e9, 33.33],
  ])('%d of %d is %d', (score, possible, percent) => {
    expect(scoresOf([{ work: [work(score, possible)] }]).currentScore).toBe(percent);
  });

  test('a half stays one although the weighted quotients never end', () => {
    // Three thirds of 50.005, each cut off somewhere, would be less than it.
    const third = { weight: 50.005, work: [work(1, 3)] };
    const groups = [third, third, third];
    expect(scoresOf(groups, weighted).currentScore).toBe(50.01);
  });

  test('a course without weights has its percentage rounded half up from the exact sums', () => {
    const cents = fc.integer({ min: 0, max: 100_000 });
    const rows = fc.array(fc.record({ score: cents, possible: fc.integer({ min: 1, max: 100_000 }) }), {
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(rows, (given) => {
        const score = given.reduce((sum, one) => sum + BigInt(one.score), 0n);
        const possible = given.reduce((sum, one) => sum + BigInt(one.possible), 0n);
        const rounded = (20_000n * score + possible) / (2n * possible);
        const groups = [{ work: given.map((one) => work(one.score / 100, one.possible / 100)) }];
        expect(scoresOf(groups).currentScore).toBe(Number(rounded) / 100);
      }),
    );
  });
});

describe('any gradebook', () => {
  const oddNumber = fc.oneof(fc.double(), fc.integer(), fc.constantFrom(0, -0, 1e-300, 1e300, -5, 0.1));
  const points = fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: 0, max: 20 }) },
    { weight: 1, arbitrary: oddNumber },
  );
  const piece = fc.record({
    score: fc.option(points),
    possible: fc.option(points),
    state: fc.constantFrom('graded' as const, 'pending_review' as const),
    isUnposted: fc.boolean(),
    isExcused: fc.boolean(),
    isOmitted: fc.boolean(),
    isAnonymous: fc.boolean(),
    isWithoutSubmission: fc.boolean(),
  });
  const drops = fc.integer({ min: -1, max: 6 });
  const group = fc.record({
    weight: points,
    dropLowest: drops,
    dropHighest: drops,
    neverDrop: fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 3 }),
    work: fc.array(piece, { maxLength: 6 }),
  });
  const groups = fc.array(group, { maxLength: 4 });
  const course = fc.record({ isWeighted: fc.boolean(), isConcluded: fc.boolean() });

  test('has scores that are numbers or null', () => {
    fc.assert(
      fc.property(groups, course, (given, options) => {
        for (const score of Object.values(scoresOf(given, options))) {
          expect(score === null || Number.isFinite(score)).toBe(true);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('has current scores that ungraded work does not change', () => {
    fc.assert(
      fc.property(groups, course, (given, options) => {
        // Omitted instead of removed, so that the assignments keep their numbers.
        const without = given.map((one) => ({
          ...one,
          work: one.work.map((piece) => (piece.score === null ? { ...piece, isOmitted: true } : piece)),
        }));
        const { finalScore, unpostedFinalScore, ...current } = scoresOf(given, options);
        expect(scoresOf(without, options)).toMatchObject(current);
      }),
    );
  });

  test('has the same scores in both views once everything is posted', () => {
    fc.assert(
      fc.property(groups, course, (given, options) => {
        const all = given.map((one) => ({
          ...one,
          work: one.work.map((piece) => ({
            ...piece,
            isUnposted: false,
            isAnonymous: false,
            isWithoutSubmission: piece.score === null && !piece.isExcused,
          })),
        }));
        const scores = scoresOf(all, options);
        expect(scores.unpostedCurrentScore).toBe(scores.currentScore);
        expect(scores.unpostedFinalScore).toBe(scores.finalScore);
        expect(scores.unpostedCurrentPoints).toBe(scores.currentPoints);
      }),
    );
  });
});
