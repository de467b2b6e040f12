// What the events of an attempt add up to.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { activityAbsencesMax, activitySessionsMax } from '../../src/model/quiz-log-limits.ts';
import { activityOf, type Told } from '../support/attempt-story.ts';

const server = { source: 'server' } as const;
const onCanvas = { pageSession: null };
const answer = (questionId: number, given: unknown) => [{ quiz_question_id: questionId, answer: given }];

const absencesOf = (told: readonly Told[]) => activityOf(told).absences.kept;
const activeOf = (told: readonly Told[], finishedAtMs?: number) =>
  Object.fromEntries(
    activityOf(told, finishedAtMs)
      .questions()
      .map(({ questionId, activeMs }) => [questionId, activeMs]),
  );

describe('an absence', () => {
  test('is from the page that was left to the page that is back, key by key', () => {
    const told: Told[] = [
      [1_000, 'page_blurred', { hidden: true }, { clockUncertaintyMs: 20 }],
      [13_000, 'page_focused', { away_ms: 12_000, hidden_ms: 11_000 }, { clockUncertaintyMs: 35 }],
    ];
    expect(absencesOf(told)).toEqual([
      {
        kind: 'page',
        fromMs: 1_000,
        untilMs: 13_000,
        uncertaintyMs: 35,
        hiddenMs: 11_000,
        pageSession: 'tab',
        fromEventId: 1,
        untilEventId: 2,
      },
    ]);
    expect(activityOf(told).awayMs).toBe(12_000);
  });

  test('is one when the page lost the focus first and was hidden then', () => {
    const told: Told[] = [
      [1_000, 'page_blurred', { hidden: false }],
      [1_500, 'page_blurred', { hidden: true }],
      [9_000, 'page_focused', { away_ms: 8_000, hidden_ms: 7_000 }],
    ];
    expect(absencesOf(told)).toMatchObject([
      { kind: 'page', fromMs: 1_000, untilMs: 9_000, hiddenMs: 7_000 },
    ]);
  });

  test('is of the window when the page was never hidden; without clocks nobody says how exact it is', () => {
    expect(
      absencesOf([
        [1_000, 'page_blurred', { hidden: false }],
        [2_000, 'page_focused', { away_ms: 1_000, hidden_ms: 0 }],
      ]),
    ).toMatchObject([{ kind: 'window', hiddenMs: 0, uncertaintyMs: null }]);
  });

  test('has no end when nothing tells of one, and then no time is counted', () => {
    const activity = activityOf([
      [1_000, 'page_blurred', { hidden: true }],
      [30_000, 'session_started', {}, server],
    ]);
    expect(activity.absences.kept).toMatchObject([{ untilMs: null, untilEventId: null, hiddenMs: null }]);
    expect([activity.absences.counts.away, activity.awayMs]).toEqual([1, 0]);
  });

  test('of the connection stands beside that of the page', () => {
    const activity = activityOf([
      [1_000, 'connection_lost'],
      [2_000, 'page_blurred', { hidden: false }],
      [3_000, 'connection_regained'],
      [5_000, 'page_focused', { away_ms: 3_000, hidden_ms: 0 }],
    ]);
    expect(activity.absences.kept.map(({ kind, fromMs, untilMs }) => [kind, fromMs, untilMs])).toEqual([
      ['connection', 1_000, 3_000],
      ['window', 2_000, 5_000],
    ]);
    expect(activity.absences.counts).toEqual({ away: 1, connection: 1 });
    expect([activity.absences.connectionMs, activity.awayMs]).toEqual([2_000, 3_000]);
  });

  test("of Canvas's own page ends with what is done on the page, which not always tells of a return", () => {
    const told: Told[] = [
      [1_000, 'page_blurred', undefined, onCanvas],
      [4_000, 'question_viewed', ['1'], onCanvas],
      [6_000, 'page_focused', undefined, onCanvas],
    ];
    expect(absencesOf(told)).toMatchObject([{ fromMs: 1_000, untilMs: 4_000, untilEventId: 2 }]);
    expect(activityOf(told).awayMs).toBe(3_000);
  });

  test('does not end with scrolling a window without the focus, nor with what the server saw', () => {
    const told: Told[] = [
      [1_000, 'page_blurred', { hidden: false }],
      [2_000, 'question_viewed', ['1']],
      [3_000, 'question_answered', answer(1, 'a'), server],
      [9_000, 'page_focused', { away_ms: 8_000, hidden_ms: 0 }],
    ];
    expect(absencesOf(told)).toMatchObject([{ fromMs: 1_000, untilMs: 9_000 }]);
  });

  test('is not what a return without a leaving tells, nor what others than pages tell', () => {
    expect(
      absencesOf([
        [1_000, 'page_focused', { away_ms: 900, hidden_ms: 900 }],
        [2_000, 'page_blurred', { hidden: true }, server],
        [3_000, 'connection_regained'],
      ]),
    ).toEqual([]);
  });

  test('of one page is no time away while another page of the attempt is looked at', () => {
    const other = { pageSession: 'other' };
    const activity = activityOf([
      [10_000, 'page_blurred', { hidden: true }],
      [11_000, 'session_started', { user_agent: 'Firefox' }, other],
      [20_000, 'page_blurred', { hidden: true }, other],
      [20_400, 'page_focused', { away_ms: 10_400, hidden_ms: 10_400 }],
    ]);
    expect(activity.absences.counts.away).toBe(2);
    expect(activity.awayMs).toBe(1_400);
  });

  test('is kept up to a bound, and counted beyond it', () => {
    const told = Array.from({ length: activityAbsencesMax + 5 }, (_, at): Told[] => [
      [at, 'page_blurred'],
      [at, 'page_focused'],
    ]).flat();
    const { absences } = activityOf(told);
    expect([absences.kept.length, absences.counts.away]).toEqual([
      activityAbsencesMax,
      activityAbsencesMax + 5,
    ]);
  });

  test('of ever new pages is followed up to a bound', () => {
    const told = Array.from(
      { length: activitySessionsMax + 5 },
      (_, at): Told => [at, 'page_blurred', undefined, { pageSession: `page ${at}` }],
    );
    const activity = activityOf(told);
    expect([activity.absences.counts.away, activity.pages.length]).toEqual([
      activitySessionsMax,
      activitySessionsMax,
    ]);
  });
});

describe('time on a question', () => {
  test('is until its answer, from when it came into view', () => {
    expect(
      activeOf([
        [1_000, 'question_viewed', ['1', '2', '3']],
        [11_000, 'question_answered', answer(2, 'a'), server],
        [16_000, 'question_answered', answer(3, 'a'), server],
        [18_000, 'question_viewed', ['4']],
        [28_000, 'question_answered', answer(4, 'a'), server],
      ]),
    ).toEqual({ 1: 0, 2: 10_000, 3: 5_000 + 2_000, 4: 10_000 });
  });

  test('is of what is in view when an answer to another one is saved late', () => {
    expect(
      activeOf([
        [0, 'question_viewed', ['1']],
        [9_000, 'question_viewed', ['2']],
        [10_000, 'question_answered', answer(1, 'a'), server],
        [20_000, 'question_answered', answer(2, 'b'), server],
      ]),
    ).toEqual({ 1: 9_000, 2: 11_000 });
  });

  test('is shared by those that came into view together', () => {
    expect(
      activeOf([
        [0, 'question_viewed', ['1', '2']],
        [8_000, 'question_viewed', ['3']],
      ]),
    ).toEqual({ 1: 4_000, 2: 4_000, 3: 0 });
  });

  test('is without absences', () => {
    expect(
      activeOf([
        [0, 'question_viewed', ['1']],
        [2_000, 'page_blurred', { hidden: true }],
        [7_000, 'page_focused', { away_ms: 5_000, hidden_ms: 5_000 }],
        [8_000, 'question_answered', answer(1, 'a'), server],
      ]),
    ).toEqual({ 1: 3_000 });
  });

  test('is not what passed between the last word of a page and the beginning of the next one', () => {
    expect(
      activeOf([
        [0, 'question_viewed', ['1']],
        [1_000, 'page_focused'],
        [50_000, 'session_started', {}, { pageSession: 'later' }],
        [52_000, 'question_answered', answer(1, 'a'), server],
      ]),
    ).toEqual({ 1: 3_000 });
  });

  test('does not go on until the server closes the attempt, or somebody grades it', () => {
    const told: Told[] = [
      [0, 'question_viewed', ['1']],
      [5_000, 'page_focused'],
      [40_000, 'attempt_closed', {}, server],
      [50_000, 'score_changed', {}, { source: 'staff' }],
    ];
    expect(activeOf(told, 40_000)).toEqual({ 1: 5_000 });
  });

  test('ends with the attempt', () => {
    const told: Told[] = [
      [0, 'question_viewed', ['1']],
      [30_000, 'page_focused'],
    ];
    expect(activeOf(told)).toEqual({ 1: 30_000 });
    expect(activeOf(told, 20_000)).toEqual({ 1: 20_000 });
  });

  test('is not begun by the first list of empty answers, which is of all questions', () => {
    expect(
      activeOf([
        [0, 'question_viewed', ['1']],
        [
          5_000,
          'question_answered',
          [...answer(1, null), ...answer(2, []), ...answer(3, { a: null })],
          server,
        ],
        [9_000, 'question_viewed', ['2']],
      ]),
    ).toMatchObject({ 1: 9_000, 2: 0 });
  });
});

describe('answers to a question', () => {
  const told: Told[] = [
    [1_000, 'question_viewed', ['1']],
    [2_000, 'question_answered', answer(1, null), server],
    [3_000, 'question_answered', answer(1, 'a'), server],
    [4_000, 'question_answered', answer(1, 'a'), server],
    [5_000, 'question_answered', answer(1, 'b'), server],
    [6_000, 'question_answered', answer(1, 'forged')],
  ];

  test('are counted when they change, without the first, and never by a page against the server', () => {
    expect(activityOf(told).questions()).toEqual([
      {
        questionId: 1,
        firstSeenMs: 1_000,
        firstAnsweredMs: 3_000,
        lastAnsweredMs: 5_000,
        answerChanges: 1,
        activeMs: 5_000,
        isAnswered: true,
      },
    ]);
  });

  test('are told apart however long they are', () => {
    const long = (end: string) => answer(1, end.padStart(100_000, 'x'));
    const ends = ['a', 'a', 'b', 'ba', 'ab'];
    const changes = ends.map((end, at): Told => [at * 1_000, 'question_answered', long(end), server]);
    expect(activityOf(changes).questions()).toMatchObject([{ answerChanges: 3, lastAnsweredMs: 4_000 }]);
  });

  test('may be taken back', () => {
    const taken: Told[] = [...told, [7_000, 'question_answered', answer(1, null), server]];
    expect(activityOf(taken).questions()).toMatchObject([
      { answerChanges: 2, lastAnsweredMs: 7_000, isAnswered: false },
    ]);
  });
});

test('what a page claims to have happened before the attempt counts as of its beginning', () => {
  const activity = activityOf([[-5_000, 'page_blurred', { hidden: true }]]);
  expect(activity.absences.kept).toMatchObject([{ fromMs: 0 }]);
});

test('the trace counts each event in its sixtieth, and those after the end in none', () => {
  const { trace, eventCount } = activityOf([
    [0, 'a'],
    [999, 'b'],
    [30_500, 'c'],
    [60_000, 'd'],
    [90_000, 'e'],
  ]);
  expect(trace).toEqual(Array.from({ length: 60 }, (_, at) => ({ 0: 2, 30: 1, 59: 1 })[at] ?? 0));
  expect(eventCount).toBe(5);
});

test('pages are told with what their browsers call themselves', () => {
  const { pages } = activityOf([
    [1_000, 'session_started', { user_agent: 'Firefox' }],
    [2_000, 'page_focused'],
    [3_000, 'session_started', { user_agent: 'Safari' }, { pageSession: 'phone' }],
    [4_000, 'session_started', { user_agent: { toString: 1 } }, { pageSession: 'odd' }],
  ]);
  expect(pages).toEqual([
    { pageSession: 'tab', userAgent: 'Firefox', firstSeenMs: 1_000, lastSeenMs: 2_000 },
    { pageSession: 'phone', userAgent: 'Safari', firstSeenMs: 3_000, lastSeenMs: 3_000 },
    { pageSession: 'odd', userAgent: null, firstSeenMs: 4_000, lastSeenMs: 4_000 },
  ]);
});

describe('whatever pages send', () => {
  const types = fc.constantFrom(
    ...['page_blurred', 'page_focused', 'connection_lost', 'connection_regained', 'session_started'],
    ...['question_viewed', 'question_flagged', 'question_answered', 'unheard of'],
  );
  const data = fc.oneof(
    fc.constant(undefined),
    fc.jsonValue(),
    fc.array(fc.integer({ min: 0, max: 12 }).map(String)),
    fc.array(fc.record({ quiz_question_id: fc.integer({ min: 0, max: 12 }), answer: fc.jsonValue() }), {
      maxLength: 4,
    }),
    fc.record({ hidden: fc.boolean(), hidden_ms: fc.double() }),
  );
  const event = fc.tuple(
    fc.integer({ min: -1_000, max: 80_000 }),
    types,
    data,
    fc.record({
      pageSession: fc.constantFrom(null, 'a', 'b', 'c'),
      source: fc.constantFrom('page' as const, 'page' as const, 'server' as const, 'staff' as const),
    }),
  );
  const stories = fc
    .array(event, { maxLength: 60 })
    .map((events): Told[] => events.toSorted(([one], [other]) => one - other));

  test('time on questions and away is never more than has passed', () => {
    fc.assert(
      fc.property(stories, fc.constantFrom(null, 60_000), (told, finishedAtMs) => {
        const activity = activityOf(told, finishedAtMs);
        const onQuestions = activity.questions().reduce((sum, { activeMs }) => sum + activeMs, 0);
        const lastMs = Math.max(0, ...told.map(([atMs]) => Math.min(atMs, finishedAtMs ?? atMs)));
        expect(onQuestions + activity.awayMs).toBeLessThanOrEqual(lastMs + 0.001);
        expect(activity.awayMs).toBeGreaterThanOrEqual(0);
        for (const { activeMs } of activity.questions()) expect(activeMs).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test('no two absences of one kind of one page overlap, and each ends after it began', () => {
    fc.assert(
      fc.property(stories, (told) => {
        const ofOnePage = Map.groupBy(
          activityOf(told).absences.kept,
          ({ kind, pageSession }) => `${kind === 'connection'} ${pageSession}`,
        );
        for (const absences of ofOnePage.values()) {
          for (const [at, { fromMs, untilMs, hiddenMs }] of absences.entries()) {
            const next = absences[at + 1];
            if (next !== undefined) expect(untilMs).not.toBeNull();
            if (untilMs === null) continue;
            expect(untilMs).toBeGreaterThanOrEqual(fromMs);
            expect(next?.fromMs ?? untilMs).toBeGreaterThanOrEqual(untilMs);
            expect(hiddenMs ?? 0).toBeLessThanOrEqual(untilMs - fromMs);
          }
        }
      }),
    );
  });
});
