// Rows of the class: which are shown, in what order, and what they are compared with.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shownIn } from '../../src/attempts/class-address.ts';
import { type ClassAttempt, questionsOf } from '../../src/attempts/class-attempt.ts';
import { median, mediansOf, type Shown, type SortKey, shownRows } from '../../src/attempts/class-rows.ts';

let lastId = 0;

function attemptOf(name: string | null, given: Partial<ClassAttempt> = {}): ClassAttempt {
  lastId++;
  const user =
    name === null ? null : { id: lastId, name, sortable_name: name.split(' ').reverse().join(', ') };
  return {
    ...{ quiz_submission_id: lastId, attempt: 1, user, workflow_state: 'complete' },
    ...{ started_at: '2026-09-01T09:00:00Z', finished_at: '2026-09-01T09:10:00Z', end_at: null },
    ...{ time_spent: 600, score: 5, points_possible: 10, event_count: 20 },
    ...{ absence_count: 0, absence_ms: 0, connection_count: 0, missing_count: 0, device_count: 1 },
    ...{ questions: [], trace: [] },
    ...given,
  };
}

const byName: Shown = {
  ...{ search: '', state: 'all', questionId: null },
  sorting: { key: 'name', isDescending: false },
};
const names = (attempts: readonly ClassAttempt[], shown: Partial<Shown> = {}) =>
  shownRows(attempts, { ...byName, ...shown }).map(({ user, attempt }) => [user?.name, attempt]);

describe('the rows', () => {
  const ada = attemptOf('Ada Lovelace', { absence_ms: 5_000, score: 9 });
  const adaAgain = attemptOf('Ada Lovelace', {
    attempt: 2,
    score: null,
    workflow_state: 'untaken',
    finished_at: null,
  });
  const grace = attemptOf('Grace Hopper', { score: 3, workflow_state: 'pending_review' });
  const all = [adaAgain, ada, grace];

  test('are by last name, then by attempt', () => {
    expect(names(all)).toEqual([
      ['Grace Hopper', 1],
      ['Ada Lovelace', 1],
      ['Ada Lovelace', 2],
    ]);
  });

  test.each<[SortKey, boolean, string[]]>([
    ['score', false, ['Grace Hopper', 'Ada Lovelace', 'Ada Lovelace']],
    ['score', true, ['Ada Lovelace', 'Grace Hopper', 'Ada Lovelace']],
    ['absences', true, ['Ada Lovelace', 'Grace Hopper', 'Ada Lovelace']],
    ['finished', false, ['Grace Hopper', 'Ada Lovelace', 'Ada Lovelace']],
  ])('are by %s, descending %s, and what has none comes last', (key, isDescending, order) => {
    expect(names(all, { sorting: { key, isDescending } }).map(([name]) => name)).toEqual(order);
  });

  test('are by the time on one question when one is chosen', () => {
    const quick = attemptOf('Quick One', { questions: [spent('1', 5_000), spent('2', 90_000)] });
    const slow = attemptOf('Slow One', { questions: [spent('1', 60_000)] });
    const sorting = { key: 'questions', isDescending: true } as const;
    expect(names([quick, slow], { sorting }).map(([name]) => name)).toEqual(['Quick One', 'Slow One']);
    expect(names([quick, slow], { sorting, questionId: '1' }).map(([name]) => name)).toEqual([
      'Slow One',
      'Quick One',
    ]);
  });

  test('are those whose names have all words that are searched for', () => {
    expect(names(all, { search: ' LOVE ada ' })).toHaveLength(2);
    expect(names(all, { search: 'ada hopper' })).toEqual([]);
    expect(names([attemptOf(null)], { search: 'anonymous' })).toHaveLength(1);
  });

  test.each([
    ['running', [2]],
    ['finished', [1, 1]],
    ['review', [1]],
  ] as const)('are those in the state %s', (state, attempts) => {
    expect(names(all, { state }).map(([, attempt]) => attempt)).toEqual(attempts);
  });

  test('are the same ones in any order', () => {
    const values = fc.record({
      score: fc.option(fc.integer()),
      absence_ms: fc.nat(),
      time_spent: fc.option(fc.nat()),
    });
    const keys = fc.constantFrom<SortKey>('score', 'absences', 'spent', 'name');
    fc.assert(
      fc.property(fc.array(values), keys, fc.boolean(), (given, key, isDescending) => {
        const attempts = given.map((value, at) => attemptOf(`Student ${at}`, value));
        const rows = shownRows(attempts, { ...byName, sorting: { key, isDescending } });
        expect(new Set(rows)).toEqual(new Set(attempts));
        expect(rows).toHaveLength(attempts.length);
      }),
    );
  });
});

describe('the median', () => {
  test('is the middle, or between the two of the middle', () => {
    expect([median([]), median([4]), median([9, 1, 5]), median([10, 1, 2, 4])]).toEqual([null, 4, 5, 3]);
  });

  test('of the class is of those that have a value, and of questions of those who spent time', () => {
    const attempts = [
      attemptOf('A', { score: 2, time_spent: 100, questions: [spent('1', 10_000)] }),
      attemptOf('B', { score: 4, time_spent: 300, questions: [spent('1', 30_000), spent('2', 0)] }),
      attemptOf('C', { score: null, time_spent: null, absence_count: 3, absence_ms: 9_000 }),
    ];
    const questions = [
      { id: '1', position: 1, name: '' },
      { id: '2', position: 2, name: '' },
    ];
    const medians = mediansOf(attempts, questions, null);
    expect(medians).toMatchObject({ score: 3, spent: 200_000, absences: 0, absenceMs: 0, questions: 10_000 });
    expect([...medians.byQuestion]).toEqual([['1', 20_000]]);
  });
});

test('questions are those of the quiz without its texts, then those that only logs speak of', () => {
  const listed = [
    { id: 12, question_name: 'First', question_type: 'essay_question' },
    { id: 7, question_name: 'Text', question_type: 'text_only_question' },
    { id: 5, question_name: 'Second', question_type: 'essay_question' },
  ];
  const told = [{ questions: [spent('99', 1), spent('7', 1), spent('12', 1), spent('20', 1)] }];
  expect(questionsOf(listed, told)).toEqual([
    { id: '12', position: 1, name: 'First' },
    { id: '5', position: 2, name: 'Second' },
    { id: '20', position: null, name: '' },
    { id: '99', position: null, name: '' },
  ]);
});

test('the address says what is shown, and what it says wrongly counts as not said', () => {
  expect(shownIn(new URLSearchParams('search=ada&state=review&sort=score&order=desc&question=4'))).toEqual({
    ...{ search: 'ada', state: 'review', questionId: '4' },
    sorting: { key: 'score', isDescending: true },
  });
  expect(shownIn(new URLSearchParams('state=x&sort=guilt&order=up'))).toEqual(byName);
});

function spent(question_id: string, active_ms: number) {
  return { question_id, active_ms, answered: true };
}
