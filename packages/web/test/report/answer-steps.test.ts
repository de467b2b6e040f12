// Answers in the report: of very many the first and the last.

import { expect, test } from 'vitest';
import type { AnswerMark, LoggedAnswer } from '../../src/log/question-answers.ts';
import { answerSteps } from '../../src/report/answer-steps.ts';
import { logEvent } from '../support/log-event.ts';

const answers = (count: number, mark: AnswerMark = 'answered'): LoggedAnswer[] =>
  Array.from({ length: count }, (_, at) => ({
    questionId: '1',
    answer: String(at),
    mark,
    event: logEvent({ id: String(at) }),
  }));

test.each([0, 1, 20, 21])('%i answers are all told', (count) => {
  expect(answerSteps(answers(count))).toEqual({ steps: answers(count), leftOut: null });
});

test('of more, five and fifteen are told, and how many are not', () => {
  const { steps, leftOut } = answerSteps(answers(100));
  expect(leftOut).toEqual({ after: 5, count: 80 });
  expect(steps.map(({ answer }) => Number(answer))).toEqual([
    0,
    1,
    2,
    3,
    4,
    ...answers(100)
      .slice(85)
      .map((one) => Number(one.answer)),
  ]);
});

test('nothing is told of saves before the first answer, but of one that took it away', () => {
  const [empty, given] = [answers(2, 'none'), answers(1)];
  expect(answerSteps([...empty, ...given, ...empty]).steps).toEqual([...given, ...empty]);
  expect(answerSteps(empty).steps).toEqual([]);
});
