// Matching questions.

import { describe, expect, test } from 'vitest';
import { scoreQuestion } from '../../src/grading/score-question.ts';
import type { Answer } from '../../src/model/answer-sheet.ts';
import { frozenQuestion } from '../support/frozen-question.ts';

const question = frozenQuestion(
  'matching_question',
  [
    { id: 1, weight: 100, text: 'Oslo', left: 'Oslo', right: 'Norway', match_id: 101 },
    { id: 2, weight: 100, text: 'Bergen', left: 'Bergen', right: 'Norway', match_id: 102 },
    { id: 3, weight: 100, text: 'Rome', left: 'Rome', right: 'Italy', match_id: 103 },
  ],
  {
    matches: [
      { match_id: 101, text: 'Norway' },
      { match_id: 102, text: 'Norway' },
      { match_id: 103, text: 'Italy' },
      { match_id: 104, text: 'Peru' },
      { match_id: 105, text: 'Italy' },
    ],
  },
);

function pairs(...matchIds: unknown[]): Answer {
  return matchIds.map((matchId, index) => ({ answer_id: String(index + 1), match_id: matchId })) as Answer;
}

describe('matching_question', () => {
  test.each([
    ['all right', pairs('101', '102', '103'), true, 3],
    ['all right as numbers', pairs(101, 102, 103), true, 3],
    ['another right side with the same text', pairs('102', '101', '103'), true, 3],
    ['a distractor with the same text', pairs('101', '102', '105'), true, 3],
    ['two of three', pairs('101', '102', '104'), 'partial', 2],
    ['one of three, the others open', pairs('101', null, null), 'partial', 1],
    ['one side only', [{ answer_id: '3', match_id: '103' }], 'partial', 1],
    ['wrong sides', pairs('103', '104', '101'), false, 0],
    ['right sides it does not have', pairs('998', '999', ''), false, 0],
    ['left sides it does not have', [{ answer_id: '9', match_id: '101' }], false, 0],
    ['pairs of other shapes', [null, 'x', 5, [], { answer_id: ['1'], match_id: ['101'] }], false, 0],
    ['an object', { 1: '101', 2: '102', 3: '103' }, false, 0],
    ['a text', '101', false, 0],
    ['nothing', [], false, 0],
    ['null', null, false, 0],
    ['no answer', undefined, false, 0],
  ])('%s', (_, answer, correct, points) => {
    expect(scoreQuestion(question, answer as Answer)).toMatchObject({ correct, points, text: '' });
  });

  test('shows the side chosen for each, and its own where another is as good', () => {
    expect(scoreQuestion(question, pairs('102', '104', null))).toStrictEqual({
      correct: 'partial',
      points: 1,
      question_id: 7,
      text: '',
      answer_1: '101',
      answer_2: '104',
      answer_3: '',
    });
  });

  test('of two pairs with the same left side the last counts', () => {
    const answer = [...(pairs('104') as []), ...(pairs('101') as [])];
    expect(scoreQuestion(question, answer)).toMatchObject({ correct: 'partial', points: 1 });
  });

  test('without partial credit every side must be right', () => {
    const strict = { ...question, allow_partial_credit: false };
    expect(scoreQuestion(strict, pairs('101', '102', null))).toMatchObject({ correct: false, points: 0 });
    expect(scoreQuestion(strict, pairs('101', '102', '103'))).toMatchObject({ correct: true, points: 3 });
  });
});
