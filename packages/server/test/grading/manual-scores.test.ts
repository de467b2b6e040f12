// Scores and comments by a teacher, and the points of the whole attempt after them.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { attemptScore, isPendingReview } from '../../src/grading/attempt-score.ts';
import { type ManualScore, withManualScores } from '../../src/grading/manual-scores.ts';
import { scoreQuestion } from '../../src/grading/score-question.ts';
import { frozenQuestion } from '../support/frozen-question.ts';

const essay = frozenQuestion('essay_question', [], { id: 1, points_possible: 5 });
const choice = frozenQuestion('multiple_choice_question', [{ id: 1, weight: 100 }], { id: 2 });
const text = frozenQuestion('text_only_question', [], { id: 3, points_possible: 0 });
const questions = [essay, choice, text];
const graded = [scoreQuestion(essay, '<p>x</p>'), scoreQuestion(choice, '9'), scoreQuestion(text, undefined)];
const quiz = { quizType: 'assignment', pointsPossible: 8 } as const;

function changed(id: number, change: ManualScore, before = graded) {
  const after = withManualScores(before, questions, new Map([[id, change]]));
  return { after, answer: after.find(({ question_id }) => question_id === id) };
}

describe('an essay', () => {
  test.each([
    [5, true],
    [6, true],
    [2.5, 'partial'],
    [0, false],
    [-1, false],
  ])('with %d of 5 points is %s and no longer waits', (score, correct) => {
    const { after, answer } = changed(1, { score });
    expect(answer).toStrictEqual({ correct, points: score, question_id: 1, text: '<p>x</p>' });
    expect(isPendingReview(after, quiz)).toBe(false);
  });

  test('with a comment alone still waits', () => {
    const { after, answer } = changed(1, { comment: 'Soon' });
    expect(answer).toMatchObject({ correct: 'undefined', points: 0, more_comments: 'Soon' });
    expect(isPendingReview(after, quiz)).toBe(true);
  });

  test('graded once has its verdict from then on', () => {
    const { after } = changed(1, { score: 0 });
    expect(changed(1, { score: 5 }, after).answer).toMatchObject({ correct: false, points: 5 });
  });
});

test('the verdict of a scorer stays, whatever points a teacher gives', () => {
  expect(changed(2, { score: 3 }).answer).toMatchObject({ correct: false, points: 3 });
  expect(changed(3, { score: 1 }).answer).toMatchObject({ correct: 'no_score', points: 1 });
});

test('a comment is put, replaced, left and removed', () => {
  const put = changed(1, { comment: 'Good' });
  expect(put.answer).toMatchObject({ more_comments: 'Good' });
  expect(changed(1, { comment: 'Better' }, put.after).answer).toMatchObject({ more_comments: 'Better' });
  expect(changed(1, { score: 4 }, put.after).answer).toMatchObject({ more_comments: 'Good', points: 4 });
  expect(changed(1, { comment: '' }, put.after).answer).not.toHaveProperty('more_comments');
  expect(changed(1, { comment: '' }).answer).toEqual(graded[0]);
});

test('other answers and questions that the attempt does not have are left alone', () => {
  expect(changed(1, { score: 4 }).after.slice(1)).toEqual(graded.slice(1));
  expect(changed(99, { score: 4 }).after).toEqual(graded);
  expect(withManualScores(graded, questions, new Map())).toEqual(graded);
});

describe('the score of the attempt', () => {
  const points = [1.1, 2.2].map((given, id) => ({ question_id: id, correct: true, points: given, text: '' }));

  test.each([
    [null, 3.3],
    [0, 3.3],
    [0.1, 3.4],
    [-2.4, 0.9],
    [-4, -0.7],
  ])('with %d fudge points is %d', (fudge, score) => {
    expect(attemptScore(points, fudge, quiz)).toBe(score);
  });

  test('of a graded survey is that of the quiz', () => {
    expect(attemptScore(points, -2, { quizType: 'graded_survey', pointsPossible: 8 })).toBe(8);
  });

  test('grows by just what a teacher gives', () => {
    const cents = fc.integer({ min: 0, max: 100_000 });
    fc.assert(
      fc.property(cents, cents, (score, fudge) => {
        const { after } = changed(1, { score: score / 100 });
        expect(attemptScore(after, fudge / 100, quiz)).toBe((score + fudge) / 100);
      }),
    );
  });
});
