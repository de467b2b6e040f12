// Which answers the server logs. Source: quiz reference §1.8.

import { expect, test } from 'vitest';
import type { AnswerSheet } from '../../../src/model/answer-sheet.ts';
import { changedAnswers } from '../../../src/model/questions/logged-answers.ts';
import { frozenQuestion } from '../../support/frozen-question.ts';

const questions = [
  frozenQuestion('short_answer_question', [], { id: 12 }),
  frozenQuestion('numerical_question', [], { id: 3 }),
  frozenQuestion(
    'fill_in_multiple_blanks_question',
    [
      { id: 1, weight: 100, blank_id: 'a' },
      { id: 2, weight: 100, blank_id: 'b' },
    ],
    { id: 7 },
  ),
];

function changes(sheet: AnswerSheet, touched: string[], logged: Record<string, string> = {}) {
  return changedAnswers(questions, sheet, touched, logged);
}

test('touched questions are listed in the order of the attempt, in full form', () => {
  const sheet = { '3': { answer: 11 }, '7': { answer: { b: 'x' } }, '12': { answer: 'pity' } };
  expect(changes(sheet, ['7', '12'])).toStrictEqual({
    records: [
      { quiz_question_id: '12', answer: 'pity' },
      { quiz_question_id: '7', answer: { a: null, b: 'x' } },
    ],
    logged: { '12': '"pity"', '7': '{"a":null,"b":"x"}' },
  });
});

test('the first mention counts even of nothing, as by a flag', () => {
  expect(changes({ '3': { flagged: true } }, ['3', '12'])).toStrictEqual({
    records: [
      { quiz_question_id: '12', answer: null },
      { quiz_question_id: '3', answer: null },
    ],
    logged: { '12': 'null', '3': 'null' },
  });
});

test('an answer that the log has last is not listed again', () => {
  const logged = { '3': '11', '12': 'null', '7': '{"a":null,"b":"x"}' };
  const sheet = { '3': { answer: 11 }, '7': { answer: { b: 'x' } } };
  expect(changes(sheet, ['3', '7', '12'], logged)).toStrictEqual({ records: [], logged });
});

test('answers are compared as JSON text', () => {
  expect(changes({ '3': { answer: 11 } }, ['3'], { '3': '"11"' }).records).toStrictEqual([
    { quiz_question_id: '3', answer: 11 },
  ]);
});

test('changing an answer and changing it back are two changes', () => {
  const first = changes({ '12': { answer: 'a' } }, ['12']);
  const second = changes({ '12': { answer: 'b' } }, ['12'], first.logged);
  const third = changes({ '12': { answer: 'a' } }, ['12'], second.logged);
  expect([first, second, third].map(({ records }) => records[0]?.answer)).toStrictEqual(['a', 'b', 'a']);
});

test('what the attempt does not have, and what was not touched, is passed over', () => {
  const logged = { '3': '5' };
  expect(changes({ '99': { answer: 'x' }, '12': { answer: 'y' } }, ['99', 'x'], logged)).toStrictEqual({
    records: [],
    logged,
  });
});

test('what was logged before stays as it was', () => {
  const logged = Object.freeze({ '12': '"a"' });
  expect(changes({ '12': { answer: 'b' } }, ['12'], logged).logged).toStrictEqual({ '12': '"b"' });
  expect(logged).toStrictEqual({ '12': '"a"' });
});
