import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTime, wireTime, wireTimeMs } from '../../src/model/time.ts';

const earliest = Date.parse('0000-01-01T00:00:00Z');
const latest = Date.parse('9999-12-31T23:59:59.999Z');
const moments = fc.oneof(
  fc.integer({ min: earliest, max: latest }),
  fc.integer({ min: Date.UTC(2014, 9, 8), max: Date.UTC(2014, 9, 11) }),
);

describe('wireTime', () => {
  it('is UTC in whole seconds, fractions cut off', () => {
    expect(wireTime(Date.UTC(2014, 9, 8, 19, 29, 58))).toBe('2014-10-08T19:29:58Z');
    expect(wireTime(Date.UTC(2014, 9, 8, 19, 29, 58, 999))).toBe('2014-10-08T19:29:58Z');
    expect(wireTime(-1)).toBe('1969-12-31T23:59:59Z');
    expect(wireTime(null)).toBeNull();
  });

  it('agrees with Date for every moment, in any order', () => {
    fc.assert(
      fc.property(fc.array(moments), (times) => {
        for (const ms of times) {
          expect(wireTimeMs(ms)).toBe(new Date(ms).toISOString());
          expect(wireTime(ms)).toBe(`${new Date(ms).toISOString().slice(0, 19)}Z`);
        }
      }),
    );
  });
});

describe('wireTimeMs', () => {
  it('has milliseconds', () => {
    expect(wireTimeMs(Date.UTC(2014, 9, 8, 19, 29, 58, 7))).toBe('2014-10-08T19:29:58.007Z');
    expect(wireTimeMs(-1)).toBe('1969-12-31T23:59:59.999Z');
    expect(wireTimeMs(null)).toBeNull();
  });
});

describe('parseTime', () => {
  const at = Date.UTC(2014, 9, 8, 19, 29, 58);

  it.each([
    ['2014-10-08T19:29:58Z', at],
    ['2014-10-08t19:29:58z', at],
    ['2014-10-08 19:29:58', at],
    ['2014-10-08T19:29:58', at],
    ['2014-10-08T19:29:58.1Z', at + 100],
    ['2014-10-08T19:29:58,123Z', at + 123],
    ['2014-10-08T19:29:58.1239999999999999999999999', at + 123],
    ['2014-10-08T19:29Z', at - 58_000],
    ['2014-10-08T19:29', at - 58_000],
    ['2014-10-08T21:29:58+02:00', at],
    ['2014-10-08T21:29:58+0200', at],
    ['2014-10-08T21:29:58.000+02', at],
    ['2014-10-08T13:59:58-05:30', at],
    ['2014-10-08T19:29:58-00:00', at],
    ['2014-10-08T19:29:60Z', at + 2_000],
    ['2014-10-08', Date.UTC(2014, 9, 8)],
    ['2016-02-29', Date.UTC(2016, 1, 29)],
    ['2000-02-29', Date.UTC(2000, 1, 29)],
    ['0000-01-01', earliest],
    ['0099-12-31T23:59:59Z', Date.parse('0099-12-31T23:59:59Z')],
    ['9999-12-31T23:59:59.999Z', latest],
  ])('reads %s', (text, ms) => {
    expect(parseTime(text)).toBe(ms);
  });

  it.each([
    '',
    ' ',
    'now',
    '2014',
    '2014-10',
    '2014-1-8',
    '14-10-08',
    '2014/10/08',
    '20141008',
    '2014-10-08T',
    '2014-10-08Z',
    '2014-00-08',
    '2014-13-08',
    '2014-10-00',
    '2014-02-30',
    '2015-02-29',
    '1900-02-29',
    '2014-04-31',
    '2014-10-32',
    '2014-10-08T24:00:00Z',
    '2014-10-08T19:60:00Z',
    '2014-10-08T19:29:61Z',
    '2014-10-08T19',
    '2014-10-08T1929',
    '2014-10-08T19:29:58.Z',
    '2014-10-08T19:29:58.',
    '2014-10-08T19:29:58ZZ',
    '2014-10-08T19:29:58 Z',
    '2014-10-08T19:29:58X',
    '2014-10-08T19:29:58+',
    '2014-10-08T19:29:58+2',
    '2014-10-08T19:29:58+24:00',
    '2014-10-08T19:29:58+02:60',
    '2014-10-08T19:29:58+02:0',
    '2014-10-08T19:29:58+02:000',
    '2014-10-08T19:29:58+020',
    '2014-10-08T19:29:58+02:',
    '2014-10-08T19:29:58 02:00',
    ' 2014-10-08',
    '2014-10-08 ',
    '+002014-10-08',
    '-2014-10-08',
    '10000-01-01',
    '2014_10_08',
    '0000-01-01T00:00:00+01:00',
    '9999-12-31T23:59:59-00:01',
    '２０１４-10-08',
    '2014-10-08T19:29:58.12a',
  ])('reads nothing from %j', (text) => {
    expect(parseTime(text)).toBeNull();
  });

  it.each([undefined, null, 1412796598, true, {}, [], ['2014-10-08'], new Date(0)])(
    'reads nothing from %s, which is no text',
    (value) => {
      expect(parseTime(value)).toBeNull();
    },
  );

  it('reads back every wire time', () => {
    fc.assert(
      fc.property(moments, (ms) => {
        expect(parseTime(wireTimeMs(ms))).toBe(ms);
        expect(parseTime(wireTime(ms))).toBe(Math.floor(ms / 1000) * 1000);
      }),
    );
  });

  it('counts the days of every month there is as Date does', () => {
    for (let year = 0; year <= 9999; year++) {
      for (let month = 0; month < 12; month++) {
        // Date.UTC takes the years 0–99 for those after 1900; 400 years later the calendar is the same.
        const first = Date.UTC(year + 400, month, 1) - 146_097 * 86_400_000;
        for (const ms of [first, first - 86_400_000]) {
          if (ms >= earliest && parseTime(wireTime(ms)) !== ms) expect.fail(wireTime(ms));
        }
      }
    }
  });

  it('cuts a fraction of any length to milliseconds', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9]{1,8}$/), (fraction) => {
        expect(parseTime(`2014-10-08T19:29:58.${fraction}Z`)).toBe(at + Number(`${fraction}00`.slice(0, 3)));
      }),
    );
  });

  it('agrees with Date.parse wherever it reads a date, time and zone', () => {
    const two = (max: number) => fc.integer({ min: 0, max }).map((n) => String(n).padStart(2, '0'));
    const text = fc
      .tuple(
        fc.integer({ min: 100, max: 9000 }),
        two(13),
        two(32),
        two(23),
        two(59),
        two(59),
        fc.constantFrom('Z', '+01:00', '-09:30'),
      )
      .map(
        ([year, month, day, h, m, s, zone]) =>
          `${String(year).padStart(4, '0')}-${month}-${day}T${h}:${m}:${s}.250${zone}`,
      );
    fc.assert(
      fc.property(text, (written) => {
        const ms = parseTime(written);
        // Date.parse lets 30 February roll over into March; we do not.
        if (ms !== null) expect(ms).toBe(Date.parse(written));
        else
          expect(new Date(`${written.slice(0, 10)}T00:00:00Z`).toJSON()?.slice(0, 10)).not.toBe(
            written.slice(0, 10),
          );
      }),
      { numRuns: 2_000 },
    );
  });

  it('never throws', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.anything(),
          fc.string({ unit: fc.constantFrom('2', '0', '-', ':', 'T', '.', 'Z', '+'), maxLength: 30 }),
        ),
        (value) => {
          expect(typeof (parseTime(value) ?? 0)).toBe('number');
        },
      ),
    );
  });
});
