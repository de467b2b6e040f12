// What an attempt is given out of what was published. Source: core reference §16.3.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type {
  FrozenEntry,
  FrozenGroup,
  FrozenQuestion,
  QuestionAnswer,
  QuestionType,
} from '../../../src/model/question-data.ts';
import { questionTypes } from '../../../src/model/question-data.ts';
import { attemptQuestions } from '../../../src/model/questions/attempt-questions.ts';
import { originalQuestionId } from '../../../src/model/questions/repeated-question.ts';
import { frozenQuestion } from '../../support/frozen-question.ts';
import { randomFrom } from '../../support/random-from.ts';

const blankKey = (questionId: number, blank: string) => `question_${questionId}_<${blank}>`;

/** The last of all that can be drawn: shuffled lists come backwards. */
const last = (limit: number) => limit - 1;

function given(
  entries: readonly FrozenEntry[],
  shuffleAnswers: 0 | 1 = 0,
  below: (limit: number) => number = last,
): FrozenQuestion[] {
  return attemptQuestions(entries, { shuffleAnswers }, below, blankKey);
}

function belowFrom(seed: number): (limit: number) => number {
  const next = randomFrom(seed);
  return (limit) => Math.floor(next() * limit);
}

function group(questions: FrozenQuestion[], pick_count: number): FrozenGroup {
  return {
    entry_type: 'quiz_group',
    id: 80,
    name: 'Pool',
    pick_count,
    question_points: 5,
    assessment_question_bank_id: null,
    position: 1,
    questions,
  };
}

const essays = (...ids: number[]) => ids.map((id) => frozenQuestion('essay_question', [], { id }));
const idsOf = (questions: readonly { id: number }[]) => questions.map(({ id }) => id);

describe('order and names', () => {
  test('count on with every question that can be answered', () => {
    const text = frozenQuestion('text_only_question', [], { id: 1 });
    const [essay2, essay4] = essays(2, 4);
    const questions = given(
      [text, essay2, { ...text, id: 3 }, essay4].filter((entry) => entry !== undefined),
    );
    expect(questions.map(({ id, position, question_name }) => [id, position, question_name])).toStrictEqual([
      [1, 0, 'Spacer'],
      [2, 1, 'Question 1'],
      [3, 1, 'Spacer'],
      [4, 2, 'Question 2'],
    ]);
  });

  test('leave everything else of a question as it was published', () => {
    const [published] = essays(9);
    expect(given([published].filter((entry) => entry !== undefined))).toStrictEqual([published]);
  });
});

describe('a group', () => {
  test('gives as many as it should, worth what it says', () => {
    const questions = given([group(essays(1, 2, 3), 2)]);
    expect(questions.map(({ id, points_possible }) => [id, points_possible])).toStrictEqual([
      [3, 5],
      [2, 5],
    ]);
  });

  test.each([
    ['that should give none gives none', essays(1), 0],
    ['without questions gives none', [], 3],
  ])('%s', (_, questions, pickCount) => {
    expect(given([group(questions, pickCount)])).toStrictEqual([]);
  });

  test('with too few gives copies with ids of their own, which tell the question', () => {
    const questions = given([group(essays(1, 2), 5)]);
    expect(idsOf(questions)).toStrictEqual([2, 1, 1_000_000_000_002, 1_000_000_000_001, 2_000_000_000_002]);
    expect(idsOf(questions).map(originalQuestionId)).toStrictEqual([2, 1, 2, 1, 2]);
    expect(questions.map(({ position }) => position)).toStrictEqual([1, 2, 3, 4, 5]);
  });

  test('never gives the same id twice, and each question again only when all have come', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.nat(40), fc.integer(), (size, pickCount, seed) => {
        const pool = essays(...Array.from({ length: size }, (_, index) => index + 1));
        const ids = idsOf(given([group(pool, pickCount)], 0, belowFrom(seed)));
        expect(ids).toHaveLength(pickCount);
        expect(new Set(ids).size).toBe(pickCount);
        for (let round = 0; round < pickCount; round += size) {
          const originals = ids.slice(round, round + size).map(originalQuestionId);
          expect(new Set(originals).size).toBe(originals.length);
          expect(originals.every((id) => id >= 1 && id <= size)).toBe(true);
        }
        expect(ids.every(Number.isSafeInteger)).toBe(true);
      }),
    );
  });

  test('gives the largest pick of one question with ids that are exact', () => {
    const ids = idsOf(given([group(essays(999_999_999_999), 1_000)]));
    expect(new Set(ids).size).toBe(1_000);
    expect(ids.every((id) => Number.isSafeInteger(id) && originalQuestionId(id) === 999_999_999_999)).toBe(
      true,
    );
  });

  test('gives each of its questions equally often', () => {
    const counts = new Map<number, number>();
    for (let seed = 0; seed < 3_000; seed += 1) {
      const [picked] = given([group(essays(1, 2, 3), 1)], 0, belowFrom(seed));
      if (picked !== undefined) counts.set(picked.id, (counts.get(picked.id) ?? 0) + 1);
    }
    expect([...counts.keys()].sort()).toStrictEqual([1, 2, 3]);
    expect([...counts.values()].every((count) => count > 900 && count < 1_100)).toBe(true);
  });
});

describe('shuffling', () => {
  const answers: QuestionAnswer[] = [1, 2, 3].map((id) => ({ id, weight: 0, blank_id: 'x' }));
  const kept: QuestionType[] = [
    'true_false_question',
    'matching_question',
    'fill_in_multiple_blanks_question',
    // One set of values is drawn instead.
    'calculated_question',
  ];

  test.each(questionTypes.filter((type) => !kept.includes(type)))(
    'moves answers of %s when asked to',
    (type) => {
      const question = frozenQuestion(type, answers);
      expect(given([question], 1).map((one) => idsOf(one.answers))).toStrictEqual([[3, 2, 1]]);
      expect(given([question], 0).map((one) => idsOf(one.answers))).toStrictEqual([[1, 2, 3]]);
      expect(idsOf(question.answers)).toStrictEqual([1, 2, 3]);
    },
  );

  test.each(kept.slice(0, 3))('never moves answers of %s', (type) => {
    const [question] = given([frozenQuestion(type, answers)], 1);
    expect(idsOf(question?.answers ?? [])).toStrictEqual([1, 2, 3]);
  });

  test('always moves right sides', () => {
    const matches = [1, 2, 3].map((match_id) => ({ text: 'x', match_id }));
    const [question] = given([frozenQuestion('matching_question', answers, { matches })], 0);
    expect(question?.matches?.map(({ match_id }) => match_id)).toStrictEqual([3, 2, 1]);
  });

  test('loses and makes nothing', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat()), fc.integer(), (ids, seed) => {
        const shuffled = given(
          [
            frozenQuestion(
              'multiple_choice_question',
              ids.map((id) => ({ id, weight: 0 })),
            ),
          ],
          1,
          belowFrom(seed),
        );
        expect(idsOf(shuffled[0]?.answers ?? []).sort()).toStrictEqual([...ids].sort());
      }),
    );
  });
});

describe('blanks', () => {
  const blank = (blank_id: string, id = 1): QuestionAnswer => ({ id, weight: 100, text: 'x', blank_id });

  function textWith(question_text: string, ...answers: QuestionAnswer[]): string | undefined {
    const type = 'fill_in_multiple_blanks_question';
    const [question] = given([frozenQuestion(type, answers, { question_text })]);
    expect(question?.original_question_text).toBe(question_text);
    return question?.question_text;
  }
  const input = (blankName: string) =>
    `<input class='question_input' type='text' autocomplete='off' name='question_7_&lt;${blankName}&gt;' />`;

  test('become inputs, in the first place of each name', () => {
    expect(textWith('<p>[a] and [b], [a], [c]</p>', blank('a'), blank('b', 2), blank('a', 3))).toBe(
      `<p>${input('a')} and ${input('b')}, [a], [c]</p>`,
    );
  });

  test('are found by names that HTML writes otherwise', () => {
    expect(textWith('[a &amp; b] [&lt;]', blank('a & b'), blank('<', 2))).toBe(
      `${input('a &amp; b')} ${input('&lt;')}`,
    );
  });

  test('are not looked for within tags', () => {
    expect(textWith('<img alt="[a]"> [a]', blank('a'))).toBe(`<img alt="[a]"> ${input('a')}`);
  });

  test('with signs of patterns in their names are found as they are', () => {
    expect(textWith('[.*] [a+b] [$&]', blank('a+b'), blank('$&', 2))).toBe(
      `[.*] ${input('a+b')} ${input('$&amp;')}`,
    );
  });

  test('become choices, with their texts as text', () => {
    const answers = [
      { ...blank('a', 5), text: `<b onclick="x">'[b]'</b>` },
      { ...blank('b', 6), text: 'two' },
      { ...blank('a', 7), text: 'three' },
    ];
    const [question] = given([
      frozenQuestion('multiple_dropdowns_question', answers, { question_text: 'An [a] is [b].' }),
    ]);
    const select = (name: string, options: string) =>
      `<select class='question_input' name='question_7_&lt;${name}&gt;'><option value=''>[ Select ]</option>${options}</select>`;
    const first = `<option value='5'>&lt;b onclick=&quot;x&quot;&gt;&#39;[b]&#39;&lt;/b&gt;</option>`;
    expect(question?.question_text).toBe(
      `An ${select('a', `${first}<option value='7'>three</option>`)} is ${select('b', "<option value='6'>two</option>")}.`,
    );
    expect(question?.original_question_text).toBe('An [a] is [b].');
  });
});

describe('calculated questions', () => {
  const sets = [1, 2].map((id) => ({
    id,
    weight: 100,
    answer: id,
    variables: [
      { name: 'x', value: `${id}.50` },
      { name: 'y', value: '<i>' },
    ],
  }));

  test('draw one set of values and put it everywhere in the text', () => {
    const question = frozenQuestion('calculated_question', sets, { question_text: '[x] + [x] + [y] + [z]' });
    const [drawn] = given([question]);
    expect(drawn?.question_text).toBe('2.50 + 2.50 + &lt;i&gt; + [z]');
    expect(drawn?.answers).toStrictEqual([sets[1]]);
  });

  test('without sets stay as they are', () => {
    const question = frozenQuestion('calculated_question', [], { question_text: '[x]' });
    expect(given([question])).toStrictEqual([question]);
  });
});
