// Questions answered with the ids of answers: multiple choice and its kin, multiple answers.

import { describe, expect, test } from 'vitest';
import { scoreQuestion } from '../../src/grading/score-question.ts';
import type { Answer } from '../../src/model/answer-sheet.ts';
import { frozenQuestion } from '../support/frozen-question.ts';

const malformed: unknown[] = [
  ['1'],
  { 1: '1' },
  { toString: 1 },
  [['1']],
  true,
  1.5,
  Number.NaN,
  'x'.repeat(100_000),
];

describe.each(['multiple_choice_question', 'true_false_question', 'missing_word_question'] as const)(
  '%s',
  (type) => {
    const question = frozenQuestion(type, [
      { id: 1, weight: 100, text: 'Mitochondrion' },
      { id: 2, weight: 0, text: 'Nucleus' },
      { id: 3, weight: 50, text: 'Half a nucleus' },
    ]);

    test.each([
      ['the right id', '1', { correct: true, points: 3, question_id: 7, answer_id: 1, text: '1' }],
      ['the right id as a number', 1, { correct: true, points: 3, question_id: 7, answer_id: 1, text: '1' }],
      ['a wrong id', '2', { correct: false, points: 0, question_id: 7, answer_id: 2, text: '2' }],
      [
        'a weight that is not 100',
        '3',
        { correct: false, points: 0, question_id: 7, answer_id: 3, text: '3' },
      ],
      ['an id it does not have', '9', { correct: false, points: 0, question_id: 7, text: '9' }],
      ['an empty text', '', { correct: false, points: 0, question_id: 7, text: '' }],
      ['null', null, { correct: false, points: 0, question_id: 7, text: '' }],
      ['no answer', undefined, { correct: false, points: 0, question_id: 7, text: '' }],
    ])('%s', (_, answer, expected) => {
      expect(scoreQuestion(question, answer)).toStrictEqual(expected);
    });

    test.each(malformed)('an answer of another shape is wrong (%#)', (answer) => {
      expect(scoreQuestion(question, answer as Answer)).toMatchObject({ correct: false, points: 0 });
      expect(scoreQuestion(question, answer as Answer)).not.toHaveProperty('answer_id');
    });
  },
);

describe('multiple_answers_question', () => {
  const answers = [
    { id: 1, weight: 100 },
    { id: 2, weight: 100 },
    { id: 3, weight: 100 },
    { id: 4, weight: 0 },
    { id: 5, weight: 0 },
  ];
  const question = frozenQuestion('multiple_answers_question', answers);

  test.each([
    ['all right ones', ['1', '2', '3'], true, 3],
    ['in another order, as numbers, one of them twice', [3, 2, 1, 1], true, 3],
    ['two of three', ['1', '2'], 'partial', 2],
    ['all right ones and a wrong one', ['1', '2', '3', '4'], 'partial', 2],
    ['as many wrong ones as right ones', ['1', '4'], false, 0],
    ['more wrong ones than right ones', ['1', '4', '5'], false, 0],
    ['wrong ones only', ['4', '5'], false, 0],
    ['none', [], false, 0],
    ['an id it does not have beside all right ones', ['1', '2', '3', '99'], true, 3],
    ['only ids it does not have', ['98', '99'], false, 0],
    ['items of other shapes', [['1'], { id: '2' }, null, true], false, 0],
    ['an id alone', '1', false, 0],
    ['an object', { 0: '1', length: 1 }, false, 0],
    ['null', null, false, 0],
    ['no answer', undefined, false, 0],
  ])('%s', (_, answer, correct, points) => {
    expect(scoreQuestion(question, answer as Answer)).toMatchObject({ correct, points, text: '' });
  });

  test('shows for each of its answers whether it was chosen, and nothing before there is an answer', () => {
    expect(scoreQuestion(question, ['1', '4'])).toStrictEqual({
      correct: false,
      points: 0,
      question_id: 7,
      text: '',
      answer_1: '1',
      answer_2: '0',
      answer_3: '0',
      answer_4: '1',
      answer_5: '0',
    });
    expect(scoreQuestion(question, undefined)).toStrictEqual({
      correct: false,
      points: 0,
      question_id: 7,
      text: '',
    });
  });

  test('without partial credit anything but all right ones and no wrong one gives nothing', () => {
    const strict = { ...question, allow_partial_credit: false };
    expect(scoreQuestion(strict, ['1', '2', '3'])).toMatchObject({ correct: true, points: 3 });
    expect(scoreQuestion(strict, ['1', '2'])).toMatchObject({ correct: false, points: 0 });
    expect(scoreQuestion(strict, ['1', '2', '3', '4'])).toMatchObject({ correct: false, points: 0 });
  });

  test('without a right answer nobody is right', () => {
    const hopeless = frozenQuestion('multiple_answers_question', [{ id: 1, weight: 0 }]);
    expect(scoreQuestion(hopeless, [])).toMatchObject({ correct: false, points: 0 });
    expect(scoreQuestion(hopeless, ['1'])).toMatchObject({ correct: false, points: 0 });
  });

  test('shares of points are what they are in decimal', () => {
    const ten = Array.from({ length: 10 }, (_, index) => ({ id: index + 1, weight: 100 }));
    const seven = ten.slice(0, 7).map(({ id }) => String(id));
    expect(scoreQuestion(frozenQuestion('multiple_answers_question', ten), seven).points).toBe(2.1);
  });
});
