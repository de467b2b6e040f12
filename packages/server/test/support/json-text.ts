// JSON texts as no serialiser writes them: odd spaces, number spellings, escapes and repeated keys, all of them valid.

import fc from 'fast-check';

const space = fc.constantFrom('', '', '', ' ', '\n', '\t ', '\r\n');

const number = fc.oneof(
  fc.constantFrom('0', '-0', '1.0', '1e3', '1E+3', '-12.50', '0.1e-7', '12345678901234567890', '1e400'),
  fc.integer().map(String),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => JSON.stringify(value)),
);

const text = fc.oneof(
  fc.string({ unit: 'binary' }).map((value) => JSON.stringify(value)),
  fc.constantFrom(
    '"\\u00e9"',
    '"\\/"',
    '"\\ud83d\\ude00"',
    '"\\ud800"',
    '"\\u0000"',
    '"<b>&\\"\\\\"',
    '"\\\\"',
    '"é😀"',
  ),
);

/** Any JSON value but a bare null, whose text an event does not keep apart from no data at all. */
export function jsonText(): fc.Arbitrary<string> {
  const { value } = fc.letrec<{ value: string }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4, depthSize: 'small' },
      number,
      text,
      fc.constantFrom('true', 'false', '[null]'),
      fc
        .array(fc.tuple(space, tie('value'), space), { maxLength: 5 })
        .map((items) => `[${items.map((item) => item.join('')).join(',')}]`),
      fc
        .array(
          fc.tuple(
            space,
            fc.oneof(text, fc.constantFrom('"a"', '"event_data"', '"id"')),
            space,
            space,
            tie('value'),
            space,
          ),
          {
            maxLength: 5,
          },
        )
        .map(
          (members) =>
            `{${members.map(([a, key, b, c, member, d]) => `${a}${key}${b}:${c}${member}${d}`).join(',')}}`,
        ),
    ),
  }));
  return value;
}
