// What the lines of a log say. Nothing here may sound like a verdict.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LogEvent } from '../../src/log/attempt-log.ts';
import { innocentCauses } from '../../src/log/event-words.ts';
import { lineMeanings } from '../../src/log/line-meanings.ts';
import { marks } from '../../src/log/marks.ts';
import { readLog, rowText } from '../../src/log/read-log.ts';
import { absence, attemptLog } from '../support/attempt-log.ts';

const said = (...events: Partial<LogEvent>[]): string[] => {
  const read = readLog(attemptLog(events));
  return read.rows.map((row) => rowText(read, row));
};

const answered = (answers: Record<string, unknown>, source: LogEvent['source'] = 'server') => ({
  type: 'question_answered',
  source,
  data: Object.entries(answers).map(([quiz_question_id, answer]) => ({ quiz_question_id, answer })),
});

describe('a line says what was observed', () => {
  test.each<[string, Partial<LogEvent>]>([
    ['The attempt began', { type: 'submission_created', source: 'server', data: { quiz_data: [] } }],
    ['Saw Question 1, Question 2', { type: 'question_viewed', data: ['11', 12] }],
    ['Saw Name of 13', { type: 'question_viewed', data: ['13'] }],
    ['Saw question with id 99', { type: 'question_viewed', data: ['99'] }],
    ['Saw no question', { type: 'question_viewed', data: null }],
    ['Flagged Question 1', { type: 'question_flagged', data: { questionId: '11', flagged: true } }],
    ['Flagged Question 1', { type: 'question_flagged', data: { question_id: 11, flagged: 'true' } }],
    [
      'Took the flag off Question 1',
      { type: 'question_flagged', data: { questionId: '11', flagged: false } },
    ],
    ['Saved an answer to Question 1', answered({ 11: '5' })],
    ['Answered Question 1', answered({ 11: '5' }, 'page')],
    ['Saved, with nothing new answered', answered({ 11: null, 12: null })],
    ['Left the page', { type: 'page_blurred', data: null }],
    ['Left the page, which stayed in sight', { type: 'page_blurred', data: { hidden: false } }],
    ['Left the page, which was out of sight', { type: 'page_blurred', data: { hidden: true } }],
    ['Came back', { type: 'page_focused', data: null }],
    ['Pasted 1 character into Question 2', { type: 'content_pasted', data: { questionId: '12', length: 1 } }],
    ['Pasted something into the page', { type: 'content_pasted', data: {} }],
    [
      'The clock of the device went back by 2 h 0 min, or the device slept',
      { type: 'clock_changed', data: { by_ms: -7_200_000 } },
    ],
    [
      'Opened the page with a device that does not say what it is',
      { type: 'session_started', data: { user_agent: 5 } },
    ],
    ['odd_thing', { type: 'odd_thing', data: { any: 1 } }],
    ['An event without a type', { type: null }],
    [
      'The time was up, and the server handed the attempt in',
      { type: 'attempt_closed', source: 'server', data: {} },
    ],
  ])('%s', (words, event) => expect(said(event)).toEqual([words]));

  test('what a page claims in the name of the server is called by its type alone', () => {
    expect(said({ type: 'attempt_closed' }, { type: 'submission_created' })).toEqual([
      'attempt_closed',
      'submission_created',
    ]);
  });

  test('an answer that was there before and is none now was taken away', () => {
    expect(
      said(answered({ 11: '5' }), answered({ 11: null, 12: '<p>So</p>' }), answered({ 11: null })),
    ).toEqual([
      'Saved an answer to Question 1',
      'Saved an answer to Question 2; took the answer away from Question 1',
      'Saved, with nothing new answered',
    ]);
  });

  test('staff are named, with what was before', () => {
    const by = { id: 2, name: 'Tea Cher' };
    const staff = (type: string, data: object) => ({ type, source: 'staff' as const, data: { by, ...data } });
    expect(
      said(
        staff('time_extended', { minutes: 10 }),
        staff('time_extended', { minutes: -1 }),
        staff('extra_time_granted', { minutes: 20, minutes_before: 0 }),
        staff('extra_attempts_granted', { extra_attempts: 2, extra_attempts_before: 1 }),
        staff('quiz_unlocked', {}),
        staff('score_changed', {
          reason: 'answers',
          score: 3,
          score_before: null,
          questions: [{ question_id: 12 }],
        }),
        staff('something_new', {}),
        { type: 'time_extended', source: 'staff', data: null },
      ),
    ).toEqual([
      'Tea Cher moved the end of the attempt by 10 minutes, later',
      'Tea Cher moved the end of the attempt by 1 minute, earlier',
      'Tea Cher set the extra time for attempts to come to 20 minutes (before: 0 minutes)',
      'Tea Cher set the extra attempts to 2 (before: 1)',
      'Tea Cher unlocked the quiz for this student',
      'Tea Cher graded answers: score 3, Question 2',
      'Tea Cher: something_new',
      'Staff changed when the time is up',
    ]);
  });
});

test('both ends of an absence say how long it was; without an end that is said', () => {
  const events = [{ type: 'page_blurred' }, { type: 'page_focused' }, { type: 'connection_lost' }];
  const open = {
    kind: 'connection',
    from_event_id: '3',
    until_event_id: null,
    until: null,
    lasted_ms: null,
  } as const;
  const log = attemptLog(events, { activity: { absences: [absence({}), absence(open)] } });
  const read = readLog(log);
  expect(read.rows.map((row) => rowText(read, row))).toEqual([
    'Left the page, away for 12 s',
    'Came back after 12 s',
    'The device had no network, nothing tells of the return',
  ]);
  expect(read.rows.map(({ isLeaving }) => isLeaving)).toEqual([true, false, true]);
});

test('no word of the log is a verdict', () => {
  const words = JSON.stringify([lineMeanings, innocentCauses, marks]).toLowerCase();
  expect(words).not.toMatch(/suspic|violat|cheat|warn|fraud|dishonest|alert/);
});

test('whatever a page posts is put into words', () => {
  const types = [
    'question_viewed',
    'question_answered',
    'question_flagged',
    'content_pasted',
    'page_blurred',
  ];
  const event = fc.record({
    type: fc.oneof(fc.constantFrom(...types, 'clock_changed', 'session_started', 'toString'), fc.string()),
    source: fc.constantFrom('page', 'server', 'staff'),
    data: fc.jsonValue(),
  });
  fc.assert(
    fc.property(fc.array(event), (events) => {
      for (const text of said(...(events as Partial<LogEvent>[]))) expect(typeof text).toBe('string');
    }),
  );
});
