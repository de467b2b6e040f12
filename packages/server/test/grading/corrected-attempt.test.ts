// Whole attempts graded again by corrected keys. Source: quiz reference §3.1.

import { expect, test } from 'vitest';
import { correctedAttempt } from '../../src/grading/corrected-attempt.ts';
import { scoreQuestion } from '../../src/grading/score-question.ts';
import type { AnswerSheet } from '../../src/model/answer-sheet.ts';
import type { FrozenQuestion, RegradeOption } from '../../src/model/question-data.ts';
import { frozenQuestion } from '../support/frozen-question.ts';

function choice(id: number, right: number, more: Partial<FrozenQuestion> = {}): FrozenQuestion {
  const answers = [1, 2, 3].map((answer) => ({ id: answer, weight: answer === right ? 100 : 0 }));
  return frozenQuestion('multiple_choice_question', answers, { id, ...more });
}

function correction(right: number, regrade_option: RegradeOption): FrozenQuestion {
  return choice(99, right, { regrade_option, question_text: '<p>Better?</p>' });
}

function attempt(questions: FrozenQuestion[], sheet: AnswerSheet) {
  return { questions, sheet, graded: questions.map((one) => scoreQuestion(one, sheet[one.id]?.answer)) };
}

test('without corrections there is nothing new', () => {
  expect(correctedAttempt(attempt([choice(7, 1)], { 7: { answer: '1' } }), () => [])).toBeNull();
});

test('one question is corrected, the others stay as they are', () => {
  const before = attempt([choice(7, 1), choice(8, 1)], { 7: { answer: '2' }, 8: { answer: '2' } });
  const after = correctedAttempt(before, ({ id }) =>
    id === 7 ? [correction(2, 'current_correct_only')] : [],
  );
  expect(after?.graded).toMatchObject([
    { question_id: 7, correct: true, points: 3, score_before_regrade: 0 },
    before.graded[1] ?? {},
  ]);
  expect(after?.questions).toMatchObject([
    { id: 7, position: 1, question_text: '<p>Better?</p>' },
    before.questions[1] ?? {},
  ]);
});

test('corrections follow one another, each judging what the one before it left', () => {
  const before = attempt([choice(7, 1)], { 7: { answer: '1' } });
  const corrections = [correction(2, 'current_correct_only'), correction(3, 'current_and_previous_correct')];
  const after = correctedAttempt(before, () => corrections);
  // Right at first, wrong by the second key; the third keeps what there was: nothing.
  expect(after?.graded).toMatchObject([{ correct: false, points: 0, score_before_regrade: 3 }]);
});

test('what waited with the question is taken up and does not stay with it', () => {
  const waiting = choice(7, 1, { corrections: [correction(2, 'full_credit')] });
  const before = attempt([waiting], { 7: { answer: '3' } });
  const after = correctedAttempt(before, ({ corrections = [] }) => corrections);
  expect(after?.graded).toMatchObject([{ correct: false, points: 3, regrade_option: 'full_credit' }]);
  expect(after?.questions[0]).not.toHaveProperty('corrections');
});
