// Whatever comes in, a check ends, in time and space that the input pays for, and says whether it has said everything.

import { type Validation, validate, validateEnvelope, validateItem } from '@quizwire/caliper';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { described, enveloped, eventWith, started } from './support/examples.ts';
import { errorsOf } from './support/faults.ts';

function isSound({ isValid, faults, isComplete }: Validation): boolean {
  const errors = faults.filter(({ severity }) => severity === 'error').length;
  return isValid === (errors === 0) && (isComplete || faults.length >= 1000);
}

describe('random JSON', () => {
  test('never throws', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), fc.constantFrom('strict', 'lenient'), (json, mode) => {
        expect(isSound(validate(json, { mode }))).toBe(true);
        expect(isSound(validate(JSON.stringify(json), { mode }))).toBe(true);
        expect(isSound(validateItem(json, { mode }))).toBe(true);
        expect(isSound(validateEnvelope(json, { mode }))).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  test('never throws in any place of a right message', () => {
    const message = JSON.parse(
      JSON.stringify(enveloped(started, described('Membership', { roles: ['Learner'] }))),
    );
    const places: [{ [key: string]: unknown }, string][] = [];
    const walk = (value: { [key: string]: unknown }): void => {
      for (const key of Object.keys(value)) {
        places.push([value, key]);
        const inside = value[key];
        if (typeof inside === 'object' && inside !== null) walk(Object(inside));
      }
    };
    walk(message);
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.jsonValue({ maxDepth: 3 }), ([parent, key], json) => {
        const before = parent[key];
        parent[key] = json;
        expect(isSound(validate(message))).toBe(true);
        expect(isSound(validate(message, { mode: 'lenient' }))).toBe(true);
        parent[key] = before;
      }),
      { numRuns: 5000 },
    );
  });

  test('never throws on keys of Caliper with any values', () => {
    const key = fc.constantFrom(
      '@context',
      'id',
      'type',
      'actor',
      'action',
      'object',
      'eventTime',
      'generated',
      'roles',
      'items',
    );
    const value = fc.oneof(
      fc.constantFrom<unknown>('AssessmentEvent', 'Person', 'Assessment', 'Started', 'urn:x:1', null, [], {}),
      fc.jsonValue({ maxDepth: 2 }),
    );
    fc.assert(
      fc.property(
        fc.dictionary(key, fc.oneof(value, fc.dictionary(key, value), fc.array(fc.dictionary(key, value)))),
        (item) => {
          expect(isSound(validateItem(item))).toBe(true);
          expect(isSound(validateItem(item, { mode: 'lenient' }))).toBe(true);
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('what is not JSON at all', () => {
  test.each([undefined, 1n, Symbol('x'), () => 1, Number.NaN, new Date(), new Map()])(
    'is refused: %s',
    (value) => {
      expect(validate(value).isValid).toBe(false);
      expect(validateItem(value).isValid).toBe(false);
      expect(validate(enveloped(eventWith({}), value)).isValid).toBe(false);
      expect(validateItem({ ...eventWith({}), actor: value }).isValid).toBe(false);
      expect(validateItem({ ...described('Score', {}), maxScore: value }).isValid).toBe(value === undefined);
    },
  );
});

describe('depth', () => {
  const nested = (depth: number): unknown =>
    depth === 0 ? 'urn:x:end' : { id: 'urn:x:1', type: 'Page', isPartOf: nested(depth - 1) };

  test('ends at 32 entities inside each other', () => {
    expect(errorsOf({ ...described('Page', {}), isPartOf: nested(32) })).toEqual([]);
    expect(errorsOf({ ...described('Page', {}), isPartOf: nested(33) })).toEqual([
      `too-deep ${'/isPartOf'.repeat(33)}`,
    ]);
  });

  test('of extensions does not matter, nor that of what is not looked into', () => {
    const text = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    const item = `{"@context":"http://purl.imsglobal.org/ctx/caliper/v1p1","id":"urn:x:1","type":"Page","extensions":{"a":${text}}}`;
    const message = JSON.stringify(enveloped('ITEM')).replace('"ITEM"', item);
    expect(validate(message)).toEqual({ isValid: true, faults: [], isComplete: true });
    expect(validate(text).isValid).toBe(false);
  });

  test('of something inside itself ends', () => {
    const page: { [key: string]: unknown } = described('Page', {});
    page.isPartOf = page;
    expect(validateItem(page).isValid).toBe(false);
    const forum: { [key: string]: unknown } = described('DigitalResourceCollection', {});
    forum.items = [forum, forum, forum];
    const { isValid, isComplete, faults } = validateItem(forum);
    expect([isValid, isComplete, faults.length]).toEqual([false, false, 1000]);
  });
});

describe('how many faults are told', () => {
  const wrong = (count: number): unknown => enveloped(...Array.from({ length: count }, () => 7));

  test('a thousand errors, and not whether there are more', () => {
    expect(validate(wrong(1000))).toMatchObject({
      isValid: false,
      isComplete: true,
      faults: { length: 1000 },
    });
    expect(validate(wrong(1001))).toMatchObject({
      isValid: false,
      isComplete: false,
      faults: { length: 1000 },
    });
    expect(validate(wrong(100_000)).faults).toHaveLength(1000);
  });

  test('a thousand warnings, which hide no error behind them', () => {
    const plain = described('Score', {});
    const many = Array.from({ length: 1000 }, () => plain);
    expect(validate(enveloped(...many))).toMatchObject({
      isValid: true,
      isComplete: false,
      faults: { length: 1000 },
    });
    const { isValid, faults } = validate(enveloped(...many, 7));
    expect(isValid).toBe(false);
    expect(faults.at(-1)).toMatchObject({ rule: 'not-an-object', path: '/data/1000' });
  });

  test('too many entities end a check', () => {
    const items = Array.from({ length: 100_001 }, () => ({ id: 'urn:x:1', type: 'AssessmentItem' }));
    expect(validateItem(described('Assessment', { items: items.slice(1) })).isValid).toBe(true);
    expect(errorsOf(described('Assessment', { items }))).toEqual(['too-large /items/100000']);
    expect(validateItem(described('Assessment', { items })).isComplete).toBe(false);
  });

  test('messages quote no more of a value than a line', () => {
    const [fault] = validateItem(eventWith({ eventTime: 'x'.repeat(1_000_000) })).faults;
    expect(fault?.message.length).toBeLessThan(200);
  });
});

test('long texts are read in one go', () => {
  const digits = '1'.repeat(2_000_000);
  const begunMs = performance.now();
  const texts = [
    digits,
    `P${digits}`,
    `PT${digits}S`,
    `urn:x:${digits} `,
    `_:${digits} `,
    `a:${'+'.repeat(2_000_000)}<`,
  ];
  for (const text of texts) {
    const item = eventWith({ eventTime: text, actor: text, id: text, action: text });
    validateItem({
      ...item,
      generated: { id: text, type: 'Attempt', count: text, duration: text, name: text },
    });
    validateItem(
      described('Membership', { roles: [text, `http://purl.imsglobal.org/vocab/lis/v2/membership/${text}`] }),
    );
  }
  // A quadratic reading would take hours.
  expect(performance.now() - begunMs).toBeLessThan(50_000);
});
