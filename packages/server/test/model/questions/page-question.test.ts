// Questions as pages show them: where they differ from what the attempt has. Every type over HTTP is in http/taking-types.test.ts.

import { describe, expect, test } from 'vitest';
import type { QuestionType } from '../../../src/model/question-data.ts';
import { pageQuestion, pageQuestionType } from '../../../src/model/questions/page-question.ts';
import { frozenQuestion } from '../../support/frozen-question.ts';

const fieldOf = (id: number, blank: string) => `${id}/${blank}`;
const blank = (id: number, name: string) => ({ id, weight: 100, text: `text ${id}`, blank_id: name });

describe('blanks', () => {
  const blanksOf = (
    text: string,
    names: string[],
    type: QuestionType = 'fill_in_multiple_blanks_question',
  ) => {
    const answers = names.map((name, at) => blank(at + 1, name));
    return pageQuestion(frozenQuestion(type, answers, { question_text: text }), fieldOf).blanks;
  };

  test.each<[string, string[], string[]]>([
    ['[b] and [a]', ['a', 'b'], ['b', 'a']],
    ['[a] and [a] and [b]', ['a', 'a', 'b'], ['a', 'b']],
    ['[c] is no blank, [a] is', ['a'], ['a']],
    ['no place', ['a', 'b'], ['a', 'b']],
    ['[b] has one', ['a', 'b'], ['b', 'a']],
    ['<img alt="[a]"> then [b]', ['a', 'b'], ['b', 'a']],
    ['[R &amp; D]', ['R & D'], ['R & D']],
    ['[constructor]', ['constructor'], ['constructor']],
    ['[]', [''], ['']],
  ])('of %j with answers for %j are %j', (text, names, expected) => {
    expect(blanksOf(text, names)).toEqual(expected.map((name) => ({ name, field: `7/${name}` })));
  });

  test('stand in the text as it was before its blanks became inputs', () => {
    const question = frozenQuestion('multiple_dropdowns_question', [blank(1, 'a')], {
      question_text: '<select></select>',
      original_question_text: 'the [a]',
    });
    const shown = pageQuestion(question, fieldOf);
    expect(shown.questionText).toBe('the [a]');
    expect(shown.blanks).toEqual([{ name: 'a', field: '7/a' }]);
    expect(shown.answers).toEqual([{ id: 1, text: 'text 1', html: '', blankId: 'a' }]);
  });

  test('are of no other type, whatever its text', () => {
    expect(blanksOf('[a]', ['a'], 'short_answer_question')).toEqual([]);
  });
});

test('answers that are typed are not told', () => {
  for (const type of [
    'short_answer_question',
    'fill_in_multiple_blanks_question',
    'numerical_question',
    'calculated_question',
    'essay_question',
  ] as const) {
    const question = frozenQuestion(type, [{ id: 1, weight: 100, text: 'secret', blank_id: 'a' }]);
    expect(JSON.stringify(pageQuestion(question, fieldOf)), type).not.toContain('secret');
  }
});

test('HTML of a choice is told beside its text', () => {
  const question = frozenQuestion('multiple_choice_question', [
    { id: 1, weight: 0, text: 'x', html: '<i>x</i>' },
  ]);
  expect(pageQuestion(question, fieldOf).answers).toEqual([
    { id: 1, text: 'x', html: '<i>x</i>', blankId: null },
  ]);
});

test('a missing word is a choice within its text', () => {
  const question = frozenQuestion('missing_word_question', [], {
    question_text: 'The',
    text_after_answers: null,
  });
  expect(pageQuestionType(question)).toBe('multiple_choice_question');
  expect(pageQuestion(question, fieldOf).questionText).toBe('The _____ ');
});
