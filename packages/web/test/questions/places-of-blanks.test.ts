import { describe, expect, test } from 'vitest';
import { placesOfBlanks } from '../../src/questions/places-of-blanks.ts';

const place = (index: number): string => `<span data-place="${index}"></span>`;

describe('the places of blanks', () => {
  test.each([
    ['<p>A [a] and [b].</p>', ['a', 'b'], `<p>A ${place(0)} and ${place(1)}.</p>`, []],
    ['[b] [a]', ['a', 'b'], `${place(1)} ${place(0)}`, []],
    ['[a] [a]', ['a'], `${place(0)} [a]`, []],
    ['[a] [c]', ['a', 'b'], `${place(0)} [c]`, [1]],
    ['<i title="[a]">[a]</i>', ['a'], `<i title="[a]">${place(0)}</i>`, []],
    ['[x &lt; y]', ['x < y'], place(0), []],
    ['[&amp;lt;]', ['&lt;'], place(0), []],
    ['<b data-place="0">x</b> [a]', ['a'], `<b data-was="0">x</b> ${place(0)}`, []],
    ['nothing', [], 'nothing', []],
  ])('of %s', (html, names, placed, missing) => {
    expect(placesOfBlanks(html, names)).toEqual({ html: placed, missing });
  });
});
