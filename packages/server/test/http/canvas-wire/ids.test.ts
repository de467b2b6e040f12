import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LookupNoun, leadingInteger, parseLookup } from '../../../src/http/canvas-wire/ids.ts';

describe('leadingInteger', () => {
  it.each([
    ['12', 12],
    ['12abc', 12],
    ['  7', 7],
    ['\n7', 7],
    ['-3', -3],
    ['+3', 3],
    ['1_000', 1000],
    ['1__0', 1],
    ['3.9', 3],
    ['1e3', 1],
    ['0x1f', 0],
    ['', 0],
    ['abc', 0],
    ['self', 0],
    ['-', 0],
    ['- 3', 0],
    ['9007199254740991', 9_007_199_254_740_991],
    ['9007199254740992', 0],
    ['9'.repeat(400), 0],
    ['٣', 0],
  ])('of %j is %i', (text, expected) => {
    expect(leadingInteger(text)).toBe(expected);
  });

  it('of minus zero is plain zero', () => {
    expect(Object.is(leadingInteger('-0'), 0)).toBe(true);
  });
});

describe('parseLookup', () => {
  it.each<[LookupNoun, string, object]>([
    ['course', '17', { by: 'id', id: 17 }],
    ['course', ' 17 ', { by: 'id', id: 17 }],
    ['course', 'sis_course_id:HIST-1', { by: 'sis_id', value: 'HIST-1' }],
    ['course', 'sis_course_id:a:b', { by: 'sis_id', value: 'a:b' }],
    ['course', 'sis_integration_id:9', { by: 'integration_id', value: '9' }],
    ['course', 'lti_context_id:ab', { by: 'lti_context_id', value: 'ab' }],
    ['course', 'uuid:xyz', { by: 'uuid', value: 'xyz' }],
    ['course', 'hex:sis_course_id:48c3a92f31', { by: 'sis_id', value: 'Hé/1' }],
    ['course', 'hex:sis_course_id:efbbbf41', { by: 'sis_id', value: '\ufeffA' }],
    ['course', 'hex:sis_integration_id:2F', { by: 'integration_id', value: '/' }],
    ['user', 'self', { by: 'self' }],
    ['user', 'sis_user_id:u1', { by: 'sis_id', value: 'u1' }],
    ['user', 'sis_login_id:a@b.example', { by: 'login_id', value: 'a@b.example' }],
    ['user', 'hex:sis_login_id:614062', { by: 'login_id', value: 'a@b' }],
    ['user', 'sis_integration_id:i', { by: 'integration_id', value: 'i' }],
    ['user', 'lti_user_id:l', { by: 'lti_context_id', value: 'l' }],
    ['user', 'lti_context_id:l', { by: 'lti_context_id', value: 'l' }],
    ['user', 'uuid:u', { by: 'uuid', value: 'u' }],
    ['account', 'self', { by: 'self' }],
    ['account', 'default', { by: 'self' }],
    ['account', 'sis_account_id:a', { by: 'sis_id', value: 'a' }],
    ['account', 'lti_context_id:a', { by: 'lti_context_id', value: 'a' }],
    ['section', 'sis_section_id:s', { by: 'sis_id', value: 's' }],
    ['section', 'sis_integration_id:s', { by: 'integration_id', value: 's' }],
  ])('reads for a %s %j', (noun, text, expected) => {
    expect(parseLookup(text, noun, 1)).toEqual(expected);
  });

  it.each<[LookupNoun, string]>([
    ['course', ''],
    ['course', '0'],
    ['course', '-1'],
    ['course', '17abc'],
    ['course', '1.5'],
    ['course', 'self'],
    ['course', 'default'],
    ['course', 'sis_user_id:1'],
    ['course', 'sis_course_id:'],
    ['course', 'sis_course_id'],
    ['course', 'id:1'],
    ['course', 'constructor:1'],
    ['course', 'sis_course_id:a\0b'],
    ['course', 'hex:sis_course_id:4'],
    ['course', 'hex:sis_course_id:zz'],
    ['course', 'hex:sis_course_id:ff'],
    ['course', 'hex:sis_course_id:00'],
    ['course', 'hex:sis_course_id:'],
    ['course', 'hex:uuid:61'],
    ['course', 'hex:'],
    ['user', 'default'],
    ['user', 'sis_course_id:1'],
    ['account', 'site_admin'],
    ['section', 'self'],
    ['section', 'uuid:1'],
    ['section', 'lti_context_id:1'],
  ])('knows nothing of a %s %j', (noun, text) => {
    expect(parseLookup(text, noun, 1)).toEqual({ by: 'unknown' });
  });

  it('turns a global id of its own shard into the local id', () => {
    expect(parseLookup('10000000000042', 'course', 1)).toEqual({ by: 'id', id: 42 });
    expect(parseLookup('21070000000000042', 'course', 2107)).toEqual({ by: 'id', id: 42 });
    expect(parseLookup('2107~42', 'course', 2107)).toEqual({ by: 'id', id: 42 });
  });

  it('knows nothing of other shards, nor of ids no shard has', () => {
    for (const text of [
      '20000000000042',
      '10000000000000',
      '2~42',
      '0~42',
      '1~0',
      '1~10000000000042',
      '9'.repeat(20),
      '1~2~3',
      '~1',
      '1~',
    ]) {
      expect(parseLookup(text, 'course', 1)).toEqual({ by: 'unknown' });
    }
  });

  it('finds every local id in its global form, however high the shard', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 900_000 }),
        fc.integer({ min: 1, max: 9_999_999_999_999 }),
        (shard, id) => {
          const global = String(BigInt(shard) * 10_000_000_000_000n + BigInt(id));
          expect(parseLookup(global, 'user', shard)).toEqual({ by: 'id', id });
          expect(parseLookup(String(id), 'user', shard)).toEqual({ by: 'id', id });
          expect(parseLookup(`${shard}~${id}`, 'user', shard)).toEqual({ by: 'id', id });
          expect(parseLookup(global, 'user', shard + 1)).toEqual({ by: 'unknown' });
        },
      ),
    );
  });

  it('brings any text through the hex form', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !text.includes('\0')),
        (value) => {
          const hex = Buffer.from(value).toString('hex');
          expect(parseLookup(`hex:sis_course_id:${hex}`, 'course', 1)).toEqual({ by: 'sis_id', value });
        },
      ),
    );
  });

  it('answers every text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.constantFrom<LookupNoun>('course', 'user', 'account', 'section'),
        (text, noun) => {
          expect(parseLookup(text, noun, 1)).toHaveProperty('by');
        },
      ),
    );
  });
});
