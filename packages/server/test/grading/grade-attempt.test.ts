// Whole attempts: totals, surveys, what waits for a person; and what holds for every attempt.

import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gradeAttempt } from '../../src/grading/grade-attempt.ts';
import { scoreQuestion } from '../../src/grading/score-question.ts';
import { arbitraryAnswer, arbitraryQuestion } from '../support/arbitrary-question.ts';
import { frozenQuestion } from '../support/frozen-question.ts';

/** Exact for any sum here; the constructor's own digits are too few. */
const Oracle = Decimal.clone({ precision: 400 });

const graded = { quizType: 'assignment', pointsPossible: 10 } as const;

function choice(id: number, points: number) {
  const answers = [
    { id: 1, weight: 100 },
    { id: 2, weight: 0 },
  ];
  return frozenQuestion('multiple_choice_question', answers, { id, points_possible: points });
}

const essay = frozenQuestion('essay_question', [], { id: 40, points_possible: 5 });

describe('the score of an attempt', () => {
  test.each([
    ['3 × 1.3', [1.3, 1.3, 1.3], 3.9],
    ['0.1 + 0.2', [0.1, 0.2], 0.3],
    ['whole points', [2, 1, 2, 2], 7],
    ['10 × 0.1', Array<number>(10).fill(0.1), 1],
    ['large and small points', [2_000_000_000, 0.05, 0.000001], 2_000_000_000.050001],
    ['no questions', [], 0],
  ])('%s is the decimal sum', (_, points, score) => {
    const questions = points.map((possible, index) => choice(index + 1, possible));
    const sheet = Object.fromEntries(questions.map(({ id }) => [id, { answer: '1' }]));
    expect(gradeAttempt(questions, sheet, graded).score).toBe(score);
  });

  test('counts what is right and leaves out what is wrong, waiting or unanswered', () => {
    const questions = [choice(1, 2), choice(2, 3), choice(3, 4), essay];
    const sheet = { 1: { answer: '1' }, 2: { answer: '2', flagged: true }, 40: { answer: '<p>x</p>' } };
    const { answers, score, isPending } = gradeAttempt(questions, sheet, graded);
    expect(score).toBe(2);
    expect(isPending).toBe(true);
    expect(answers.map(({ question_id, correct, points }) => [question_id, correct, points])).toEqual([
      [1, true, 2],
      [2, false, 0],
      [3, false, 0],
      [40, 'undefined', 0],
    ]);
  });

  test('ignores entries of questions that the attempt does not have, and entries without an answer', () => {
    const { answers, score } = gradeAttempt(
      [choice(1, 2)],
      { 1: { flagged: true }, 99: { answer: '1' } },
      graded,
    );
    expect(score).toBe(0);
    expect(answers).toHaveLength(1);
  });

  test('a question with negative points gives none', () => {
    expect(gradeAttempt([choice(1, -2)], { 1: { answer: '1' } }, graded).score).toBe(0);
  });
});

describe('an attempt waits for a person', () => {
  test.each([
    ['with an essay in a quiz', 'assignment', true],
    ['with an essay in a practice quiz', 'practice_quiz', true],
    ['with an essay in a survey', 'survey', false],
    ['with an essay in a graded survey', 'graded_survey', false],
  ] as const)('%s: %s, %s', (_, quizType, isPending) => {
    expect(gradeAttempt([essay], {}, { ...graded, quizType }).isPending).toBe(isPending);
  });

  test('but not with text and questions that can be graded', () => {
    const questions = [choice(1, 2), frozenQuestion('text_only_question', [])];
    expect(gradeAttempt(questions, {}, graded).isPending).toBe(false);
  });
});

describe('a survey', () => {
  test('that is graded gives all points of the quiz, whatever was answered', () => {
    const quiz = { quizType: 'graded_survey', pointsPossible: 12.5 } as const;
    expect(gradeAttempt([choice(1, 2)], {}, quiz).score).toBe(12.5);
    expect(gradeAttempt([choice(1, 2)], { 1: { answer: '1' } }, quiz).score).toBe(12.5);
    expect(gradeAttempt([choice(1, 2)], {}, { ...quiz, pointsPossible: null }).score).toBe(0);
  });

  test('that is not graded is added up like a quiz', () => {
    const quiz = { quizType: 'survey', pointsPossible: 12.5 } as const;
    expect(gradeAttempt([choice(1, 2)], { 1: { answer: '1' } }, quiz).score).toBe(2);
  });
});

describe('for every question and every answer', () => {
  test('grading does not throw, and points are from none to all and agree with the verdict', () => {
    fc.assert(
      fc.property(arbitraryQuestion, arbitraryAnswer, (question, answer) => {
        const { correct, points } = scoreQuestion(question, answer);
        expect(points).toBeGreaterThanOrEqual(0);
        expect(points).toBeLessThanOrEqual(question.points_possible);
        if (correct === true) expect(points).toBe(question.points_possible);
        if (correct !== true && correct !== 'partial') expect(points).toBe(0);
        if (question.allow_partial_credit === false) expect(correct).not.toBe('partial');
      }),
      { numRuns: 3000 },
    );
  });

  test('a graded answer survives JSON', () => {
    fc.assert(
      fc.property(arbitraryQuestion, arbitraryAnswer, (question, answer) => {
        const graded = scoreQuestion(question, answer);
        expect(JSON.parse(JSON.stringify(graded))).toEqual(graded);
      }),
    );
  });

  test('an attempt has one graded answer a question, and their decimal sum', () => {
    const attempts = fc.array(fc.tuple(arbitraryQuestion, arbitraryAnswer), { maxLength: 12 });
    fc.assert(
      fc.property(attempts, (pairs) => {
        const questions = pairs.map(([question], index) => ({ ...question, id: index + 1 }));
        const entries = pairs.flatMap(([, answer], index) =>
          answer === undefined ? [] : [[index + 1, { answer }] as const],
        );
        const { answers, score } = gradeAttempt(questions, Object.fromEntries(entries), graded);
        expect(answers.map(({ question_id }) => question_id)).toEqual(questions.map(({ id }) => id));
        const points = answers.map((answer) => answer.points);
        expect(score).toBe(Oracle.sum(0, ...points).toNumber());
      }),
    );
  });
});
