// What questions say to answers, by type and verdict.

import { describe, expect, test } from 'vitest';
import type { GradedAnswer } from '../../../src/model/answer-sheet.ts';
import type { QuestionType } from '../../../src/model/question-data.ts';
import { answerFeedback } from '../../../src/model/questions/answer-feedback.ts';
import { frozenQuestion } from '../../support/frozen-question.ts';

const graded = (more: Partial<GradedAnswer>): GradedAnswer => ({
  question_id: 7,
  correct: 'undefined',
  points: 0,
  text: '',
  ...more,
});

describe('of the question', () => {
  const question = frozenQuestion('essay_question', [], {
    correct_comments: 'right',
    incorrect_comments: 'wrong',
    neutral_comments: 'any',
  });
  test.each([
    [true, ['right', 'any'], ['any']],
    [false, ['wrong', 'any'], ['any']],
    ['partial', ['wrong', 'any'], ['any']],
    ['undefined', ['any'], ['any']],
    ['no_score', ['any'], ['any']],
  ] as const)('%s: %j, in a survey %j', (correct, said, inSurvey) => {
    expect(answerFeedback(question, graded({ correct }), true)).toEqual(said);
    expect(answerFeedback(question, graded({ correct }), false)).toEqual(inSurvey);
  });

  test('is the HTML of it, or its text made HTML, and nothing where there is none', () => {
    const said = (more: object) => answerFeedback({ ...question, ...more }, graded({}), true);
    expect(said({ neutral_comments_html: '<b>any</b>' })).toEqual(['<b>any</b>']);
    expect(said({ neutral_comments: '<b> & "c"' })).toEqual(['&lt;b&gt; &amp; &quot;c&quot;']);
    expect(said({ neutral_comments: ' ', neutral_comments_html: ' ' })).toEqual([]);
  });
});

describe('of the answers that were given', () => {
  const answers = [1, 2, 3].map((id) => ({
    id,
    weight: 100,
    comments: `on ${id}`,
    match_id: id * 10,
    blank_id: id < 3 ? 'leaf' : 'constructor',
  }));
  const said = (type: QuestionType, more: Partial<GradedAnswer>) =>
    answerFeedback(frozenQuestion(type, answers), graded(more), true);

  test.each<[QuestionType, Partial<GradedAnswer>, string[]]>([
    ['multiple_choice_question', { answer_id: 2 }, ['on 2']],
    ['short_answer_question', { answer_id: 1 }, ['on 1']],
    ['numerical_question', {}, []],
    ['multiple_answers_question', { answer_1: '1', answer_2: '0', answer_3: '1' }, ['on 1', 'on 3']],
    ['matching_question', { answer_1: '10', answer_2: '30', answer_3: '' }, ['on 2']],
    ['matching_question', {}, []],
    [
      'multiple_dropdowns_question',
      { answer_id_for_leaf: 2, answer_id_for_constructor: 3 },
      ['on 2', 'on 3'],
    ],
    ['fill_in_multiple_blanks_question', { answer_id_for_leaf: 3, answer_id_for_constructor: null }, []],
  ])('%s %j: %j', (type, more, expected) => {
    expect(said(type, more)).toEqual(expected);
  });
});
