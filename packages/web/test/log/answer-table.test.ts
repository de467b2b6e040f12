// The table of answers: which save says what of which question, either way round, and what the address says of it.

import { describe, expect, test } from 'vitest';
import { choiceChange, expandedIn, tableChoiceOf, withRow } from '../../src/log/answer-table-choice.ts';
import { answerTable } from '../../src/log/answer-table-model.ts';
import type { LogEvent } from '../../src/log/attempt-log.ts';
import type { LogQuestion } from '../../src/log/log-questions.ts';
import { answerEvents, answersByQuestion } from '../../src/log/question-answers.ts';
import { logEvent } from '../support/log-event.ts';

const saved = (
  id: string,
  answers: Record<string, unknown>,
  source: LogEvent['source'] = 'server',
): LogEvent =>
  logEvent({
    id,
    source,
    type: 'question_answered',
    data: Object.entries(answers).map(([quiz_question_id, answer]) => ({ quiz_question_id, answer })),
  });

const question = (id: string, number: number | null): LogQuestion => ({
  id,
  number,
  name: '',
  type: 'essay_question',
  html: '',
  pointsPossible: 1,
  answers: [],
  matches: [],
});

const marksOf = (events: readonly LogEvent[]) =>
  answerEvents(events).map(({ event, byQuestion }) => [
    event.id,
    ...[...byQuestion].map(([id, { mark }]) => `${id} ${mark}`),
  ]);

describe('marks', () => {
  test('tell no answer, an answer, and the last one of each question', () => {
    const events = [
      saved('1', { 7: null, 8: 'a' }),
      logEvent({ id: '2', type: 'page_blurred' }),
      saved('3', { 7: 'b' }),
      saved('4', { 7: 'c' }),
    ];
    expect(marksOf(events)).toEqual([
      ['1', '7 none', '8 last'],
      ['3', '7 answered'],
      ['4', '7 last'],
    ]);
  });

  test('have no last answer where it was taken away again', () => {
    expect(marksOf([saved('1', { 7: 'a' }), saved('2', { 7: null })])).toEqual([
      ['1', '7 answered'],
      ['2', '7 none'],
    ]);
  });

  test('take the last word of a page only where the server has none', () => {
    const events = [saved('1', { 7: 'a' }), saved('2', { 7: 'b', 8: 'x' }, 'page')];
    expect(marksOf(events)).toEqual([
      ['1', '7 last'],
      ['2', '7 answered', '8 last'],
    ]);
  });

  test('are of no event that speaks of no question', () => {
    const events = [null, 'x', [], { answer: '42' }].map((data, at) =>
      logEvent({ id: String(at), type: 'question_answered', data }),
    );
    expect(marksOf(events)).toEqual([]);
  });
});

test('answers to a question stand in the order of the log', () => {
  const answers = answersByQuestion(
    answerEvents([saved('1', { 7: 'a' }), saved('2', { 8: 'b' }), saved('3', { 7: 'c' })]),
  );
  expect(answers.get('7')?.map(({ answer }) => answer)).toEqual(['a', 'c']);
  expect(answers.get('9')).toBeUndefined();
});

describe('the table', () => {
  const questions = [question('7', 1), question('5', null), question('8', 2)];
  const events = answerEvents([saved('1', { 7: 'a' }), saved('2', { 9: 'b' })]);

  test.each([false, true])(
    'has questions in the order of the attempt, then others; inverted: %s',
    (isInverted) => {
      const { rows, columns, cellOf, questionOf } = answerTable(events, questions, isInverted);
      const [steps, heads] = isInverted ? [columns, rows] : [rows, columns];
      expect(steps.map(({ key }) => key)).toEqual(['e1', 'e2']);
      expect(heads.map(({ key }) => key)).toEqual(['q7', 'q8', 'q9']);
      const cells = rows.map((row) => columns.map((column) => cellOf(row, column)?.answer));
      expect(cells).toEqual(
        isInverted
          ? [
              ['a', undefined],
              [undefined, undefined],
              [undefined, 'b'],
            ]
          : [
              ['a', undefined, undefined],
              [undefined, undefined, 'b'],
            ],
      );
      const [row, column] = [rows[0], columns[0]];
      expect(row && column && questionOf(row, column)).toBe(questions[0]);
    },
  );
});

test('the address says how the table is looked at', () => {
  expect(tableChoiceOf(new URLSearchParams())).toEqual({
    isTruncated: true,
    isInverted: false,
    expanded: new Set(),
  });
  const choice = tableChoiceOf(new URLSearchParams('truncate=0&invert=1&expanded=e1,e2'));
  expect(choice).toEqual({ isTruncated: false, isInverted: true, expanded: new Set(['e1', 'e2']) });
  expect(['e1', 'e3'].map((key) => expandedIn(choice, key))).toEqual([true, false]);
  expect(withRow(choice, 'e3')).toBe('e1,e2,e3');
  expect(withRow(choice, 'e1')).toBe('e2');
  expect(withRow({ ...choice, expanded: new Set(['e1']) }, 'e1')).toBeNull();
  expect(withRow({ ...choice, expanded: 'all' }, 'e1')).toBe('e1');
  expect(choiceChange('invert', true)).toEqual({ invert: '1', expanded: null });
  expect(choiceChange('truncate', true)).toEqual({ truncate: null });
});
