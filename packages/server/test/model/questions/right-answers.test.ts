// Right answers in words and ids. Every type once over HTTP is in http/taking-types.test.ts; here is what varies.

import { describe, expect, test } from 'vitest';
import type { QuestionAnswer, QuestionType } from '../../../src/model/question-data.ts';
import { rightAnswers } from '../../../src/model/questions/right-answers.ts';
import { frozenQuestion } from '../../support/frozen-question.ts';

const rightOf = (type: QuestionType, answers: Partial<QuestionAnswer>[], more = {}) =>
  rightAnswers(
    frozenQuestion(
      type,
      answers.map((one, at) => ({ id: at + 1, weight: 100, ...one })),
      more,
    ),
  );

test('several choices may each be right, or only all together', () => {
  const answers = [{}, { weight: 0 }, {}];
  expect(rightOf('multiple_choice_question', answers)).toEqual(['1', '3']);
  expect(rightOf('multiple_answers_question', answers)).toEqual([['1', '3']]);
});

test('blanks have as many sets as the one with most right texts', () => {
  const answers = [
    { blank_id: 'leaf', text: 'green' },
    { blank_id: 'sky', text: 'blue' },
    { blank_id: 'leaf', text: 'red' },
    { blank_id: 'sky', text: 'pink', weight: 0 },
    { blank_id: '__proto__', text: 'odd', weight: 0 },
  ];
  const sets = rightOf('fill_in_multiple_blanks_question', answers);
  expect(JSON.stringify(sets)).toBe(
    '[{"leaf":"green","sky":"blue","__proto__":null},{"leaf":"red","sky":null,"__proto__":null}]',
  );
});

test('a left side without a right one is listed without', () => {
  expect(rightOf('matching_question', [{ match_id: 9 }, {}])).toEqual([
    [
      { answer_id: '1', match_id: '9' },
      { answer_id: '2', match_id: null },
    ],
  ]);
});

describe('numbers', () => {
  test.each<[Partial<QuestionAnswer>, string]>([
    [{ numerical_answer_type: 'exact_answer', exact: 46, margin: 0 }, '46'],
    [{ numerical_answer_type: 'exact_answer', exact: 46 }, '46'],
    [{ numerical_answer_type: 'exact_answer', exact: 1.5, margin: 0.25 }, '1.5 ± 0.25'],
    [{ numerical_answer_type: 'exact_answer', exact: 46, margin: '10%' }, '46 ± 10%'],
    [{ numerical_answer_type: 'range_answer', start: -1, end: 0 }, '-1 to 0'],
    [{ start: 1, end: 2 }, '1 to 2'],
    [
      { numerical_answer_type: 'precision_answer', approximate: 12, precision: 1 },
      '12 (1 significant digit)',
    ],
    [
      { numerical_answer_type: 'precision_answer', approximate: 12, precision: 2 },
      '12 (2 significant digits)',
    ],
  ])('%j is %j', (given, expected) => {
    expect(rightOf('numerical_question', [given])).toEqual([expected]);
  });

  test.each([
    [null, '5.5'],
    [0, '5.5'],
    [0.5, '5.5 ± 0.5'],
    ['5%', '5.5 ± 5%'],
  ])(
    'calculated with a tolerance of %j is %j, by the values that were drawn',
    (answer_tolerance, expected) => {
      expect(rightOf('calculated_question', [{ answer: 5.5 }, { answer: 9 }], { answer_tolerance })).toEqual([
        expected,
      ]);
    },
  );
});

test.each(['essay_question', 'file_upload_question', 'text_only_question'] as const)(
  '%s has none',
  (type) => {
    expect(rightOf(type, [])).toBeNull();
  },
);
