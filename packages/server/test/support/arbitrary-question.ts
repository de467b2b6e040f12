// Questions of every type, and answers to them that make sense, nearly make sense, or make none.

import fc from 'fast-check';
import type { Answer } from '../../src/model/answer-sheet.ts';
import { type FrozenQuestion, type QuestionAnswer, questionTypes } from '../../src/model/question-data.ts';
import { frozenQuestion } from './frozen-question.ts';

const ids = fc.integer({ min: 1, max: 9 });
const texts = fc.constantFrom('', ' ', 'dna', ' DNA', 'ß', '1.5', '-0', '10%', '1,000', 'constructor');
const numbers = fc.oneof(fc.integer({ min: -20, max: 20 }), fc.double({ noNaN: true }));

const authored: fc.Arbitrary<QuestionAnswer> = fc.record(
  {
    id: ids,
    weight: fc.constantFrom(0, 50, 100),
    text: texts,
    blank_id: fc.constantFrom('a', 'b', '__proto__', 'constructor'),
    right: texts,
    match_id: ids,
    numerical_answer_type: fc.constantFrom('exact_answer', 'range_answer', 'precision_answer'),
    exact: numbers,
    margin: fc.oneof(numbers, texts),
    start: numbers,
    end: numbers,
    approximate: numbers,
    precision: fc.integer({ min: -1, max: 40 }),
    answer: numbers,
  },
  { requiredKeys: ['id', 'weight'] },
);

/** Points of at most two decimals, as people give them. */
export const arbitraryPoints = fc.integer({ min: 0, max: 10_000 }).map((hundredth) => hundredth / 100);

export const arbitraryQuestion: fc.Arbitrary<FrozenQuestion> = fc
  .record({
    type: fc.constantFrom(...questionTypes),
    answers: fc.array(authored, { maxLength: 6 }),
    id: fc.integer({ min: 1, max: 50 }),
    points_possible: arbitraryPoints,
    allow_partial_credit: fc.boolean(),
    answer_tolerance: fc.oneof(numbers, texts, fc.constant(null)),
    matches: fc.array(fc.record({ match_id: ids, text: texts }), { maxLength: 4 }),
  })
  .map(({ type, answers, ...more }) => frozenQuestion(type, answers, more));

const idTexts = fc.oneof(ids.map(String), ids);
const nearlyAnswer = fc.oneof(
  idTexts,
  texts,
  numbers,
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, '9'.repeat(100_000), '1e999999', 'x'.repeat(100_000)),
  fc.array(idTexts),
  fc.array(fc.record({ answer_id: idTexts, match_id: fc.option(idTexts) })),
  fc.dictionary(fc.constantFrom('a', 'b', 'constructor', '__proto__'), fc.oneof(texts, idTexts)),
);

/** Typed as the form that clients should keep to, and are not. */
export const arbitraryAnswer = fc.oneof(nearlyAnswer, fc.jsonValue(), fc.constant(undefined)) as fc.Arbitrary<
  Answer | undefined
>;
