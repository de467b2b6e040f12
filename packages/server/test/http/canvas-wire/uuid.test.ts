import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isUuid } from '../../../src/http/canvas-wire/uuid.ts';

const form = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

it('tells a UUID from what has another character, or a character more or less', () => {
  const edited = fc
    .tuple(
      fc.uuid(),
      fc.boolean(),
      fc.array(
        fc.record({
          at: fc.nat(36),
          taken: fc.nat(1),
          put: fc.constantFrom(
            '',
            'f',
            'F',
            '0',
            'g',
            '-',
            '/',
            ':',
            '@',
            '`',
            '\n',
            '\u0130',
            '\ud800',
            '０',
          ),
        }),
        { maxLength: 2 },
      ),
    )
    .map(([uuid, isUpper, edits]) =>
      edits.reduce(
        (text, { at, taken, put }) => text.slice(0, at) + put + text.slice(at + taken),
        isUpper ? uuid.toUpperCase() : uuid,
      ),
    );
  let told = 0;
  fc.assert(
    fc.property(edited, (text) => {
      expect(isUuid(text)).toBe(form.test(text));
      if (isUuid(text)) told++;
    }),
    { numRuns: 3_000 },
  );
  expect(told).toBeGreaterThan(500);
});

it.each(['', '-'.repeat(36), 'a'.repeat(36), '0123456789abcdef0123456789abcdef'])('takes no %j', (text) => {
  expect(isUuid(text)).toBe(false);
});
