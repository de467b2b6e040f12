import { describe, expect, test } from 'vitest';
import type { TakenQuestion } from '../../src/api/taking.ts';
import { fieldsOf } from '../../src/questions/form-fields.ts';
import { progressOf } from '../../src/questions/progress.ts';
import { choice, takenQuestion } from '../support/taken-questions.ts';

const choices = [choice(11), choice(12)];
const blanks = [
  { name: 'a', field: 'question_1_aa' },
  { name: 'constructor', field: 'question_1_bb' },
];
const filled = { a: 'x', constructor: null };

const cases: [string, TakenQuestion, object, string][] = [
  [
    'choice, open',
    takenQuestion(1, 'multiple_choice_question', { answers: choices }),
    { question_1: '' },
    'none',
  ],
  [
    'choice',
    takenQuestion(1, 'true_false_question', { answers: choices, answer: '12' }),
    { question_1: '12' },
    'all',
  ],
  [
    'several, open',
    takenQuestion(1, 'multiple_answers_question', { answers: choices, answer: [] }),
    { question_1_answer_11: '0', question_1_answer_12: '0' },
    'none',
  ],
  [
    'several',
    takenQuestion(1, 'multiple_answers_question', { answers: choices, answer: ['12'] }),
    { question_1_answer_11: '0', question_1_answer_12: '1' },
    'all',
  ],
  [
    'matching, half',
    takenQuestion(1, 'matching_question', {
      answers: choices,
      answer: [
        { answer_id: '11', match_id: '5' },
        { answer_id: '12', match_id: null },
      ],
    }),
    { question_1_answer_11: '5', question_1_answer_12: '' },
    'partly',
  ],
  [
    'blanks, half',
    takenQuestion(1, 'fill_in_multiple_blanks_question', { blanks, answer: filled }),
    { question_1_aa: 'x', question_1_bb: '' },
    'partly',
  ],
  [
    'dropdowns, open',
    takenQuestion(1, 'multiple_dropdowns_question', { blanks }),
    { question_1_aa: '', question_1_bb: '' },
    'none',
  ],
  ['number', takenQuestion(1, 'numerical_question', { answer: -4.5 }), { question_1: '-4.5' }, 'all'],
  ['zero', takenQuestion(1, 'calculated_question', { answer: 0 }), { question_1: '0' }, 'all'],
  ['spaces', takenQuestion(1, 'short_answer_question', { answer: '  ' }), { question_1: '  ' }, 'none'],
  ['essay', takenQuestion(1, 'essay_question', { answer: '<p>a</p>' }), { question_1: '<p>a</p>' }, 'all'],
  [
    'empty essay',
    takenQuestion(1, 'essay_question', { answer: '<p>&nbsp;</p>' }),
    { question_1: '<p>&nbsp;</p>' },
    'none',
  ],
  [
    'picture',
    takenQuestion(1, 'essay_question', { answer: '<img src="x">' }),
    { question_1: '<img src="x">' },
    'all',
  ],
  [
    'files',
    takenQuestion(1, 'file_upload_question', { answer: ['81', '82'] }),
    { question_1: ['81', '82'] },
    'all',
  ],
  ['one file', takenQuestion(1, 'file_upload_question', { answer: '81' }), { question_1: ['81'] }, 'all'],
  ['no file', takenQuestion(1, 'file_upload_question'), { question_1: [] }, 'none'],
  ['text', takenQuestion(1, 'text_only_question'), {}, 'all'],
];

describe('the fields of a question', () => {
  test.each(cases)('%s', (_, question, fields, progress) => {
    const own = fieldsOf(question, false);
    expect(own).toEqual({ ...fields, question_1_marked: '0' });
    expect(progressOf(question, own)).toBe(progress);
  });

  test('a number that cannot be read is no answer', () => {
    const question = takenQuestion(1, 'numerical_question');
    expect(progressOf(question, { question_1: '4x' })).toBe('none');
  });
});
