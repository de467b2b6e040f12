import { describe, expect, test } from 'vitest';
import { decimalText } from '../../../server/src/model/questions/decimal-text.ts';
import { paragraphs, wordCount } from '../../src/questions/essay-text.ts';
import { questionIdOf } from '../../src/questions/field-names.ts';
import { fileSizeText } from '../../src/questions/file-size.ts';
import { readsAsNumber } from '../../src/questions/reads-as-number.ts';
import { countdownText } from '../../src/take/time-text.ts';

describe('what reads as a number', () => {
  const written = [
    '4',
    '-3.25',
    '.5',
    '5.',
    '1e3',
    '1,234.5',
    '1.234,5',
    '3,5',
    ' 7 ',
    '4x',
    '1,2,3',
    '--1',
    'e',
    '.',
  ];

  test.each(written)('the page and the server agree on %j', (text) => {
    expect(readsAsNumber(text)).toBe(decimalText(text) !== null);
  });

  test('nothing is no answer, which can be saved; what is larger than numbers are cannot', () => {
    expect(readsAsNumber(' ')).toBe(true);
    expect(readsAsNumber('1e999')).toBe(false);
  });
});

test.each([
  ['', 0],
  ['<p></p>', 0],
  ['<p>two words</p>', 2],
  ['<p>one</p><p>two&nbsp;three</p>', 3],
])('%s has %d words', (html, words) => {
  expect(wordCount(html)).toBe(words);
});

test.each([
  ['', ''],
  [' \n ', ''],
  ['a\nb', '<p>a</p><p>b</p>'],
  ['1 < 2 & <script>', '<p>1 &lt; 2 &amp; &lt;script&gt;</p>'],
])('%j as paragraphs is %s', (text, html) => {
  expect(paragraphs(text)).toBe(html);
});

test.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [999, '999 bytes'],
  [1000, '1.0 kB'],
  [123_456, '123 kB'],
  [52_428_800, '52 MB'],
])('%d bytes are %s', (bytes, text) => {
  expect(fileSizeText(bytes)).toBe(text);
});

test.each([
  [0, '00:00'],
  [61, '01:01'],
  [3599, '59:59'],
  [3600, '1:00:00'],
  [36_061, '10:01:01'],
  [86_399, '23:59:59'],
  [86_400, '1 day 0 h'],
  [795_599, '9 days 4 h'],
])('%d seconds left are shown as %s', (seconds, text) => {
  expect(countdownText(seconds)).toBe(text);
});

test.each([
  ['question_12', 12],
  ['question_12_marked', 12],
  ['question_12_answer_3', 12],
  ['_question_12_read', 12],
  ['question_12x', null],
  ['questions_1', null],
])('%s is of question %s', (field, id) => {
  expect(questionIdOf(field)).toBe(id);
});
