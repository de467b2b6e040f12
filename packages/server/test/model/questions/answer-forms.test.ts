// The forms in which answers come through the API, and the one they are kept in. Source: quiz reference §1.7, §2.5.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Answer } from '../../../src/model/answer-sheet.ts';
import { type FrozenQuestion, questionTypes } from '../../../src/model/question-data.ts';
import { fullAnswer, readAnswer } from '../../../src/model/questions/answer-forms.ts';
import { fileIdsOf } from '../../../src/model/questions/answers/files.ts';
import { Refusal } from '../../../src/model/refusal.ts';
import { arbitraryAnswer, arbitraryQuestion } from '../../support/arbitrary-question.ts';
import { frozenQuestion } from '../../support/frozen-question.ts';

const sanitise = (html: string) => html.replaceAll(/<script>.*?<\/script>/g, '');

function read(question: FrozenQuestion, given: unknown, before?: Answer): Answer {
  return readAnswer(question, given, sanitise, before);
}

function refusalOf(question: FrozenQuestion, given: unknown): unknown {
  try {
    read(question, given);
  } catch (error) {
    if (error instanceof Refusal) return error.reason;
    throw error;
  }
  return 'not refused';
}

const badRequest = (message: string) => ({ kind: 'declined', as: 'bad_request', message });
const answersWithIds = (...ids: number[]) => ids.map((id) => ({ id, weight: 0 }));
const tooLong = 'x'.repeat(16_384);

describe.each(['multiple_choice_question', 'true_false_question', 'missing_word_question'] as const)(
  '%s',
  (type) => {
    const question = frozenQuestion(type, answersWithIds(1658, 2033));

    test.each([[1658], ['1658'], [' 1658 '], ['+1658'], [1658.0]])('takes %j', (given) => {
      expect(read(question, given, '2033')).toBe('1658');
    });

    test.each([
      [1659, "Unknown answer '1659'"],
      ['01659', "Unknown answer '1659'"],
      [-1, "Unknown answer '-1'"],
      ['', 'answer must be of type Integer'],
      ['1658x', 'answer must be of type Integer'],
      [1658.5, 'answer must be of type Integer'],
      ['99999999999999999999', 'answer must be of type Integer'],
      [true, 'answer must be of type Integer'],
      [['1658'], 'answer must be of type Integer'],
      [{}, 'answer must be of type Integer'],
      [null, 'answer must be of type Integer'],
      [undefined, 'answer must be of type Integer'],
    ])('declines %j', (given, message) => {
      expect(refusalOf(question, given)).toStrictEqual(badRequest(message));
    });

    test('has null until one is chosen, and for one that it does not have', () => {
      expect(fullAnswer(question, undefined)).toBeNull();
      expect(fullAnswer(question, '1')).toBeNull();
    });
  },
);

describe('multiple_answers_question', () => {
  const question = frozenQuestion('multiple_answers_question', answersWithIds(5601, 9, 269));

  test.each<[unknown, string[]]>([
    [
      [269, '5601'],
      ['5601', '269'],
    ],
    [['9', 9], ['9']],
    [[], []],
    [[''], []],
    [null, []],
    [undefined, []],
  ])('takes %j, which replaces what was chosen', (given, kept) => {
    expect(read(question, given, ['9'])).toStrictEqual(kept);
  });

  test.each([
    ['5601', 'answer must be of type Array'],
    [{ '0': 5601 }, 'answer must be of type Array'],
    [[5601, 'x'], 'answer[1] must be of type Integer'],
    [['', ''], 'answer[0] must be of type Integer'],
    [[null], 'answer[0] must be of type Integer'],
    [[9, 10], "Unknown answer '10'"],
  ])('declines %j', (given, message) => {
    expect(refusalOf(question, given)).toStrictEqual(badRequest(message));
  });

  test('has an empty list until something is chosen', () => {
    expect(fullAnswer(question, undefined)).toStrictEqual([]);
  });
});

describe('short_answer_question', () => {
  const question = frozenQuestion('short_answer_question', []);

  test.each([
    [' Pity\n', 'pity'],
    ['ÄÖ  x', 'äö  x'],
    ['', null],
    ['  ', null],
    [`${'😀'.repeat(16_383)}`, '😀'.repeat(16_383)],
  ])('folds %j', (given, kept) => {
    expect(read(question, given, 'before')).toBe(kept);
  });

  test.each([
    [42, 'answer must be of type String'],
    [true, 'answer must be of type String'],
    [null, 'answer must be of type String'],
    [undefined, 'answer must be of type String'],
    [{ text: 'x' }, 'answer must be of type String'],
    [tooLong, 'Text is too long.'],
  ])('declines %j', (given, message) => {
    expect(refusalOf(question, given)).toStrictEqual(badRequest(message));
  });

  test('has null until there is a text', () => {
    expect(fullAnswer(question, undefined)).toBeNull();
    expect(fullAnswer(question, ' ')).toBeNull();
    expect(fullAnswer(question, 'As Typed ')).toBe('As Typed ');
  });
});

describe('essay_question', () => {
  const question = frozenQuestion('essay_question', []);

  test.each([
    ['<p>Because</p>', '<p>Because</p>'],
    ['a<script>b</script>', 'a'],
    ['<script>only</script>', null],
    ['', null],
    [`<script>${tooLong}</script>x`, 'x'],
  ])('makes %.30j safe', (given, kept) => {
    expect(read(question, given)).toBe(kept);
  });

  test.each([
    [5, 'answer must be of type String'],
    [null, 'answer must be of type String'],
    [tooLong, 'Text is too long.'],
  ])('declines %.30j', (given, message) => {
    expect(refusalOf(question, given)).toStrictEqual(badRequest(message));
  });

  test('has null until there is a text', () => {
    expect(fullAnswer(question, undefined)).toBeNull();
  });
});

describe('fill_in_multiple_blanks_question', () => {
  const question = frozenQuestion('fill_in_multiple_blanks_question', [
    { id: 1, weight: 100, text: 'red', blank_id: 'colour' },
    { id: 2, weight: 100, text: 'blue', blank_id: 'colour' },
    { id: 3, weight: 100, text: 'round', blank_id: 'constructor' },
  ]);

  test('folds texts; blanks that are not sent stay, or are null', () => {
    expect(read(question, { colour: ' Red ' })).toStrictEqual({ colour: 'red', constructor: null });
    expect(read(question, { colour: '' }, { colour: 'red', constructor: 'round' })).toStrictEqual({
      colour: null,
      constructor: 'round',
    });
    expect(read(question, {}, { colour: 'red' })).toStrictEqual({ colour: 'red', constructor: null });
  });

  test.each([
    ['red', 'answer must be of type Hash'],
    [['red'], 'answer must be of type Hash'],
    [null, 'answer must be of type Hash'],
    [{ x: 'red' }, "Unknown blank 'x'"],
    [{ toString: 'red' }, "Unknown blank 'toString'"],
    [{ colour: 5 }, 'colour.answer must be of type String'],
    [{ colour: null }, 'colour.answer must be of type String'],
    [{ colour: tooLong }, 'Text is too long.'],
  ])('declines %.40j', (given, message) => {
    expect(refusalOf(question, given)).toStrictEqual(badRequest(message));
  });

  test('lists all blanks until and after one is filled', () => {
    const empty = { colour: null, constructor: null };
    expect(fullAnswer(question, undefined)).toStrictEqual(empty);
    expect(fullAnswer(question, { constructor: 'As Typed' })).toStrictEqual({
      colour: null,
      constructor: 'As Typed',
    });
  });
});

describe('multiple_dropdowns_question', () => {
  const question = frozenQuestion('multiple_dropdowns_question', [
    { id: 4390, weight: 100, blank_id: 'a' },
    { id: 4391, weight: 0, blank_id: 'a' },
    { id: 12, weight: 100, blank_id: 'b' },
  ]);

  test('takes ids; blanks that are not sent stay, or are null', () => {
    expect(read(question, { a: 4390 })).toStrictEqual({ a: '4390', b: null });
    expect(read(question, { b: '12' }, { a: '4391', b: null })).toStrictEqual({ a: '4391', b: '12' });
  });

  test.each([
    [4390, 'answer must be of type Hash'],
    [{ c: 12 }, "Unknown blank 'c'"],
    [{ a: 'x' }, 'answer.a must be of type Integer'],
    [{ a: '' }, 'answer.a must be of type Integer'],
    [{ a: 5 }, "Unknown answer '5'"],
    [{ a: 12 }, "Unknown answer '12'"],
  ])('declines %j', (given, message) => {
    expect(refusalOf(question, given)).toStrictEqual(badRequest(message));
  });

  test('lists all blanks, null where nothing fits', () => {
    expect(fullAnswer(question, undefined)).toStrictEqual({ a: null, b: null });
    expect(fullAnswer(question, { a: '12', b: '12' })).toStrictEqual({ a: null, b: '12' });
  });
});

describe('matching_question', () => {
  const question = frozenQuestion('matching_question', answersWithIds(123, 124), {
    matches: [
      { text: 'x', match_id: 456 },
      { text: 'y', match_id: 457 },
    ],
  });
  const pairs = (first: string | null, second: string | null) => [
    { answer_id: '123', match_id: first },
    { answer_id: '124', match_id: second },
  ];

  test('takes pairs; left sides that are not sent stay, or are null', () => {
    expect(read(question, [{ answer_id: '124', match_id: 456 }])).toStrictEqual(pairs(null, '456'));
    expect(read(question, [{ answer_id: 124, match_id: '457' }], pairs('456', '456'))).toStrictEqual(
      pairs('456', '457'),
    );
    expect(read(question, null, pairs('456', null))).toStrictEqual(pairs('456', null));
    expect(
      read(question, [
        { answer_id: 123, match_id: 456 },
        { answer_id: 123, match_id: 457 },
      ]),
    ).toStrictEqual(pairs('457', null));
  });

  test.each([
    [{ answer_id: 123, match_id: 456 }, 'answer must be of type Array'],
    ['x', 'answer must be of type Array'],
    [['x'], 'answer[0] must be of type Hash'],
    [[{ answer_id: 123, match_id: 456 }, []], 'answer[1] must be of type Hash'],
    [[{ answer_id: 123 }], 'Matching pair is missing parameter "match_id"'],
    [[{ match_id: 456 }], 'Matching pair is missing parameter "answer_id"'],
    [[{ answer_id: 'x', match_id: 456 }], 'answer_id must be of type Integer'],
    [[{ answer_id: 1, match_id: 456 }], "Unknown answer '1'"],
    [[{ answer_id: 123, match_id: null }], 'match_id must be of type Integer'],
    [[{ answer_id: 123, match_id: 1 }], "Unknown match '1'"],
  ])('declines %j', (given, message) => {
    expect(refusalOf(question, given)).toStrictEqual(badRequest(message));
  });

  test('lists every left side, null where nothing fits', () => {
    expect(fullAnswer(question, undefined)).toStrictEqual(pairs(null, null));
    expect(fullAnswer(question, [{ answer_id: '123', match_id: '1' }])).toStrictEqual(pairs(null, null));
  });
});

describe.each(['numerical_question', 'calculated_question'] as const)('%s', (type) => {
  const question = frozenQuestion(type, []);

  test.each([
    [33, 33],
    [-0, 0],
    ['46', 46],
    [' -4.50 ', -4.5],
    ['2.3e-6', 2.3e-6],
    ['.5', 0.5],
    ['1,234.5', 1234.5],
    ['1,234', 1234],
    ['1.234', 1.234],
    ['1.234,5', 1234.5],
    ['3,5', 3.5],
    ['0,125', 0.125],
    ['12,34', 12.34],
    ['', null],
    [' ', null],
  ])('takes %j', (given, kept) => {
    expect(read(question, given, 1)).toBe(kept);
  });

  test.each([
    ['abc'],
    ['1,2,3'],
    ['1 2'],
    ['0x1f'],
    ['1e999'],
    ['∞'],
    [true],
    [[]],
    [{}],
    [null],
    [undefined],
  ])('declines %j', (given) => {
    expect(refusalOf(question, given)).toStrictEqual(badRequest('Parameter must be a valid decimal.'));
  });

  test('has null until there is a number; 0 is one', () => {
    expect(fullAnswer(question, undefined)).toBeNull();
    expect(fullAnswer(question, 0)).toBe(0);
  });
});

describe('types without an answer of their own', () => {
  test('text passes any answer over', () => {
    const question = frozenQuestion('text_only_question', []);
    expect(read(question, 'x', 'before')).toBeNull();
    expect(fullAnswer(question, 'x')).toBeNull();
  });
});

describe('file upload', () => {
  const question = frozenQuestion('file_upload_question', []);

  test.each<[unknown, Answer]>([
    ['7', '7'],
    [7, '7'],
    [' 7 ', '7'],
    [['7'], '7'],
    [['7', '7'], '7'],
    [
      ['7', 8, '7'],
      ['7', '8'],
    ],
    [['', '7', null], '7'],
    [[''], null],
    [[], null],
    ['', null],
    [null, null],
    [undefined, null],
  ])('%j is %j', (given, full) => {
    expect(read(question, given, 'before')).toStrictEqual(full);
    expect(fullAnswer(question, full)).toStrictEqual(full);
  });

  test.each<[unknown, string]>([
    ['x', 'answer'],
    [0, 'answer'],
    ['-7', 'answer'],
    ['7.5', 'answer'],
    ['9007199254740993', 'answer'],
    [{ id: 7 }, 'answer'],
    [true, 'answer'],
    [['7', '', 'x'], 'answer[2]'],
    [[['7']], 'answer[0]'],
  ])('%j is no file', (given, name) => {
    expect(refusalOf(question, given)).toStrictEqual(badRequest(`${name} must be of type Integer`));
  });

  test('its ids are found in every form that the sheet has had', () => {
    const answers: (Answer | undefined)[] = ['7', ['7', '8'], ['7'], null, undefined, 7];
    expect(answers.map(fileIdsOf)).toStrictEqual([['7'], ['7', '8'], ['7'], [], [], []]);
    expect(fullAnswer(question, ['7'])).toBe('7');
    expect(fullAnswer(question, [])).toBeNull();
    expect(fullAnswer(question, 5)).toBeNull();
    expect(fullAnswer(question, [{ answer_id: '1', match_id: '2' }])).toBeNull();
  });
});

test('every type has a full form that reads as itself', () => {
  fc.assert(
    fc.property(arbitraryQuestion, arbitraryAnswer, (question, answer) => {
      const full = fullAnswer(question, answer);
      expect(fullAnswer(question, full)).toStrictEqual(full);
      // As it comes back from the database.
      expect(JSON.parse(JSON.stringify(full))).toStrictEqual(full);
    }),
    { numRuns: 2_000 },
  );
  expect(new Set(fc.sample(arbitraryQuestion, 500).map((question) => question.question_type)).size).toBe(
    questionTypes.length,
  );
});

test('whatever is given is read in full form or declined as a bad request', () => {
  fc.assert(
    fc.property(arbitraryQuestion, arbitraryAnswer, arbitraryAnswer, (question, given, before) => {
      let answer: Answer;
      try {
        answer = read(question, given, before);
      } catch (error) {
        expect(error).toBeInstanceOf(Refusal);
        expect((error as Refusal).reason).toMatchObject({ kind: 'declined', as: 'bad_request' });
        return;
      }
      expect(answer).toStrictEqual(fullAnswer(question, answer));
    }),
    { numRuns: 3_000 },
  );
});
