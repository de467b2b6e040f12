// Server-sent events as they come in pieces, whom an event is about, and the addresses of the console.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { consolePlace } from '../../src/console/console-place.ts';
import { isAboutUser, serverSentEventsIn } from '../../src/console/tail.ts';

const stream =
  'retry: 1000\nid: 4\n\nid: 5\nevent: grade_change\ndata: {"a":1}\n\n: still here\nid: 6\n\nid: 7\nevent: x\ndata: {}\n\n';

test('events are read with where the reader is, comments are passed over', () => {
  expect(serverSentEventsIn(`${stream}id: 8\neve`)).toEqual({
    events: [
      { id: '4', event: 'message', data: '' },
      { id: '5', event: 'grade_change', data: '{"a":1}' },
      { id: '6', event: 'message', data: '' },
      { id: '7', event: 'x', data: '{}' },
    ],
    rest: 'id: 8\neve',
  });
});

test('wherever a stream is cut, the same events come of it', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(stream.length)), (cuts) => {
      const at = [0, ...cuts.toSorted((one, other) => one - other), stream.length];
      let rest = '';
      const events = at.flatMap((start, index) => {
        const read = serverSentEventsIn(rest + stream.slice(start, at[index + 1] ?? stream.length));
        rest = read.rest;
        return read.events;
      });
      expect(events).toEqual(serverSentEventsIn(stream).events);
    }),
  );
});

test.each([
  [{ user_id: '10000000000005' }, {}, '5', true],
  [{ user_id: '10000000000005' }, {}, '10000000000005', true],
  [{}, { student_id: '21070000000000005' }, '5', true],
  [{}, { user_id: 5 }, ' 5 ', true],
  [{ user_id: '10000000000050' }, { user_id: null }, '5', false],
  [{ user_id: '5' }, {}, 'five', false],
])('%j %j is about user %s: %s', (metadata, body, user, is) => {
  const event = { cursor: '1', name: 'x', message: { metadata, body } };
  expect(isAboutUser(event, user)).toBe(is);
});

test.each([
  ['/console', { page: 'subscriptions' }],
  ['/console/', { page: 'subscriptions' }],
  ['/behind/a/proxy/console/subscriptions', { page: 'subscriptions' }],
  ['/console/subscriptions/new', { page: 'new subscription' }],
  ['/console/subscriptions/1a', { page: 'subscription', id: '1a' }],
  ['/console/subscriptions/1a/edit', { page: 'edit subscription', id: '1a' }],
  ['/console/subscriptions/1a/else', { page: 'nowhere' }],
  ['/console/deliveries/7', { page: 'delivery', id: '7' }],
  ['/console/deliveries', { page: 'nowhere' }],
  ['/console/dead', { page: 'dead' }],
  ['/console/events', { page: 'events' }],
  ['/console/events/7', { page: 'nowhere' }],
  ['/console/subscriptions/%E0%A4%A', { page: 'subscription', id: '%E0%A4%A' }],
])('%s is %j', (path, place) => expect(consolePlace(path)).toEqual(place));
