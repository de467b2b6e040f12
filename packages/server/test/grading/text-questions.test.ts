// Questions answered with texts, in one place or in several, and dropdowns, which stand where blanks do.

import { describe, expect, test } from 'vitest';
import { scoreQuestion } from '../../src/grading/score-question.ts';
import type { Answer } from '../../src/model/answer-sheet.ts';
import type { FrozenQuestion } from '../../src/model/question-data.ts';
import { frozenQuestion } from '../support/frozen-question.ts';

describe('short_answer_question', () => {
  const question = frozenQuestion('short_answer_question', [
    { id: 1, weight: 100, text: 'DNA' },
    { id: 2, weight: 100, text: ' Deoxyribonucleic  acid ' },
    { id: 3, weight: 100, text: '  ' },
    { id: 4, weight: 100, text: 'a < b & "c"' },
  ]);

  test.each([
    ['as the author wrote it', 'DNA', 1],
    ['in another case, with space around it', ' dNa\n', 1],
    ['another of the texts', 'deoxyribonucleic  acid', 2],
    ['signs that mean something in HTML', 'A < B & "C"', 4],
  ])('%s is right', (_, text, answerId) => {
    expect(scoreQuestion(question, text)).toStrictEqual({
      correct: true,
      points: 3,
      question_id: 7,
      answer_id: answerId,
      text,
    });
  });

  test.each([
    ['another text', 'RNA', 'RNA'],
    ['other space within', 'deoxyribonucleic acid', 'deoxyribonucleic acid'],
    ['blank, although the author has a blank text', '  ', '  '],
    ['empty', '', ''],
    ['null', null, ''],
    ['no answer', undefined, ''],
    ['a number', 5, ''],
    ['a list', ['DNA'], ''],
    ['an object', { text: 'DNA' }, ''],
  ])('%s is wrong', (_, answer, text) => {
    expect(scoreQuestion(question, answer as Answer)).toStrictEqual({
      correct: false,
      points: 0,
      question_id: 7,
      text,
    });
  });
});

describe('fill_in_multiple_blanks_question', () => {
  const question = frozenQuestion('fill_in_multiple_blanks_question', [
    { id: 1, weight: 100, blank_id: 'color', text: 'Red' },
    { id: 2, weight: 100, blank_id: 'color', text: 'crimson' },
    { id: 3, weight: 100, blank_id: 'flower', text: 'violet' },
    { id: 4, weight: 100, blank_id: 'constructor', text: 'who' },
  ]);

  test.each([
    ['all right', { color: ' CRIMSON', flower: 'Violet', constructor: 'who' }, true, 3],
    ['two of three', { color: 'red', flower: 'violet', constructor: 'x' }, 'partial', 2],
    ['one of three', { color: 'red', flower: null, constructor: '' }, 'partial', 1],
    ['texts of each other', { color: 'violet', flower: 'red' }, false, 0],
    ['blanks it does not have', { size: 'red' }, false, 0],
    ['null in every blank', { color: null, flower: null, constructor: null }, false, 0],
    ['texts that are none', { color: ['red'], flower: { 0: 'violet' }, constructor: true }, false, 0],
    ['a list', ['red', 'violet', 'who'], false, 0],
    ['a text', 'red', false, 0],
    ['null', null, false, 0],
    ['no answer', undefined, false, 0],
  ])('%s', (_, answer, correct, points) => {
    expect(scoreQuestion(question, answer as unknown as Answer)).toMatchObject({ correct, points, text: '' });
  });

  test('shows what was put in each blank and which answer that is', () => {
    expect(scoreQuestion(question, { color: 'RED ', flower: 'rose' })).toStrictEqual({
      correct: 'partial',
      points: 1,
      question_id: 7,
      text: '',
      answer_for_color: 'RED ',
      answer_id_for_color: 1,
      answer_for_flower: 'rose',
      answer_id_for_flower: null,
      answer_for_constructor: '',
      answer_id_for_constructor: null,
    });
  });

  test('shows no blank when all are empty', () => {
    const empty = { correct: false, points: 0, question_id: 7, text: '' };
    expect(scoreQuestion(question, { color: ' ', flower: null })).toStrictEqual(empty);
    expect(scoreQuestion(question, undefined)).toStrictEqual(empty);
  });

  test('a blank left empty is wrong, although the author has an empty text for it', () => {
    const blank: FrozenQuestion['answers'] = [
      { id: 1, weight: 100, blank_id: 'a', text: '' },
      { id: 2, weight: 100, blank_id: 'b', text: 'x' },
    ];
    const graded = scoreQuestion(frozenQuestion('fill_in_multiple_blanks_question', blank), { b: 'x' });
    expect(graded).toMatchObject({ correct: 'partial', points: 1.5 });
  });

  test('without partial credit every blank must be right', () => {
    const strict = { ...question, allow_partial_credit: false };
    expect(scoreQuestion(strict, { color: 'red', flower: 'violet' })).toMatchObject({
      correct: false,
      points: 0,
    });
    expect(scoreQuestion(strict, { color: 'red', flower: 'violet', constructor: 'who' })).toMatchObject({
      correct: true,
      points: 3,
    });
  });

  test('without a blank there is nothing to score', () => {
    const none = frozenQuestion('fill_in_multiple_blanks_question', []);
    expect(scoreQuestion(none, { color: 'red' })).toMatchObject({ correct: 'no_score', points: 0 });
  });
});

describe('multiple_dropdowns_question', () => {
  const question = frozenQuestion('multiple_dropdowns_question', [
    { id: 11, weight: 100, blank_id: 'a', text: 'yes' },
    { id: 12, weight: 0, blank_id: 'a', text: 'no' },
    { id: 21, weight: 100, blank_id: 'b', text: 'yes' },
    { id: 22, weight: 0, blank_id: 'b', text: 'no' },
  ]);

  test.each([
    ['both right', { a: '11', b: '21' }, true, 3],
    ['both right as numbers', { a: 11, b: 21 }, true, 3],
    ['one right', { a: '11', b: '22' }, 'partial', 1.5],
    ['one empty', { a: '11', b: null }, 'partial', 1.5],
    ['ids of the other blank', { a: '21', b: '11' }, false, 0],
    ['texts of the answers', { a: 'yes', b: 'yes' }, false, 0],
    ['ids it does not have', { a: '98', b: '99' }, false, 0],
    ['blanks it does not have', { c: '11' }, false, 0],
    ['ids in lists', { a: ['11'], b: ['21'] }, false, 0],
    ['a list', ['11', '21'], false, 0],
    ['null', null, false, 0],
    ['no answer', undefined, false, 0],
  ])('%s', (_, answer, correct, points) => {
    expect(scoreQuestion(question, answer as unknown as Answer)).toMatchObject({ correct, points, text: '' });
  });

  test('shows the ids chosen; one it does not have is shown as none', () => {
    expect(scoreQuestion(question, { a: '12', b: '99' })).toStrictEqual({
      correct: false,
      points: 0,
      question_id: 7,
      text: '',
      answer_for_a: 12,
      answer_id_for_a: 12,
      answer_for_b: null,
      answer_id_for_b: null,
    });
  });
});

describe('a question for a person', () => {
  test('an essay waits, answered or not', () => {
    const essay = frozenQuestion('essay_question', []);
    const waiting = { correct: 'undefined', points: 0, question_id: 7 };
    expect(scoreQuestion(essay, '<p>text</p>')).toStrictEqual({ ...waiting, text: '<p>text</p>' });
    for (const answer of ['', null, undefined, ['x'], { text: 'x' }]) {
      expect(scoreQuestion(essay, answer as Answer)).toStrictEqual({ ...waiting, text: '' });
    }
  });

  test.each([
    ['an attachment id', '81', ['81']],
    ['several, among empty texts', ['', '81', '82', null], ['81', '82']],
    ['no attachment', [''], null],
    ['null', null, null],
    ['no answer', undefined, null],
    ['an object', { id: '81' }, null],
  ])('an uploaded file waits: %s', (_, answer, attachmentIds) => {
    expect(scoreQuestion(frozenQuestion('file_upload_question', []), answer as Answer)).toStrictEqual({
      correct: 'undefined',
      points: 0,
      question_id: 7,
      text: '',
      attachment_ids: attachmentIds,
    });
  });
});

test('text between questions has no score', () => {
  const textOnly = frozenQuestion('text_only_question', []);
  for (const answer of [undefined, 'x', ['1']]) {
    expect(scoreQuestion(textOnly, answer)).toStrictEqual({
      correct: 'no_score',
      points: 0,
      question_id: 7,
      text: '',
    });
  }
});

test('a question of a type that is not known is wrong', () => {
  const stored = JSON.stringify(frozenQuestion('essay_question', [{ id: 1, weight: 100 }]));
  for (const type of ['hot_spot_question', 'constructor', '']) {
    const unknown: FrozenQuestion = JSON.parse(stored.replace('essay_question', type));
    expect(scoreQuestion(unknown, '1')).toStrictEqual({
      correct: false,
      points: 0,
      question_id: 7,
      text: '1',
    });
  }
});
