// What takers see of questions. Source: quiz reference §2.6.

import { expect, test } from 'vitest';
import { type QuestionType, questionTypes } from '../../../src/model/question-data.ts';
import { attemptQuestions } from '../../../src/model/questions/attempt-questions.ts';
import { frozenEntries } from '../../../src/model/questions/frozen-entries.ts';
import { type QuestionInput, questionDataOf } from '../../../src/model/questions/question-draft.ts';
import { studentQuestion } from '../../../src/model/questions/student-question.ts';

/** Every text and number that says what is right, or what an author tells about it, has `secret` or 98765 in it. */
const authored: Record<QuestionType, QuestionInput> = {
  multiple_choice_question: {
    answers: [{ text: 'shown' }, { text: 'right', html: 'right', weight: 100, comments: 'secret' }],
  },
  true_false_question: {
    answers: [{ text: 'True', weight: 100, comments_html: 'secret' }, { text: 'False' }],
  },
  missing_word_question: { answers: [{ text: 'right', weight: 100, comments: 'secret' }] },
  multiple_answers_question: {
    answers: [{ text: 'right', weight: 100, comments: 'secret' }, { text: 'wrong' }],
  },
  short_answer_question: { answers: [{ text: 'secret' }] },
  fill_in_multiple_blanks_question: {
    question_text: '[blank]',
    answers: [{ text: 'secret', blank_id: 'blank', weight: 100 }],
  },
  multiple_dropdowns_question: {
    question_text: '[blank]',
    answers: [{ text: 'right', blank_id: 'blank', weight: 100, comments: 'secret' }],
  },
  matching_question: {
    answers: [{ left: 'left', right: 'right', comments: 'secret' }],
    matching_answer_incorrect_matches: 'wrong',
  },
  numerical_question: {
    answers: [
      { numerical_answer_type: 'exact_answer', exact: 98765, margin: 98765, text: 'secret' },
      { numerical_answer_type: 'range_answer', start: 98765, end: 98765 },
      { numerical_answer_type: 'precision_answer', approximate: 98765, precision: 3 },
    ],
  },
  calculated_question: {
    question_text: '[x]',
    variables: [{ name: 'x', min: 1, max: 9, scale: 1 }],
    formulas: ['secret'],
    answer_tolerance: '5%',
    formula_decimal_places: 2,
    answers: [{ answer_text: 98765, variables: [{ name: 'x', value: 4 }] }],
  },
  essay_question: {},
  file_upload_question: {},
  text_only_question: {},
};

function shown(type: QuestionType): ReturnType<typeof studentQuestion> {
  const data = questionDataOf(
    {
      question_type: type,
      points_possible: 98765,
      correct_comments: 'secret',
      incorrect_comments: 'secret',
      neutral_comments: 'secret',
      correct_comments_html: 'secret',
      incorrect_comments_html: 'secret',
      neutral_comments_html: 'secret',
      regrade_option: 'full_credit',
      ...authored[type],
    },
    null,
    () => 50,
  );
  const row = {
    id: 7,
    quizId: 1,
    quizGroupId: null,
    workflowState: 'active',
    position: 1,
    questionData: JSON.stringify(data),
    createdAtMs: 0,
    updatedAtMs: 0,
  } as const;
  const entries = frozenEntries([row], [], '2026-09-01T09:00:00Z');
  const [question] = attemptQuestions(
    entries,
    { shuffleAnswers: 0 },
    () => 0,
    (id, blank) => `question_${id}_${blank}`,
  );
  if (question === undefined) throw new Error('no question');
  return studentQuestion(question);
}

const answersShown: Partial<Record<QuestionType, string>> = {
  multiple_choice_question: 'id text html',
  true_false_question: 'id text html',
  missing_word_question: 'id text html',
  multiple_answers_question: 'id text html',
  multiple_dropdowns_question: 'id text blank_id',
  matching_question: 'id text',
  calculated_question: 'id variables',
};

test.each(questionTypes)('nothing of %s says what is right', (type) => {
  const question = shown(type);
  const text = JSON.stringify(question);
  expect(text).not.toMatch(/secret|98765|weight|comments|"right":|"left":|100/);
  expect(Object.keys(question).filter((key) => key !== 'answers')).toStrictEqual([
    'id',
    'position',
    'quiz_group_id',
    'assessment_question_id',
    'question_name',
    'question_type',
    'question_text',
    'matches',
    'formulas',
    'variables',
    'answer_tolerance',
    'formula_decimal_places',
  ]);
  const keys = answersShown[type];
  if (keys === undefined) expect(question).not.toHaveProperty('answers');
  for (const answer of question.answers ?? []) expect(Object.keys(answer).join(' ')).toBe(keys);
  expect(question.answers?.length ?? 0).toBe(
    keys === undefined ? 0 : (authored[type].answers as object[]).length,
  );
});

test('matching shows left sides and right sides, not which belong together', () => {
  const question = shown('matching_question');
  expect(question.answers).toStrictEqual([{ id: 50, text: 'left' }]);
  expect(question.matches).toStrictEqual([
    { text: 'right', match_id: 50 },
    { text: 'wrong', match_id: 51 },
  ]);
});

test('calculated shows the values, in the text too, not what comes of them', () => {
  const question = shown('calculated_question');
  expect(question.question_text).toBe('4.0');
  expect(question.answers).toStrictEqual([{ id: 50, variables: [{ name: 'x', value: '4.0' }] }]);
  expect(question).toMatchObject({
    variables: [{ name: 'x', min: 1, max: 9, scale: 1 }],
    formulas: null,
    answer_tolerance: '5%',
    formula_decimal_places: 2,
  });
});
