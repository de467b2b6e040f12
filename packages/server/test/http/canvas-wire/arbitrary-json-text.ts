// JSON texts as strangers write them: spaces anywhere, escapes where none are needed, repeated keys, several spellings of
// one number. A tree remembers how each part was written, so a test can say what a text should become, byte for byte.

import fc from 'fast-check';

export type Tree =
  | { kind: 'literal'; text: string }
  | { kind: 'array'; items: Tree[]; spaces: string[] }
  | { kind: 'object'; members: Member[]; spaces: string[] };

export interface Member {
  key: string;
  /** The key as written, with its quotes. */
  keyText: string;
  value: Tree;
}

const space = fc.oneof(
  { weight: 4, arbitrary: fc.constant('') },
  { weight: 1, arbitrary: fc.string({ unit: fc.constantFrom(' ', '\n', '\r', '\t'), maxLength: 3 }) },
);
const spaces = fc.array(space, { minLength: 1, maxLength: 5 });

const number = fc.constantFrom(
  '0',
  '-0',
  '7',
  '-12',
  '1.0',
  '-0.0',
  '1e3',
  '1E+2',
  '25e-1',
  '12345678901234567890',
  '9007199254740993',
  '3.14',
);

/** Strings rich in what a scanner may trip over. */
const content = fc.oneof(
  fc.string({
    unit: fc.constantFrom('"', '\\', '{', '}', '[', ']', ',', ':', 'a', ' ', '\n', '\u0000'),
    maxLength: 8,
  }),
  fc.string({ unit: 'binary', maxLength: 6 }),
  fc.constantFrom('event_data', '"event_data":', '<b>x</b>', 'id'),
);

/** A string and one of its spellings: each character may be written as it is or escaped. */
function spelled(text: fc.Arbitrary<string>): fc.Arbitrary<{ value: string; text: string }> {
  return fc
    .tuple(
      text,
      fc.array(fc.constantFrom('plain', 'plain', 'plain', 'lower', 'UPPER', 'short'), {
        minLength: 1,
        maxLength: 7,
      }),
    )
    .map(([value, ways]) => {
      // By UTF-16 unit, because that is what \u escapes.
      const units = Array.from({ length: value.length }, (_, i) => value.charAt(i));
      const written = units.map((unit, i) => spell(unit, ways[i % ways.length] ?? 'plain'));
      return { value, text: `"${written.join('')}"` };
    });
}

function spell(unit: string, way: string): string {
  const code = unit.charCodeAt(0);
  const hex = code.toString(16).padStart(4, '0');
  if (way === 'lower') return `\\u${hex}`;
  if (way === 'UPPER') return `\\u${hex.toUpperCase()}`;
  if (way === 'short' && unit === '/') return '\\/';
  if (unit === '"' || unit === '\\') return `\\${unit}`;
  return code < 32 ? JSON.stringify(unit).slice(1, -1) : unit;
}

const key = spelled(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.constantFrom(
        'id',
        'ids',
        'user_id',
        'user_ids',
        '_id',
        '_ids',
        'questionId',
        'ID',
        'paid',
        'idx',
        'event_data',
        'event_type',
        'quiz_submission_events',
        'answer',
        '__proto__',
        '',
      ),
    },
    { weight: 1, arbitrary: content },
  ),
  // JSON.parse, the judge of these tests, is wrong about some of them: after {"a":1,"\\\\":0} V8 14 and before read {"a":1,"\\"":0} as
  // the former, because it compares the key that it expects with the unread text.
).filter((spelling) => !spelling.value.includes('\\'));

const literal: fc.Arbitrary<Tree> = fc
  .oneof(
    number,
    fc.constantFrom('null', 'true', 'false'),
    spelled(content).map((string) => string.text),
  )
  .map((text) => ({ kind: 'literal', text }));

export const trees: fc.Arbitrary<Tree> = fc.letrec<{ tree: Tree }>((tie) => {
  const array: fc.Arbitrary<Tree> = fc.record({
    kind: fc.constant('array'),
    items: fc.array(tie('tree'), { maxLength: 4 }),
    spaces,
  });
  const object: fc.Arbitrary<Tree> = fc.record({
    kind: fc.constant('object'),
    members: fc.array(memberOf(key, tie('tree')), { maxLength: 5 }),
    spaces,
  });
  return { tree: fc.oneof({ depthSize: 'medium', withCrossShrink: true }, literal, array, object) };
}).tree;

function memberOf(keys: typeof key, values: fc.Arbitrary<Tree>): fc.Arbitrary<Member> {
  return fc.tuple(keys, values).map(([spelling, value]) => ({
    key: spelling.value,
    keyText: spelling.text,
    value,
  }));
}

/** An array whose items are mostly objects with a member `name`, often repeated, often with an escaped key. */
export function arraysOfObjectsWith(name: string): fc.Arbitrary<Tree> {
  const members = fc.array(memberOf(fc.oneof(spelled(fc.constant(name)), key), trees), { maxLength: 4 });
  const item: fc.Arbitrary<Tree> = fc.oneof(
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('object'), members, spaces }) },
    { weight: 1, arbitrary: trees },
  );
  return fc.record({ kind: fc.constant('array'), items: fc.array(item, { maxLength: 4 }), spaces });
}

/** An object with a member `name`, often repeated, whose value is mostly from `values`. */
export function objectsWith(name: string, values: fc.Arbitrary<Tree>): fc.Arbitrary<Tree> {
  const value = fc.oneof({ weight: 4, arbitrary: values }, { weight: 1, arbitrary: trees });
  const wanted = memberOf(spelled(fc.constant(name)), value);
  const members = fc.array(fc.oneof(wanted, memberOf(key, trees)), { maxLength: 4 });
  return fc.record({ kind: fc.constant('object'), members, spaces });
}

/** Writes a tree; `rewrite` may give another text for a literal, knowing the key it stands under and whether in an array. */
export function write(tree: Tree, rewrite: (text: string, under: Place) => string = (text) => text): string {
  return writeAt(tree, { key: undefined, inArray: false }, rewrite);
}

export interface Place {
  key: string | undefined;
  /** Directly in an array, which itself stands under `key`. */
  inArray: boolean;
}

function writeAt(tree: Tree, place: Place, rewrite: (text: string, under: Place) => string): string {
  if (tree.kind === 'literal') return rewrite(tree.text, place);
  let gaps = 0;
  const gap = () => tree.spaces[gaps++ % tree.spaces.length] ?? '';
  if (tree.kind === 'array') {
    const within: Place = { key: place.inArray ? undefined : place.key, inArray: true };
    const items = tree.items.map((item) => gap() + writeAt(item, within, rewrite) + gap());
    return `[${items.join(',') || gap()}]`;
  }
  const members = tree.members.map(
    (member) =>
      `${gap()}${member.keyText}${gap()}:${gap()}${writeAt(member.value, { key: member.key, inArray: false }, rewrite)}${gap()}`,
  );
  return `{${members.join(',') || gap()}}`;
}

/** The value of the last member of that name; undefined when there is none or the tree is no object. */
export function lastValue(tree: Tree, name: string): Tree | undefined {
  if (tree.kind !== 'object') return undefined;
  return tree.members.findLast((member) => member.key === name)?.value;
}
