// Answers rebuilt from events. Source: quiz reference §1.7, §1.9.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AnswersAt, type LoggedAnswer } from '../../src/model/answers-at.ts';
import type { QuizEvent } from '../../src/model/quiz-event.ts';

type Said = [data: unknown, type?: 'question_answered' | 'question_flagged', source?: QuizEvent['source']];

/** The events one millisecond after the other, from 1. */
function answersAfter(...said: Said[]): LoggedAnswer[] {
  const answers = new AnswersAt((id) => id < 1000);
  for (const [at, [data, eventType = 'question_answered', source = 'server']] of said.entries()) {
    answers.take({ eventType, eventData: JSON.stringify(data), createdAtMs: at + 1, source });
  }
  return answers.all();
}

const answer = (quiz_question_id: unknown, given: unknown) => [{ quiz_question_id, answer: given }];

test('no events give no answers', () => {
  expect(answersAfter()).toEqual([]);
});

test('the last answer counts, with the time it came', () => {
  expect(answersAfter([answer('1', 'a')], [answer('2', ['7'])], [answer('1', 'b')])).toEqual([
    { questionId: 1, answer: 'b', answeredAtMs: 3, source: 'server', flagged: false },
    { questionId: 2, answer: ['7'], answeredAtMs: 2, source: 'server', flagged: false },
  ]);
});

test('an answer that was taken back is null, and was given when it was taken back', () => {
  expect(answersAfter([answer(1, 'a')], [answer(1, null)])).toMatchObject([
    { answer: null, answeredAtMs: 2 },
  ]);
});

test('the last flag counts, and is no answer', () => {
  const flag = (flagged: unknown): Said => [{ questionId: '1', flagged }, 'question_flagged', 'page'];
  const unanswered = { questionId: 1, answer: null, answeredAtMs: null, source: null };
  expect(answersAfter(flag(true))).toEqual([{ ...unanswered, flagged: true }]);
  expect(answersAfter(flag(true), flag(false))).toEqual([{ ...unanswered, flagged: false }]);
  expect(answersAfter(flag('true'), flag('maybe'))).toEqual([{ ...unanswered, flagged: true }]);
  expect(answersAfter(flag(true), [answer(1, 'a')])).toMatchObject([{ answer: 'a', flagged: true }]);
});

describe('what pages say', () => {
  const byPage = (data: unknown): Said => [data, 'question_answered', 'page'];

  test('counts as long as the server has not said otherwise, and says whose word it is', () => {
    expect(answersAfter(byPage(answer(1, 'a')))).toMatchObject([{ answer: 'a', source: 'page' }]);
    expect(answersAfter(byPage(answer(1, 'a')), byPage(answer(1, 'b')))).toMatchObject([{ answer: 'b' }]);
  });

  test('never counts against the server', () => {
    expect(answersAfter([answer(1, 'a')], byPage(answer(1, 'forged')))).toMatchObject([
      { answer: 'a', answeredAtMs: 1, source: 'server' },
    ]);
    expect(answersAfter(byPage(answer(1, 'forged')), [answer(1, 'a')])).toMatchObject([
      { answer: 'a', answeredAtMs: 2, source: 'server' },
    ]);
  });

  test.each([
    ['a list', [{ quiz_question_id: '1', answer: 'a' }]],
    ['one record', { quiz_question_id: '1', answer: 'a' }],
    ['a number for an id', { quiz_question_id: 1, answer: 'a' }],
    ['questionId', { questionId: '1', answer: 'a' }],
    ['question_id', { question_id: '1', answer: 'a' }],
  ])('is understood as %s', (_, data) => {
    expect(answersAfter(byPage(data))).toMatchObject([{ questionId: 1, answer: 'a' }]);
  });

  test.each([
    ['an answer to no question', { answer: '42' }],
    ['a question without an answer', { quiz_question_id: '1' }],
    ['a question that there is not', { quiz_question_id: '1000', answer: 'a' }],
    ['an id that is none', { quiz_question_id: '1x', answer: 'a' }],
    ['an id that is a list', { quiz_question_id: ['1'], answer: 'a' }],
    ['an id past all numbers', { quiz_question_id: '9'.repeat(40), answer: 'a' }],
    ['text', 'a'],
    ['nothing', null],
    ['a list of lists', [[{ quiz_question_id: '1', answer: 'a' }]]],
  ])('is passed over when it is %s', (_, data) => {
    expect(answersAfter(byPage(data))).toEqual([]);
  });

  test('never fails, whatever it is', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), (data) => {
        answersAfter(...data.map((one): Said => [one, 'question_flagged', 'page']));
        answersAfter(...data.map((one): Said => [one, 'question_answered', 'page']));
      }),
    );
  });
});
