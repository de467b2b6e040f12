// The web page's autosave form. Source: quiz reference §1.8, §2.11.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AnswerSheet } from '../../../src/model/answer-sheet.ts';
import type { QuestionAnswer, QuestionType } from '../../../src/model/question-data.ts';
import { fullAnswer } from '../../../src/model/questions/answer-forms.ts';
import { sheetOfForm } from '../../../src/model/questions/sheet-of-form.ts';
import { arbitraryQuestion } from '../../support/arbitrary-question.ts';
import { frozenQuestion } from '../../support/frozen-question.ts';

const sanitise = (html: string) => html.replaceAll('<script>', '');
const blankKey = (questionId: number, blank: string) => `question_${questionId}_md5${blank}`;

function sheetOf(
  type: QuestionType,
  answers: QuestionAnswer[],
  form: Record<string, unknown>,
  before: AnswerSheet = {},
): AnswerSheet {
  const question = frozenQuestion(type, answers, { matches: [{ text: 'x', match_id: 4 }] });
  return sheetOfForm([question], form, blankKey, sanitise, before);
}

const twoAnswers = [
  { id: 1, weight: 0, blank_id: 'a' },
  { id: 2, weight: 0, blank_id: 'b' },
];

describe('answers', () => {
  test.each<[QuestionType, Record<string, unknown>, unknown]>([
    ['multiple_choice_question', { question_7: '2' }, '2'],
    ['multiple_choice_question', { question_7: '' }, null],
    ['multiple_answers_question', { question_7_answer_1: '0', question_7_answer_2: '1' }, ['2']],
    ['multiple_answers_question', { question_7_answer_1: '0' }, []],
    ['short_answer_question', { question_7: 'As Typed ' }, 'As Typed '],
    ['short_answer_question', { question_7: '' }, null],
    ['essay_question', { question_7: `<script>${'x'.repeat(20_000)}` }, 'x'.repeat(20_000)],
    ['essay_question', { question_7: '' }, null],
    ['fill_in_multiple_blanks_question', { question_7_md5a: 'Red' }, { a: 'Red', b: null }],
    ['fill_in_multiple_blanks_question', { question_7_md5a: '' }, { a: null, b: null }],
    ['multiple_dropdowns_question', { question_7_md5b: '2', question_7_md5a: '2' }, { a: null, b: '2' }],
    ['multiple_dropdowns_question', { question_7_md5a: '' }, { a: null, b: null }],
    [
      'matching_question',
      { question_7_answer_2: '4' },
      [
        { answer_id: '1', match_id: null },
        { answer_id: '2', match_id: '4' },
      ],
    ],
    ['numerical_question', { question_7: '1,234.50' }, 1234.5],
    ['calculated_question', { question_7: ' ' }, null],
    ['file_upload_question', { question_7: '5' }, '5'],
    ['file_upload_question', { question_7: ['6', 'x', '', 5] }, ['6', '5']],
    ['file_upload_question', { question_7: [''] }, null],
  ])('of %s: %.60j', (type, form, answer) => {
    expect(sheetOf(type, twoAnswers, form)).toStrictEqual({ '7': { answer } });
  });

  test('keep the parts that the form does not have', () => {
    const several = { '7': { answer: ['1'] } };
    expect(
      sheetOf('multiple_answers_question', twoAnswers, { question_7_answer_2: '1' }, several),
    ).toStrictEqual({
      '7': { answer: ['1', '2'] },
    });
    const blanks = { '7': { answer: { a: 'red', b: 'round' } } };
    expect(
      sheetOf('fill_in_multiple_blanks_question', twoAnswers, { question_7_md5a: '' }, blanks),
    ).toStrictEqual({ '7': { answer: { a: null, b: 'round' } } });
    const pairs = { '7': { answer: [{ answer_id: '1', match_id: '4' }] } };
    expect(sheetOf('matching_question', twoAnswers, { question_7_answer_2: '4' }, pairs)).toStrictEqual({
      '7': {
        answer: [
          { answer_id: '1', match_id: '4' },
          { answer_id: '2', match_id: '4' },
        ],
      },
    });
    expect(sheetOf('matching_question', twoAnswers, { question_7_answer_1: '' }, pairs)).toStrictEqual({
      '7': {
        answer: [
          { answer_id: '1', match_id: null },
          { answer_id: '2', match_id: null },
        ],
      },
    });
  });

  test.each<[QuestionType, Record<string, unknown>]>([
    ['multiple_choice_question', { question_7: '3' }],
    ['multiple_choice_question', { question_7: ['1'] }],
    ['multiple_answers_question', { question_7_answer_1: 'perhaps', question_7_answer_9: '1' }],
    ['short_answer_question', { question_7: { a: 1 } }],
    ['essay_question', { question_7: 5 }],
    ['fill_in_multiple_blanks_question', { question_7_md5c: 'x', question_7_md5a: ['x'] }],
    ['multiple_dropdowns_question', { question_7_md5a: 'x' }],
    ['matching_question', { question_7_answer_1: '5', question_7_answer_3: '4' }],
    ['numerical_question', { question_7: 'abc' }],
    ['file_upload_question', { question_7: ['x', '-1', {}] }],
    ['file_upload_question', { question_7: { 0: '1' } }],
    ['text_only_question', { question_7: 'x' }],
    [
      'essay_question',
      { question_8: 'of another attempt', question_77: 'x', __proto__: { question_7: 'x' } },
    ],
  ])('of %s that make no sense are passed over: %j', (type, form) => {
    expect(sheetOf(type, twoAnswers, form)).toStrictEqual({});
  });
});

describe('flags and marks', () => {
  test.each<[Record<string, unknown>, object]>([
    [{ question_7_marked: '1' }, { flagged: true }],
    [{ question_7_marked: 'true' }, { flagged: true }],
    [{ question_7_marked: '0' }, { flagged: false }],
    [{ _question_7_read: '1' }, { read: true }],
    [{ question_7: 'x', question_7_marked: '', _question_7_read: '0' }, { answer: 'x' }],
    [
      { question_7: 'x', question_7_marked: '1', _question_7_read: '1' },
      { answer: 'x', flagged: true, read: true },
    ],
  ])('%j', (form, entry) => {
    expect(sheetOf('essay_question', [], form, { '7': { answer: 'before', flagged: true } })).toStrictEqual({
      '7': entry,
    });
  });
});

test('any form gives answers in full form, of questions that it names', () => {
  const key = fc
    .tuple(
      fc.constantFrom('question_', '_question_'),
      fc.integer({ min: 1, max: 9 }),
      fc.constantFrom('', '_marked', '_read', '_answer_1', '_answer_2', '_md5a', '_md5constructor'),
    )
    .map((parts) => parts.join(''));
  const value = fc.oneof(
    fc.constantFrom('', '1', '2', 'x', '1.5', 1, true, null),
    fc.jsonValue({ maxDepth: 2 }),
  );
  fc.assert(
    fc.property(arbitraryQuestion, fc.dictionary(key, value), (drawn, form) => {
      const question = { ...drawn, id: 1 + (drawn.id % 9) };
      const sheet = sheetOfForm([question], form, blankKey, sanitise, {});
      for (const [id, { answer }] of Object.entries(sheet)) {
        expect(id).toBe(String(question.id));
        if (answer !== undefined) expect(answer).toStrictEqual(fullAnswer(question, answer));
      }
      const names = Object.keys(form).join(' ');
      if (!names.includes(`question_${question.id}`)) expect(sheet).toStrictEqual({});
    }),
    { numRuns: 2_000 },
  );
});
