// What authors send for each type, and the question that is kept. Source: core reference §15, §15.1.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { QuestionData } from '../../../src/model/question-data.ts';
import { questionTypes } from '../../../src/model/question-data.ts';
import { type QuestionInput, questionDataOf } from '../../../src/model/questions/question-draft.ts';
import { Refusal, type RefusalReason } from '../../../src/model/refusal.ts';

function draft(asked: QuestionInput, before: QuestionData | null = null, firstId = 100): QuestionData {
  let id = firstId;
  return questionDataOf(asked, before, () => id++);
}

function reasonFor(asked: QuestionInput): RefusalReason {
  try {
    draft(asked);
  } catch (error) {
    if (error instanceof Refusal) return error.reason;
    throw error;
  }
  throw new Error('not refused');
}

const bare: QuestionData = {
  question_name: 'Question',
  question_type: 'text_only_question',
  question_text: 'Question text',
  points_possible: 0,
  correct_comments: '',
  incorrect_comments: '',
  neutral_comments: '',
  correct_comments_html: '',
  incorrect_comments_html: '',
  neutral_comments_html: '',
  answers: [],
  variables: null,
  formulas: null,
  answer_tolerance: null,
  formula_decimal_places: null,
  matches: null,
  matching_answer_incorrect_matches: null,
  text_after_answers: null,
  regrade_option: null,
};
const noComments = { comments: '', comments_html: '' };

describe('the question itself', () => {
  test('needs nothing', () => {
    expect(draft({})).toStrictEqual(bare);
  });

  test('keeps what was said', () => {
    const asked = {
      question_name: 'Cells',
      question_type: 'essay_question',
      question_text: '<p>Why?</p>',
      points_possible: 2.5,
      correct_comments: 'a',
      incorrect_comments: 'b',
      neutral_comments: 'c',
      correct_comments_html: '<b>a</b>',
      incorrect_comments_html: '<b>b</b>',
      neutral_comments_html: '<b>c</b>',
      text_after_answers: 'after',
      regrade_option: 'full_credit',
      allow_partial_credit: false,
    };
    expect(draft(asked)).toStrictEqual({ ...bare, ...asked });
  });

  test.each<[string, QuestionInput, Partial<QuestionData>]>([
    ['points as text', { points_possible: ' 2.50 ' }, { points_possible: 2.5 }],
    ['blank points are 0', { points_possible: '' }, { points_possible: 0 }],
    ['null as not given', { points_possible: null, question_name: null }, {}],
    ['a blank name as the default', { question_name: '  ' }, {}],
    ['an empty text as empty', { question_text: '' }, { question_text: '' }],
    ['a number as a name', { question_name: 7 }, { question_name: '7' }],
    ['a blank type as the default', { question_type: ' ' }, {}],
    ['an unknown regrade option as none', { regrade_option: 'everything' }, {}],
    ['partial credit allowed as nothing to say', { allow_partial_credit: 'true' }, {}],
    ['partial credit denied in a form', { allow_partial_credit: '0' }, { allow_partial_credit: false }],
    [
      'what the type has no use for as not there',
      { answers: [{ answer_text: 'x' }], variables: [{ name: 'x' }], formulas: ['x'] },
      {},
    ],
  ])('reads %s', (_, asked, expected) => {
    expect(draft(asked)).toStrictEqual({ ...bare, ...expected });
  });

  test.each<[string, QuestionInput, RefusalReason]>([
    [
      'an unknown type',
      { question_type: 'hot_spot_question' },
      {
        kind: 'record_invalid',
        faults: [{ field: 'question_type', type: 'inclusion', message: 'is not included in the list' }],
      },
    ],
    [
      'points below 0',
      { points_possible: -0.5 },
      {
        kind: 'record_invalid',
        faults: [
          {
            field: 'points_possible',
            type: 'greater_than_or_equal_to',
            message: 'must be greater than or equal to 0',
          },
        ],
      },
    ],
    [
      'more points than a quiz can have',
      { points_possible: 2_000_000_001 },
      {
        kind: 'record_invalid',
        faults: [
          {
            field: 'points_possible',
            type: 'less_than_or_equal_to',
            message: 'must be less than or equal to 2000000000',
          },
        ],
      },
    ],
    ...refusedAsMalformed(
      [
        'points that are no number',
        { points_possible: 'many' },
        'question[points_possible] must be a number',
      ],
      ['infinite points', { points_possible: '1e999' }, 'question[points_possible] must be a number'],
      ['a text that is an object', { question_text: {} }, 'question[question_text] must be a string'],
      ['U+0000', { question_name: 'a\0' }, 'question[question_name] must not contain the character U+0000'],
      [
        'a long text',
        { question_text: 'x'.repeat(16_385) },
        'question[question_text] must have at most 16384 characters',
      ],
      [
        'a long comment',
        { neutral_comments_html: 'x'.repeat(5_121) },
        'question[neutral_comments_html] must have at most 5120 characters',
      ],
      [
        'a long name',
        { question_name: 'x'.repeat(256) },
        'question[question_name] must have at most 255 characters',
      ],
      [
        'neither true nor false',
        { allow_partial_credit: 'perhaps' },
        'question[allow_partial_credit] must be true or false',
      ],
      [
        'answers that are text',
        { answers: 'x', question_type: 'essay_question' },
        'question[answers] must be a list',
      ],
      ['an answer that is text', { answers: ['x'] }, 'question[answers][0] must be an object'],
      ['answers by name', { answers: { a: {} } }, 'question[answers] must be a list'],
      [
        'too many answers',
        { answers: Array(1_001).fill({}) },
        'question[answers] must have at most 1000 items',
      ],
    ),
  ])('refuses %s', (_, asked, reason) => {
    expect(reasonFor(asked)).toStrictEqual(reason);
  });

  test('takes texts up to the very bound, counted by character', () => {
    expect(draft({ question_text: '😀'.repeat(16_384) }).question_text).toHaveLength(32_768);
    expect(draft({ correct_comments: 'x'.repeat(5_120) }).correct_comments).toHaveLength(5_120);
    expect(
      draft({ answers: Array(1_000).fill({}), question_type: 'true_false_question' }).answers,
    ).toHaveLength(1_000);
  });
});

describe('an edit', () => {
  const before = draft({
    question_name: 'Cells',
    question_type: 'multiple_choice_question',
    question_text: '<p>Powerhouse?</p>',
    points_possible: 2,
    answers: [{ answer_text: 'Nucleus' }, { answer_text: 'Mitochondrion', answer_weight: 100 }],
  });

  test('that says nothing changes nothing', () => {
    expect(draft({}, before)).toStrictEqual(before);
    expect(draft({ question_text: null, answers: null }, before)).toStrictEqual(before);
  });

  test('changes only what it says', () => {
    expect(draft({ points_possible: 3 }, before)).toStrictEqual({ ...before, points_possible: 3 });
  });

  test('replaces all answers; those sent with their ids keep them', () => {
    const answers = [
      { id: before.answers[1]?.id, answer_text: 'Mitochondria', answer_weight: 100 },
      { answer_text: 'Ribosome' },
    ];
    expect(draft({ answers }, before, 500).answers).toMatchObject([
      { id: 101, text: 'Mitochondria', weight: 100 },
      { id: 500, text: 'Ribosome', weight: 0 },
    ]);
  });

  test('to another type reads the answers that are there in its own way', () => {
    const changed = draft({ question_type: 'short_answer_question' }, before);
    expect(changed.answers).toMatchObject([
      { id: 100, text: 'Nucleus', weight: 100 },
      { id: 101, text: 'Mitochondrion', weight: 100 },
    ]);
    expect(draft({ question_type: 'essay_question' }, before).answers).toStrictEqual([]);
  });
});

describe.each([
  'multiple_choice_question',
  'true_false_question',
  'missing_word_question',
  'multiple_answers_question',
])('%s', (question_type) => {
  const answersOf = (answers: unknown) => draft({ question_type, answers }).answers;

  test('keeps text, HTML, comments and weight, by the names of requests and of storage', () => {
    const kept = {
      id: 100,
      text: 'Yes',
      comments: 'c',
      comments_html: '<i>c</i>',
      html: '<b>Yes</b>',
      weight: 100,
    };
    expect(
      answersOf([
        {
          answer_text: 'Yes',
          answer_html: '<b>Yes</b>',
          answer_weight: '100',
          answer_comment: 'c',
          answer_comment_html: '<i>c</i>',
        },
      ]),
    ).toStrictEqual([kept]);
    expect(answersOf([{ ...kept, id: '42' }])).toStrictEqual([{ ...kept, id: 42 }]);
    expect(answersOf([{ answer_comments: 'docs say so' }])).toMatchObject([{ comments: 'docs say so' }]);
  });

  test('has its first answer right when none is', () => {
    expect(answersOf([{ text: 'a' }, { text: 'b', weight: 50 }]).map(({ weight }) => weight)).toStrictEqual([
      100, 50,
    ]);
    expect(answersOf([{ text: 'a' }, { text: 'b', weight: 100 }]).map(({ weight }) => weight)).toStrictEqual([
      0, 100,
    ]);
    expect(answersOf([])).toStrictEqual([]);
  });

  test('takes answers as numbered parts of a form, in the order of the numbers', () => {
    const answers = { '10': { answer_text: 'c' }, '2': { answer_text: 'b' }, '0': { answer_text: 'a' } };
    expect(answersOf(answers).map(({ text }) => text)).toStrictEqual(['a', 'b', 'c']);
    expect(answersOf('')).toStrictEqual([]);
    expect(answersOf([{ text: 'a' }, null]).map(({ text }) => text)).toStrictEqual(['a']);
  });

  test('gives every answer an id of its own', () => {
    expect(
      answersOf([{ id: 7 }, { id: '7' }, { id: 0 }, { id: 'x' }, { id: -1 }, { id: 1.5 }, { id: 100 }]).map(
        ({ id }) => id,
      ),
    ).toStrictEqual([7, 101, 102, 103, 104, 105, 100]);
  });
});

describe('short_answer_question', () => {
  test('drops empty texts, and all others are right', () => {
    const answers = [{ answer_text: 'DNA', answer_weight: 0 }, { answer_text: '' }, {}, { text: ' dna' }];
    expect(draft({ question_type: 'short_answer_question', answers }).answers).toStrictEqual([
      { id: 100, text: 'DNA', ...noComments, weight: 100 },
      { id: 101, text: ' dna', ...noComments, weight: 100 },
    ]);
  });
});

describe('fill_in_multiple_blanks_question', () => {
  test('keeps the blank; a text without a weight is right', () => {
    const answers = [
      { answer_text: 'red', blank_id: 'colour', answer_weight: 100 },
      { answer_text: 'blue', blank_id: 'colour', weight: '0' },
      { answer_text: 'round', blank_id: 'shape' },
      { answer_text: ' ', blank_id: 'shape' },
    ];
    expect(draft({ question_type: 'fill_in_multiple_blanks_question', answers }).answers).toStrictEqual([
      { id: 100, text: 'red', ...noComments, weight: 100, blank_id: 'colour' },
      { id: 101, text: 'blue', ...noComments, weight: 0, blank_id: 'colour' },
      { id: 102, text: 'round', ...noComments, weight: 100, blank_id: 'shape' },
    ]);
  });
});

describe('multiple_dropdowns_question', () => {
  test('has the first answer of each blank right where none is', () => {
    const answers = [
      { answer_text: 'red', blank_id: 'colour' },
      { answer_text: 'round', blank_id: 'shape', answer_weight: 0 },
      { answer_text: 'blue', blank_id: 'colour', weight: 100 },
      { answer_text: '', blank_id: 'shape' },
    ];
    expect(draft({ question_type: 'multiple_dropdowns_question', answers }).answers).toStrictEqual([
      { id: 100, text: 'red', ...noComments, weight: 0, blank_id: 'colour' },
      { id: 101, text: 'round', ...noComments, weight: 100, blank_id: 'shape' },
      { id: 102, text: 'blue', ...noComments, weight: 100, blank_id: 'colour' },
      { id: 103, text: '', ...noComments, weight: 0, blank_id: 'shape' },
    ]);
  });
});

describe('matching_question', () => {
  const question_type = 'matching_question';
  const answers = [
    { answer_match_left: 'Dog', answer_match_right: 'Mammal' },
    { answer_match_left: 'Newt', answer_match_left_html: '<i>Newt</i>', answer_match_right: 'Amphibian' },
    { answer_match_left: 'Cat', answer_match_right: 'Mammal' },
  ];

  test('has one match for equal right sides, and one for each distractor', () => {
    const question = draft({
      question_type,
      answers,
      matching_answer_incorrect_matches: `Fish\r\n\nMammal\n ${'x'.repeat(300)}\nFish`,
    });
    expect(question.matches).toStrictEqual([
      { text: 'Mammal', match_id: 100 },
      { text: 'Amphibian', match_id: 101 },
      { text: 'Fish', match_id: 102 },
      { text: 'x'.repeat(256), match_id: 103 },
    ]);
    const common = { ...noComments, weight: 100 };
    expect(question.answers).toStrictEqual([
      { id: 104, text: 'Dog', left: 'Dog', right: 'Mammal', ...common, match_id: 100 },
      {
        id: 105,
        text: 'Newt',
        left: 'Newt',
        html: '<i>Newt</i>',
        left_html: '<i>Newt</i>',
        right: 'Amphibian',
        ...common,
        match_id: 101,
      },
      { id: 106, text: 'Cat', left: 'Cat', right: 'Mammal', ...common, match_id: 100 },
    ]);
    expect(question.variables).toBeNull();
  });

  test('keeps ids of matches through an edit, those of distractors too', () => {
    const before = draft({ question_type, answers, matching_answer_incorrect_matches: 'Fish' });
    const after = draft({ matching_answer_incorrect_matches: 'Bird\nFish' }, before, 900);
    expect(after.matches).toStrictEqual([
      ...(before.matches ?? []).slice(0, 2),
      { text: 'Bird', match_id: 900 },
      { text: 'Fish', match_id: 102 },
    ]);
    expect(after.answers).toStrictEqual(before.answers);
  });

  test('keeps a match id that is sent, unless another right side has it', () => {
    const { matches } = draft({
      question_type,
      answers: [
        { left: 'a', right: '1', match_id: 40 },
        { left: 'b', right: '2', match_id: '40' },
      ],
    });
    expect(matches).toStrictEqual([
      { text: '1', match_id: 40 },
      { text: '2', match_id: 100 },
    ]);
  });

  test('refuses more distractors than it can have', () => {
    const lines = Array.from({ length: 1_001 }, (_, line) => line).join('\n');
    expect(reasonFor({ question_type, matching_answer_incorrect_matches: lines })).toStrictEqual({
      kind: 'malformed',
      message: 'question[matching_answer_incorrect_matches] must have at most 1000 lines',
    });
  });
});

describe('numerical_question', () => {
  const numbersOf = (answer: object) =>
    draft({ question_type: 'numerical_question', answers: [answer] }).answers[0];
  const common = { id: 100, text: '', ...noComments, weight: 100 };

  test.each([
    [
      'exact, as sent',
      { numerical_answer_type: 'exact_answer', answer_exact: '46', answer_error_margin: 0.5 },
      { numerical_answer_type: 'exact_answer', exact: 46, margin: 0.5 },
    ],
    [
      'exact, as stored, with a percentage',
      { numerical_answer_type: 'exact_answer', exact: 46, margin: ' 10 % ' },
      { numerical_answer_type: 'exact_answer', exact: 46, margin: '10%' },
    ],
    [
      'exact without numbers',
      { numerical_answer_type: 'exact_answer', answer_exact: '' },
      { numerical_answer_type: 'exact_answer', exact: 0, margin: 0 },
    ],
    [
      'a range, as sent',
      { numerical_answer_type: 'range_answer', answer_range_start: -1, answer_range_end: '1e3' },
      { numerical_answer_type: 'range_answer', start: -1, end: 1000 },
    ],
    [
      'an unknown kind is a range',
      { numerical_answer_type: 'about', start: 1, end: 2 },
      { numerical_answer_type: 'range_answer', start: 1, end: 2 },
    ],
    [
      'so many digits, as sent',
      { numerical_answer_type: 'precision_answer', answer_approximate: 3.14, answer_precision: '3.0' },
      { numerical_answer_type: 'precision_answer', approximate: 3.14, precision: 3 },
    ],
    [
      'so many digits, as stored',
      { numerical_answer_type: 'precision_answer', approximate: 3.14, precision: 3 },
      { numerical_answer_type: 'precision_answer', approximate: 3.14, precision: 3 },
    ],
  ])('%s', (_, sent, kept) => {
    expect(numbersOf(sent)).toStrictEqual({ ...common, ...kept });
  });

  test.each([
    [{ numerical_answer_type: 'exact_answer', answer_exact: 'x' }, '[answer_exact] must be a number'],
    [{ numerical_answer_type: 'exact_answer', margin: 'x%' }, '[margin] must be a number or a percentage'],
    [
      { numerical_answer_type: 'precision_answer', precision: 17 },
      '[precision] must be an integer from 0 to 16',
    ],
    [
      { numerical_answer_type: 'precision_answer', precision: 1.5 },
      '[precision] must be an integer from 0 to 16',
    ],
    [{ answer_range_end: true }, '[answer_range_end] must be a number'],
    [{ numerical_answer_type: ['exact_answer'] }, '[numerical_answer_type] must be a string'],
  ])('refuses %j', (answer, message) => {
    expect(reasonFor({ question_type: 'numerical_question', answers: [answer] })).toStrictEqual({
      kind: 'malformed',
      message: `question[answers][0]${message}`,
    });
  });
});

describe('calculated_question', () => {
  const question_type = 'calculated_question';

  test('keeps variables, formulas and sets of values with their decimals', () => {
    const question = draft({
      question_type,
      variables: { '0': { name: 'x', min: '1', max: 10, scale: '2' }, '1': { name: 'n' } },
      formulas: ['x+n', { formula: 'y' }],
      answer_tolerance: '5%',
      formula_decimal_places: '2',
      answers: [
        {
          answer_text: '7.25',
          variables: [
            { name: 'x', value: '4.255' },
            { name: 'n', value: 3 },
            { name: 'z', value: '0.10' },
          ],
        },
        { id: 9, answer: -1 },
      ],
    });
    expect(question).toStrictEqual({
      ...bare,
      question_type,
      variables: [
        { name: 'x', min: 1, max: 10, scale: 2 },
        { name: 'n', min: 0, max: 0, scale: 0 },
      ],
      formulas: [{ formula: 'x+n' }, { formula: 'y' }],
      answer_tolerance: '5%',
      formula_decimal_places: 2,
      answers: [
        {
          id: 100,
          weight: 100,
          answer: 7.25,
          variables: [
            { name: 'x', value: '4.25' },
            { name: 'n', value: '3' },
            { name: 'z', value: '0.1' },
          ],
        },
        { id: 9, weight: 100, answer: -1, variables: [] },
      ],
    });
  });

  test('may have nothing yet', () => {
    expect(draft({ question_type, answer_tolerance: '', formula_decimal_places: '' })).toStrictEqual({
      ...bare,
      question_type,
      variables: [],
      formulas: [],
      formula_decimal_places: 0,
    });
  });

  test.each(
    refusedAsMalformed(
      [
        'a scale past 16',
        { variables: [{ name: 'x', scale: 17 }] },
        'question[variables][0][scale] must be an integer from 0 to 16',
      ],
      [
        'too many variables',
        { variables: Array(101).fill({}) },
        'question[variables] must have at most 100 items',
      ],
      ['a formula that is a list', { formulas: [['x']] }, 'question[formulas][0] must be a string'],
      [
        'a tolerance in words',
        { answer_tolerance: 'some' },
        'question[answer_tolerance] must be a number or a percentage',
      ],
      [
        'a value that is no number',
        { answers: [{ variables: { '3': { name: 'x', value: 'x' } } }] },
        'question[answers][0][variables][3][value] must be a number',
      ],
    ),
  )('refuses %s', (_, asked, reason) => {
    expect(reasonFor({ ...asked, question_type })).toStrictEqual(reason);
  });
});

const anyValue = fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.constant(undefined));
const anyAnswer = fc.dictionary(
  fc.constantFrom(
    ...['id', 'answer_text', 'text', 'answer_html', 'answer_weight', 'weight', 'answer_comment', 'blank_id'],
    ...[
      'answer_match_left',
      'answer_match_right',
      'match_id',
      'numerical_answer_type',
      'answer_exact',
      'margin',
    ],
    ...['start', 'precision', 'answer', 'variables', '__proto__'],
  ),
  fc.oneof(fc.constantFrom('', '1', '10%', 'exact_answer', 'precision_answer', 100, 0, null), anyValue),
);
const anyInput = fc.record(
  {
    question_type: fc.oneof({ weight: 20, arbitrary: fc.constantFrom(...questionTypes) }, anyValue),
    question_name: anyValue,
    question_text: anyValue,
    points_possible: anyValue,
    correct_comments: anyValue,
    answers: fc.oneof({ weight: 5, arbitrary: fc.array(anyAnswer) }, anyValue),
    variables: fc.oneof(
      { weight: 5, arbitrary: fc.array(fc.record({ name: fc.constantFrom('x', 'y'), scale: fc.nat(20) })) },
      anyValue,
    ),
    formulas: fc.oneof(fc.array(fc.string()), anyValue),
    matching_answer_incorrect_matches: anyValue,
    answer_tolerance: anyValue,
  },
  { requiredKeys: [] },
);

test('whatever is sent is kept or refused, and what is kept reads as itself', () => {
  fc.assert(
    fc.property(anyInput, fc.nat(9_999), (asked, firstId) => {
      let kept: QuestionData;
      try {
        kept = draft(asked, null, firstId);
      } catch (error) {
        expect(error).toBeInstanceOf(Refusal);
        return;
      }
      const ids = kept.answers.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      // As it comes back from the database.
      const stored = JSON.parse(JSON.stringify(kept)) as QuestionData;
      expect(draft({}, stored, 5_000)).toStrictEqual(kept);
    }),
    { numRuns: 2_000 },
  );
});

function refusedAsMalformed(
  ...cases: [name: string, asked: QuestionInput, message: string][]
): [string, QuestionInput, RefusalReason][] {
  return cases.map(([name, asked, message]) => [name, asked, { kind: 'malformed', message }]);
}
