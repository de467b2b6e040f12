// HTML made safe: what stays, what goes, and what nobody can mean.

import { expect, test } from 'vitest';
import { sanitiseHtml } from '../../../src/http/canvas-wire/sanitise-html.ts';
import { htmlDepthMax } from '../../../src/model/limits.ts';

test.each([
  ['text', 'text'],
  ['1 < 2', '1 &lt; 2'],
  ['<p class="a">x</p>', '<p class="a">x</p>'],
  ['<script>alert(1)</script>x', 'x'],
  ['<p onclick="x()">x</p>', '<p>x</p>'],
  ['<a href="javascript:x()">x</a>', '<a>x</a>'],
  ['<blink>x</blink>', 'x'],
  ['<a href="https://a.example/?b=<!---1">x</a>', '<a>x</a>'],
])('%j comes back as %j', (html, safe) => {
  expect(sanitiseHtml(html)).toBe(safe);
  expect(sanitiseHtml(safe)).toBe(safe);
});

test('tags may be nested as deep as browsers go', () => {
  const html = `${'<b>'.repeat(htmlDepthMax)}x${'</b>'.repeat(htmlDepthMax)}`;
  expect(sanitiseHtml(html)).toBe(html);
  expect(sanitiseHtml(html.repeat(2))).toBe(html.repeat(2));
});

test.each(['b', 'unknown'])('<%s> nested deeper is text', (tag) => {
  const html = `<script>x</script>&amp;${`<${tag}>`.repeat(htmlDepthMax + 1)}`;
  const safe = sanitiseHtml(html);
  expect(safe).toBe(`&lt;script&gt;x&lt;/script&gt;&amp;amp;${`&lt;${tag}&gt;`.repeat(htmlDepthMax + 1)}`);
  expect(sanitiseHtml(safe)).toBe(safe);
});

// As below.
test('an address of very many comments is no address', () => {
  expect(sanitiseHtml(`<a href="j${'<!-- -->'.repeat(60_000)}avascript:x()">x</a>`)).toBe('<a>x</a>');
});

// What is read in no time when the depth is bounded takes minutes otherwise: the test's own time is the bound.
test.each(['<x>', '<b>', '<div><p>', '<svg><math>', '<x></y>'])('a megabyte of %s is read', (part) => {
  expect(sanitiseHtml(part.repeat(1_000_000 / part.length))).not.toContain('<x>');
});
