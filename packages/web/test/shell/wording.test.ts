// Numbers in the words of the pages.

import { expect, test } from 'vitest';
import { countText, durationText, minutesText, numberText, pointsText } from '../../src/shell/wording.ts';

test.each([
  [1, '1 minute'],
  [0, '0 minutes'],
  [45, '45 minutes'],
  [60, '1 hour'],
  [90, '1 hour 30 minutes'],
  [121, '2 hours 1 minute'],
])('%d minutes are %s', (minutes, text) => {
  expect(minutesText(minutes)).toBe(text);
});

test.each([
  ['2026-09-01T09:00:29.999Z', 'under a minute'],
  ['2026-09-01T09:00:30.000Z', '1 minute'],
  ['2026-09-01T10:31:00.000Z', '1 hour 31 minutes'],
])('until %s it took %s', (to, text) => {
  expect(durationText('2026-09-01T09:00:00.000Z', to)).toBe(text);
});

test('points and counts know one from many, and no more than two decimals', () => {
  expect([pointsText(1), pointsText(0.5), pointsText(2)]).toEqual(['1 point', '0.5 points', '2 points']);
  expect([countText(1, 'question'), countText(0, 'question')]).toEqual(['1 question', '0 questions']);
  expect([numberText(2.3333), numberText(10)]).toEqual(['2.33', '10']);
});
