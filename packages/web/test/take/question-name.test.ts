// Names of questions, and of the texts between them.

import { expect, test } from 'vitest';
import { nameAmong } from '../../src/take/question-name.ts';

test('texts are named by the question that they come before', () => {
  const order = [null, null, 1, null, 2, null].map((number) => ({ number }));
  expect(order.map((question) => nameAmong(question, order))).toEqual([
    'Text before question 1',
    'Text before question 1',
    'Question 1',
    'Text before question 2',
    'Question 2',
    'Text after the last question',
  ]);
});
