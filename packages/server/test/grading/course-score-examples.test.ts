// Every example of the core reference: §12.2 and the story (§22.6).

import { describe, expect, test } from 'vitest';
import { isGradeable } from '../../src/model/assignment.ts';
import { noCourseScores } from '../../src/model/course-score.ts';
import { type CourseOptions, type Group, scoresOf, type Work, work } from '../support/scored-course.ts';

const weighted: CourseOptions = { isWeighted: true };
const unposted = { isUnposted: true };
const missing = work(null, 10, { isWithoutSubmission: true });

/** Number in the reference, what there is, how it counts, current, final; all of it posted. */
const posted: [example: string, groups: Group[], course: CourseOptions, current: number, final: number][] = [
  ['1', [{ work: [work(null, 10), work(5, 10)] }], {}, 50, 25],
  [
    '2',
    [
      { weight: 50, work: [work(9, 10)] },
      { weight: 50, work: [work(null, 40)] },
    ],
    {},
    90,
    18,
  ],
  [
    '3',
    [
      { weight: 50, work: [work(9, 10)] },
      { weight: 50, work: [work(null, 40)] },
    ],
    weighted,
    90,
    45,
  ],
  [
    '4',
    [
      { weight: 50, work: [work(9, 10)] },
      { weight: 50, work: [work(20, 40)] },
    ],
    weighted,
    70,
    70,
  ],
  [
    '4 unweighted',
    [
      { weight: 50, work: [work(9, 10)] },
      { weight: 50, work: [work(20, 40)] },
    ],
    {},
    58,
    58,
  ],
  [
    '5',
    [
      { weight: 50, work: [work(10, 10)] },
      { weight: 60, work: [work(null, 40)] },
    ],
    weighted,
    100,
    50,
  ],
  [
    '6',
    [
      { weight: 50, work: [work(10, 10)] },
      { weight: 60, work: [work(40, 40)] },
    ],
    weighted,
    110,
    110,
  ],
  [
    '7',
    [
      { weight: 50, work: [work(11, 10)] },
      { weight: 60, work: [work(45, 40)] },
    ],
    weighted,
    122.5,
    122.5,
  ],
  [
    '7 unweighted',
    [
      { weight: 50, work: [work(11, 10)] },
      { weight: 60, work: [work(45, 40)] },
    ],
    {},
    112,
    112,
  ],
  [
    '8',
    [
      { weight: 50, work: [work(10, 10)] },
      { weight: 40, work: [work(null, 40)] },
    ],
    weighted,
    100,
    55.56,
  ],
  [
    '9',
    [
      { weight: 50, work: [work(null, 10), work(1, 4)] },
      { weight: 40, work: [work(40, 40)] },
    ],
    {},
    93.18,
    75.93,
  ],
  [
    '10',
    [
      { weight: 50, work: [work(null, 10), work(1, 4)] },
      { weight: 40, work: [work(40, 40)] },
    ],
    weighted,
    58.33,
    48.41,
  ],
  [
    '11',
    [
      { weight: 12, work: [work(11.8, 12)] },
      { weight: 10, work: [work(82, 82)] },
      { weight: 15, work: [work(89.5, 100)] },
      { weight: 21, work: [work(85, 100)] },
      { weight: 21, work: [work(85, 100)] },
      { weight: 21, work: [work(83, 100)] },
    ],
    weighted,
    88.36,
    88.36,
  ],
  [
    '12',
    [
      { weight: 9.9, work: [work(75, 100)] },
      { weight: 23.1, work: [work(53.75, 100)] },
    ],
    weighted,
    60.13,
    60.13,
  ],
  [
    '13',
    [
      { weight: 50, work: [work(267.9, 200)] },
      { weight: 50, work: [work(53.7, 100)] },
    ],
    weighted,
    93.83,
    93.83,
  ],
  ['14', [{ work: [work(88.56, 100), work(69.71, 100)] }], {}, 79.14, 79.14],
  ['15', [{ work: [work(25, 50, { state: 'pending_review' }), work(50, 50)] }], {}, 100, 75],
  ['18', [{ work: [work(5, 10), work(10, 10, { isOmitted: true })] }], {}, 50, 50],
  ['20 before', [{ work: [work(2, 5), work(4, 5)] }], {}, 60, 60],
  ['20 after', [{ work: [work(2, 5)] }], {}, 40, 40],
  [
    '22 before',
    [
      { weight: 80, work: [work(0, 10)] },
      { weight: 20, work: [work(10, 10)] },
    ],
    weighted,
    20,
    20,
  ],
  [
    '22 after',
    [
      { weight: 80, work: [work(0, 10), work(10, 10)] },
      { weight: 20, work: [] },
    ],
    weighted,
    50,
    50,
  ],
  ['23', [{ dropLowest: 1, work: [work(5, 10), missing, missing] }], { isConcluded: true }, 50, 50],
  ['24', [{ dropLowest: 2, neverDrop: [1], work: [work(5, 20), work(15, 20), work(10, 20)] }], {}, 50, 50],
  ['extra credit', [{ work: [work(10, 10), work(5, 0)] }], {}, 150, 150],
];

describe('the examples of the reference', () => {
  test.each(posted)('%s', (_example, groups, course, current, final) => {
    expect(scoresOf(groups, course)).toMatchObject({
      currentScore: current,
      finalScore: final,
      unpostedCurrentScore: current,
      unpostedFinalScore: final,
    });
  });

  test.each(posted)(
    '%s, without a row where nothing is graded',
    (_example, groups, course, current, final) => {
      const rowless = groups.map((group) => ({
        ...group,
        work: group.work.map((one) => ({ ...one, isWithoutSubmission: one.score === null })),
      }));
      expect(scoresOf(rowless, course)).toMatchObject({ currentScore: current, finalScore: final });
    },
  );

  test('16 and 17: what is not posted is missing in the posted view only', () => {
    const groups = [
      { weight: 50, work: [work(5, 10)] },
      { weight: 50, work: [work(10, 10, unposted)] },
    ];
    expect(scoresOf(groups, weighted)).toEqual({
      currentScore: 50,
      finalScore: 25,
      unpostedCurrentScore: 75,
      unpostedFinalScore: 75,
      currentPoints: 5,
      unpostedCurrentPoints: 15,
    });
  });

  test('19: an assignment that is not graded is none of those that count', () => {
    const listed = [
      { ...work(9, 10), gradingType: 'points' as const, submissionTypes: 'none' },
      { ...work(1, 10), gradingType: 'not_graded' as const, submissionTypes: 'none' },
    ];
    expect(scoresOf([{ work: listed.filter(isGradeable) }])).toMatchObject({
      currentScore: 90,
      finalScore: 90,
    });
  });

  test('21: a hidden grade is left out of the current score and counts 0 in the final one', () => {
    expect(scoresOf([{ work: [work(2, 5), work(4, 5, unposted)] }])).toMatchObject({
      currentScore: 40,
      finalScore: 20,
      unpostedCurrentScore: 60,
      unpostedFinalScore: 60,
    });
  });

  test('points without possible points alone make no score', () => {
    expect(scoresOf([{ work: [work(5, 0)] }])).toEqual({
      ...noCourseScores,
      currentPoints: 5,
      unpostedCurrentPoints: 5,
    });
  });
});

describe('the story of the reference', () => {
  const scores = (quiz: Work, essay: Work, participation: Work, reflection: Work, course = weighted) =>
    scoresOf(
      [
        { weight: 60, work: [quiz] },
        { weight: 40, work: [essay, participation, reflection] },
      ],
      course,
    );
  const ungraded = work(null, 10);

  test('s1 has an unposted grade', () => {
    const groups = [work(11, 12), work(18, 20), work(10, 10), work(8.9, 10, unposted)] as const;
    expect(scores(...groups)).toEqual({
      currentScore: 92.33,
      finalScore: 83,
      unpostedCurrentScore: 91.9,
      unpostedFinalScore: 91.9,
      currentPoints: 39,
      unpostedCurrentPoints: 47.9,
    });
    expect(scores(...groups, {}).unpostedCurrentScore).toBe(92.12);
  });

  test('s2 has an ungraded assignment', () => {
    expect(scores(work(6, 12), work(15, 20), work(0, 10), ungraded)).toMatchObject({
      currentScore: 50,
      finalScore: 45,
      unpostedCurrentScore: 50,
      unpostedFinalScore: 45,
    });
  });

  test('s3 is excused from one and has done nothing else', () => {
    expect(scores(work(null, 12), work(null, 20, { isExcused: true }), ungraded, ungraded)).toMatchObject({
      currentScore: null,
      finalScore: 0,
      unpostedCurrentScore: null,
      unpostedFinalScore: 0,
    });
  });

  test.each([
    [false, 63],
    [true, 28],
  ])(
    'a quiz that waits for a person is no part of the current score; unposted %s: final %d',
    (isUnposted, final) => {
      const quiz = work(7, 12, { state: 'pending_review', isUnposted });
      expect(scores(quiz, work(18, 20), work(10, 10), ungraded)).toMatchObject({
        currentScore: 93.33,
        finalScore: final,
        unpostedFinalScore: 63,
      });
    },
  );

  test('drops are chosen in each view for itself', () => {
    const groups = [
      { weight: 60, work: [work(6, 12)] },
      { weight: 40, dropLowest: 1, work: [work(15, 20), work(0, 10), ungraded] },
    ];
    expect(scoresOf(groups, weighted)).toMatchObject({ currentScore: 60, finalScore: 50 });
  });
});
