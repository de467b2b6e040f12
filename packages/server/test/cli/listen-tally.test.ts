// What `quizwire listen` remembers of messages, and how it sums them up.

import { expect, test } from 'vitest';
import { ListenTally } from '../../src/cli/listen-tally.ts';

test('a message that comes again is counted, each by itself', () => {
  const tally = new ListenTally();
  expect(['a', 'b', 'a', 'a', 'b'].map((id) => tally.arrived(id, id === 'b'))).toEqual([1, 1, 2, 3, 2]);
  expect(tally.requests).toBe(5);
  for (const answer of ['answered 500', 'answered 204', 'answered 500']) tally.answered(answer);
  expect(tally.summary()).toBe(
    '2 messages in 5 requests; 3 came again; 2 with faults; answered 204: 1; answered 500: 2',
  );
});

test('what did not happen is not told', () => {
  const tally = new ListenTally();
  expect(tally.summary()).toBe('0 messages in 0 requests');
  tally.arrived('a', false);
  expect(tally.summary()).toBe('1 message in 1 request');
});

test('the oldest of very many is forgotten, and what comes again is not old', () => {
  const tally = new ListenTally();
  tally.arrived('first', false);
  tally.arrived('second', false);
  for (let i = 0; i < 99_998; i++) tally.arrived(String(i), false);
  expect(tally.arrived('first', false)).toBe(2);
  tally.arrived('one too many', false);
  expect([tally.arrived('first', false), tally.arrived('second', false)]).toEqual([3, 1]);
});
