// The places that all targets share.

import { expect, test } from 'vitest';
import { Places } from '../../src/delivery/places.ts';

/** Wants a number of places, and notes when it gets one. */
function caller(places: Places, name: string, wanted: number, log: string[]) {
  let left = wanted;
  const ask = (): void => {
    while (left > 0 && places.take(self)) {
      left--;
      log.push(name);
    }
  };
  const self = { placeIsFree: ask };
  const wantsNone = (): void => {
    left = 0;
  };
  return { ask, self, wantsNone };
}

test('those that wait get a place in turn, however many one of them wants', () => {
  const places = new Places(2);
  const log: string[] = [];
  for (const [name, wanted] of [
    ['greedy', 9],
    ['second', 2],
    ['third', 1],
  ] as const) {
    caller(places, name, wanted, log).ask();
  }
  expect(log).toEqual(['greedy', 'greedy']);
  for (let count = 0; count < 10; count++) places.release();
  expect(log.slice(2, 7)).toEqual(['greedy', 'second', 'third', 'greedy', 'second']);
  expect(log.filter((name) => name === 'greedy').length).toBe(9);
});

test('a place that somebody waited for and does not want any more goes to the one behind', () => {
  const places = new Places(1);
  const log: string[] = [];
  caller(places, 'first', 1, log).ask();
  const [second, third, fourth] = ['second', 'third', 'fourth'].map((name) => caller(places, name, 1, log));
  for (const waiting of [second, third, fourth]) waiting?.ask();
  second?.wantsNone();
  if (third !== undefined) places.leave(third.self);
  places.release();
  expect(log).toEqual(['first', 'fourth']);
});

test('however much is in memory, one event may be read', () => {
  const places = new Places();
  const ofOneTarget = places.charsLeft(0);
  expect(places.charsLeft(ofOneTarget - 5)).toBe(5);
  expect(places.charsLeft(ofOneTarget + 5)).toBe(1);
  places.hold(1e12);
  expect(places.charsLeft(0)).toBe(1);
  expect([places.hasRoom(0), places.hasRoom(1)]).toEqual([true, false]);
  places.hold(-1e12);
  expect(places.charsLeft(0)).toBe(ofOneTarget);
  expect([places.hasRoom(ofOneTarget - 1), places.hasRoom(ofOneTarget)]).toEqual([true, false]);
});
