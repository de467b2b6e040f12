// Which rows the live view shows, in what order, and what it counts.

import { describe, expect, test } from 'vitest';
import type { LiveAttempt } from '../../src/live/live-attempt.ts';
import { countsOf, shownIn, shownRows } from '../../src/live/live-rows.ts';
import { agoText, leftText, pageText, questionText } from '../../src/live/live-words.ts';

let nextId = 1;

function attempt(name: string | null, given: Partial<LiveAttempt> = {}): LiveAttempt {
  const id = nextId++;
  return {
    quiz_submission_id: id,
    attempt: 1,
    user: name === null ? null : { id, name, sortable_name: name.split(' ').toReversed().join(', ') },
    state: 'running',
    started_at: '2026-09-01T09:00:00.000Z',
    finished_at: null,
    end_at: '2026-09-01T09:30:00.000Z',
    extra_time: 0,
    extra_attempts: 0,
    manually_unlocked: false,
    score: null,
    on_question: null,
    answered_count: 0,
    question_count: 12,
    last_saved_at: null,
    last_heard_at: null,
    connection: 'heard',
    away_since: null,
    page_sessions_open: 1,
    ...given,
  };
}

const ada = attempt('Ada Lovelace', { answered_count: 3, away_since: '2026-09-01T09:01:00.000Z' });
const grace = attempt('Grace Hopper', { answered_count: 7, connection: 'quiet' });
const alan = attempt('Alan Turing', { state: 'pending_review', connection: null, answered_count: 3 });
const nobody = attempt(null, { end_at: null });
const all = [ada, grace, alan, nobody];

const namesFor = (query: string) =>
  shownRows(all, shownIn(new URLSearchParams(query))).map(({ user }) => user?.name ?? 'Anonymous');

test.each([
  ['', ['Anonymous', 'Grace Hopper', 'Ada Lovelace', 'Alan Turing']],
  ['order=desc', ['Alan Turing', 'Ada Lovelace', 'Grace Hopper', 'Anonymous']],
  ['sort=nonsense&state=nonsense', ['Anonymous', 'Grace Hopper', 'Ada Lovelace', 'Alan Turing']],
  ['sort=answered', ['Anonymous', 'Ada Lovelace', 'Alan Turing', 'Grace Hopper']],
  ['sort=answered&order=desc', ['Grace Hopper', 'Ada Lovelace', 'Alan Turing', 'Anonymous']],
  // What has no time left comes last, whichever way round.
  ['sort=left', ['Grace Hopper', 'Ada Lovelace', 'Anonymous', 'Alan Turing']],
  ['sort=left&order=desc', ['Grace Hopper', 'Ada Lovelace', 'Anonymous', 'Alan Turing']],
  ['state=running', ['Anonymous', 'Grace Hopper', 'Ada Lovelace']],
  ['state=quiet', ['Grace Hopper']],
  ['state=away', ['Ada Lovelace']],
  ['state=finished', ['Alan Turing']],
  ['search=LOVE ada', ['Ada Lovelace']],
  ['search=quiz submission', ['Anonymous']],
  ['search=nobody', []],
])('rows for "%s"', (query, names) => {
  expect(namesFor(query)).toEqual(names);
});

test('what is counted', () => {
  expect(countsOf(all)).toEqual({ running: 3, quiet: 1, away: 1, finished: 1, toGrade: 1 });
});

describe('words', () => {
  const nowMs = Date.parse('2026-09-01T09:10:00.000Z');
  const before = (ms: number) => new Date(nowMs - ms).toISOString();

  test.each([
    [null, 'No time limit'],
    ['2026-09-01T09:10:00.001Z', '00:01 left'],
    ['2026-09-01T09:10:00.000Z', 'Time is up'],
    ['2026-09-01T09:00:00.000Z', 'Time is up'],
    ['2026-09-01T09:37:41.000Z', '27:41 left'],
  ])('an end at %s: %s', (end_at, text) => {
    expect(leftText({ end_at }, nowMs)).toBe(text);
  });

  test.each([
    [null, 'not yet'],
    [before(-5_000), 'just now'],
    [before(29_999), 'just now'],
    [before(59_999), 'under a minute ago'],
    [before(60_000), '1 min ago'],
    [before(3_600_000), '1 h 0 min ago'],
  ])('%s is %s', (iso, text) => {
    expect(agoText(iso, nowMs)).toBe(text);
  });

  test('where the page is', () => {
    expect(pageText(attempt('A', { page_sessions_open: null }), nowMs)).toBe('–');
    expect(pageText(attempt('A', { page_sessions_open: 0 }), nowMs)).toBe('No page open');
    expect(pageText(attempt('A'), nowMs)).toBe('In view');
    expect(pageText(attempt('A', { page_sessions_open: 2 }), nowMs)).toBe('In view, 2 pages open');
    expect(pageText(attempt('A', { away_since: before(125_000) }), nowMs)).toBe('Away for 2 min');
  });

  test('which question', () => {
    const on_question = { question_id: 7, position: 4, at: before(0) };
    expect([questionText(attempt('A')), questionText(attempt('A', { on_question }))]).toEqual([
      '–',
      '4 of 12',
    ]);
  });
});
