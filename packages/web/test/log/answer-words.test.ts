// Answers of the log in words, for every type of question and for data that fits none.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answerRecords, isAnswered } from '../../src/log/answer-records.ts';
import { answerWords, lineOf, shortened, textOfHtml } from '../../src/log/answer-words.ts';
import type { LogQuestion } from '../../src/log/log-questions.ts';

const choice = (id: string, text: string, html = '') => ({ id, text, html, weight: null, blankId: null });
const choices = [choice('1', 'Mitochondrion'), choice('2', '', '<b>Nucleus</b>')];
const asked = (type: string, answers: LogQuestion['answers'] = [], matches: LogQuestion['matches'] = []) => ({
  type,
  answers,
  matches,
});

describe('one line of an answer', () => {
  test.each([
    ['multiple_choice_question', '1', 'Mitochondrion'],
    ['true_false_question', 2, 'Nucleus'],
    ['missing_word_question', '2', 'Nucleus'],
    ['multiple_answers_question', ['1', '2'], 'Mitochondrion; Nucleus'],
    ['multiple_choice_question', '77', 'choice 77'],
    ['short_answer_question', ' <i>DNA</i>', ' <i>DNA</i>'],
    ['numerical_question', 46, '46'],
    ['numerical_question', 0, '0'],
    ['calculated_question', -1.5, '-1.5'],
    ['essay_question', '<p>One &amp; <b>two</b></p><p>three</p>', 'One & two three'],
    ['essay_question', 'a &constructor; of <em>b</em>', 'a &constructor; of b'],
    ['file_upload_question', 12, 'file 12'],
    ['file_upload_question', ['12', '13'], 'file 12, file 13'],
    ['fill_in_multiple_blanks_question', { leaf: 'green', sky: null }, 'leaf: green; sky: –'],
    ['multiple_dropdowns_question', { what: '1', where: '9' }, 'what: Mitochondrion; where: choice 9'],
    ['no_type_of_ours', 'as it is', 'as it is'],
    ['matching_question', 'not pairs', '"not pairs"'],
    ['multiple_choice_question', { a: 1 }, '{"a":1}'],
    ['essay_question', 5, '5'],
  ])('to %s, %j, is %j', (type, answer, line) => {
    expect(lineOf(answerWords(asked(type, choices), answer))).toBe(line);
  });

  test('to a matching question names both sides', () => {
    const lefts = [choice('5', 'barks'), choice('6', 'mews')];
    const question = asked('matching_question', lefts, [{ id: '9', text: 'dog' }]);
    const pairs = [
      { answer_id: '5', match_id: '9' },
      { answer_id: '6', match_id: null },
      { answer_id: '7', match_id: '8' },
    ];
    expect(lineOf(answerWords(question, pairs))).toBe('barks → dog; mews → –; item 7 → match 8');
  });

  test.each([null, undefined, '', '  ', [], {}, { a: null }, [{ answer_id: '1', match_id: null }]])(
    'that is %j says that there is none',
    (answer) => {
      expect(isAnswered(answer)).toBe(false);
      expect(lineOf(answerWords(asked('matching_question'), answer))).toBe('no answer');
    },
  );

  test('that fits no question is never lost and never throws', () => {
    const types = [
      'multiple_choice_question',
      'matching_question',
      'multiple_dropdowns_question',
      'essay_question',
    ];
    fc.assert(
      fc.property(fc.constantFrom(...types), fc.jsonValue(), (type, answer) => {
        const line = lineOf(answerWords(asked(type, choices), answer));
        expect(line === 'no answer').toBe(!isAnswered(answer) || answer === 'no answer');
      }),
    );
  });
});

test('a choice keeps its place among those that were not made', () => {
  expect(answerWords(asked('multiple_answers_question', choices), ['2'])).toEqual({
    is: 'choices',
    choices: [
      { id: '1', text: 'Mitochondrion', isChosen: false },
      { id: '2', text: 'Nucleus', isChosen: true },
    ],
  });
});

test.each([
  [
    [{ quiz_question_id: '1', answer: 'a' }, { questionId: 2, answer: null }, 'x', null],
    ['1', '2'],
  ],
  [{ question_id: '3', answer: 'a' }, ['3']],
  [[{ quiz_question_id: '1e3' }, { quiz_question_id: {} }, { answer: 'a' }], []],
  ['text', []],
  [null, []],
])('in %j are the answers to %j', (data, ids) => {
  expect(answerRecords(data).map(({ questionId }) => questionId)).toEqual(ids);
});

test.each([
  ['<p>a</p><p>b</p>', 'a b'],
  ['a<br>b<b>c</b>', 'a bc'],
  ['1 &lt; 2 &#38;&#x26;&nbsp;&bogus; 3 < 4', '1 < 2 && &bogus; 3 < 4'],
  ['&#9999999;', '&#9999999;'],
  ['<!-- no -->yes', 'yes'],
])('of %j the words are %j', (html, text) => {
  expect(textOfHtml(html)).toBe(text);
});

test('a text is shortened between characters', () => {
  expect(shortened('abc', 3)).toBe('abc');
  expect(shortened('ab cd', 3)).toBe('ab…');
  expect(shortened('👩👩👩', 2)).toBe('👩👩…');
});

// Where each tag is sought anew to the end of the text this takes minutes.
test('the words of HTML are had at once, whatever a student wrote', () => {
  expect(textOfHtml('<br '.repeat(60_000))).toContain('<br');
  expect(textOfHtml('<a'.repeat(120_000))).toContain('<a');
});
