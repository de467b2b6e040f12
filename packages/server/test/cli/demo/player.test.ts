// The past of the demo is gone through in order, by a clock that is led and never goes back.

import { describe, expect, test } from 'vitest';
import { DemoTime } from '../../../src/cli/demo/demo-time.ts';
import { Company, type Player } from '../../../src/cli/demo/player.ts';

describe('a company', () => {
  function setUp() {
    const time = new DemoTime();
    time.standAt(1_000);
    const seen: [string, number, number][] = [];
    async function* player(name: string, ...moments: number[]): Player {
      for (const moment of moments) {
        yield moment;
        seen.push([name, moment, time.now()]);
      }
    }
    return { time, seen, player, company: new Company(time) };
  }
  const running = new AbortController().signal;

  test('acts in the order of its moments, each at its own', async () => {
    const { time, seen, player, company } = setUp();
    await company.join(player('a', 10_000, 30_000));
    await company.join(player('b', 20_000, 90_000));
    await company.playUntil(60_000, running, () => {});
    expect(seen).toEqual([
      ['a', 10_000, 10_000],
      ['b', 20_000, 20_000],
      ['a', 30_000, 30_000],
    ]);
    expect(time.now()).toBe(30_000);
    await company.playUntil(100_000, running, () => {});
    expect(seen.at(-1)).toEqual(['b', 90_000, 90_000]);
  });

  test('acts together where moments are close, never before its own', async () => {
    const { seen, player, company } = setUp();
    await company.join(player('a', 10_000, 10_300));
    await company.join(player('b', 10_900));
    await company.playUntil(60_000, running, () => {});
    expect(seen).toEqual([
      ['a', 10_000, 10_900],
      ['b', 10_900, 10_900],
      ['a', 10_300, 10_900],
    ]);
  });

  test('stops when it is told to, and passes on what goes wrong', async () => {
    const { seen, player, company } = setUp();
    await company.join(player('a', 10_000));
    await company.playUntil(60_000, AbortSignal.abort(), () => {});
    expect(seen).toEqual([]);
    async function* failing(): Player {
      yield 20_000;
      throw new Error('refused');
    }
    await company.join(failing());
    await expect(company.playUntil(60_000, running, () => {})).rejects.toThrow('refused');
  });

  test('goes on in true time from where it was, until it is told to stop', async () => {
    const { time, seen, player, company } = setUp();
    const stopping = new AbortController();
    time.letGo();
    const nowMs = Date.now();
    await company.join(player('a', nowMs, nowMs + 20, nowMs + 86_400_000));
    const gone = company.goOn(stopping.signal, () => {});
    await expect.poll(() => seen.length).toBe(2);
    stopping.abort();
    await gone;
    expect(seen.map(([name]) => name)).toEqual(['a', 'a']);
  });
});

test('the clock of the demo stands where it is put, is led on only, and is true once it is let go', () => {
  const time = new DemoTime();
  time.standAt(5_000);
  time.leadTo(4_000);
  expect(time.now()).toBe(5_000);
  time.leadTo(6_000.4);
  expect(time.now()).toBe(6_000);
  expect(time.isTrue()).toBe(false);
  time.letGo();
  expect(time.isTrue()).toBe(true);
  expect(Math.abs(time.now() - Date.now())).toBeLessThan(1_000);
});
