// Answers in words: what the results page says of what was answered and of what is right.

import { expect, test } from 'vitest';
import type { TakenAnswer, TakenQuestion } from '../../src/api/taking.ts';
import { chosenIds, matchOf, textOfBlank, typedText } from '../../src/results/answer-texts.ts';
import { filledText } from '../../src/results/filled-text.ts';

const question = (given: Partial<TakenQuestion>): TakenQuestion => ({
  id: 1,
  question_type: 'fill_in_multiple_blanks_question',
  question_text: '',
  answers: [],
  matches: [],
  blanks: [],
  answer: null,
  files: [],
  ...given,
});

test.each<[TakenAnswer[], string[]]>([
  [['7'], ['7']],
  [
    [7, '8'],
    ['7', '8'],
  ],
  [[['7', '8']], ['7', '8']],
  [[null], []],
  [[[{ answer_id: '1', match_id: '2' }]], []],
])('chosen by %j are %j', (answers, ids) => {
  expect([...chosenIds(answers)]).toEqual(ids);
});

test.each<[TakenAnswer, string | null]>([
  ['osmosis', 'osmosis'],
  ['  ', null],
  [46, '46'],
  [0, '0'],
  [null, null],
  [['7'], null],
])('typed %j is read as %j', (answer, text) => {
  expect(typedText(answer)).toBe(text);
});

test('a pair is found by its left side', () => {
  const answer = [
    { answer_id: '1', match_id: '10' },
    { answer_id: '2', match_id: null },
  ];
  expect([1, 2, 3].map((id) => matchOf(answer, id))).toEqual(['10', null, null]);
  expect(matchOf('10', 1)).toBeNull();
});

test('a dropdown is read by the words of its choice, a blank by what was typed', () => {
  const answers = [{ id: 5, text: 'mitosis', html: '', blank_id: 'skin' }];
  const dropdown = question({ question_type: 'multiple_dropdowns_question', answers });
  expect(textOfBlank(dropdown, { skin: '5' }, 'skin')).toBe('mitosis');
  expect(textOfBlank(question({ answers }), { skin: '5' }, 'skin')).toBe('5');
  for (const answer of [{ skin: null }, { skin: '' }, {}, null, 'x', ['5']])
    expect(textOfBlank(dropdown, answer, 'skin')).toBeNull();
});

test('what was typed into a blank is text in the HTML around it, whatever it is', () => {
  const filled = filledText(
    question({
      question_text: '<p>[a] and <em>[b]</em> and [c]</p>',
      blanks: ['a', 'b'].map((name) => ({ name, field: name })),
      answer: { a: '<img src=x onerror="alert(1)">&$1', b: null },
    }),
  );
  expect(filled).toBe(
    '<p><span class="given">&lt;img src=x onerror=&quot;alert(1)&quot;&gt;&amp;$1</span> and ' +
      '<em><span class="given given-none">no answer</span></em> and [c]</p>',
  );
});
