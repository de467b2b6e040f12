// What the head of a log says of devices, addresses, clocks and gaps.

import { describe, expect, test } from 'vitest';
import type { Device } from '../../src/api/activity.ts';
import { deviceText } from '../../src/log/device-words.ts';
import { sessionNotes } from '../../src/log/session-notes.ts';
import { attemptLog, pageSession } from '../support/attempt-log.ts';

const chrome =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';
const iphone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1';

test.each([
  [chrome, 'Chrome 142 on Windows'],
  [`${chrome} Edg/142.0`, 'Edge 142 on Windows'],
  [iphone, 'Safari 18 on iPhone'],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox 140 on Linux'],
  ['<script>alert(1)</script>', '<script>alert(1)</script>'],
  ['y'.repeat(100), `${'y'.repeat(80)}…`],
  ['', 'a device that does not say what it is'],
  [null, 'a device that does not say what it is'],
])('%s', (agent, words) => expect(deviceText(agent)).toBe(words));

describe('the head says', () => {
  const device = (given: Partial<Device>): Device => ({
    user_agent: chrome,
    address: '10.0.0.1',
    page_session: null,
    first_seen_at: '1970-01-01T00:00:01.000Z',
    last_seen_at: '1970-01-01T00:00:02.000Z',
    ...given,
  });
  const texts = (given: Parameters<typeof attemptLog>[1]) =>
    sessionNotes(attemptLog([], given)).map(({ text }) => text);

  test('nothing of what is as one expects it', () => expect(texts({})).toEqual([]));

  test('where all events came from', () => {
    expect(texts({ activity: { devices: [device({}), device({})] } })).toEqual([
      'All events came from Chrome 142 on Windows, from the address 10.0.0.1.',
    ]);
  });

  test('another device and another address, in the order in which they came, by when their first event happened', () => {
    const devices = [
      device({ first_seen_at: '1970-01-01T00:00:09.000Z', address: '10.0.0.2' }),
      device({ first_seen_at: '1970-01-01T00:00:12.000Z', user_agent: iphone, page_session: 'late' }),
      device({}),
    ];
    const log = attemptLog([{ session: 'late', atMs: 10_000 }], { activity: { devices } });
    expect(sessionNotes(log)).toEqual([
      { kind: 'device', atMs: 1000, text: 'First events from Chrome 142 on Windows, address 10.0.0.1.' },
      { kind: 'address', atMs: 9000, text: 'Another network address: 10.0.0.2 (before: 10.0.0.1).' },
      {
        kind: 'device',
        atMs: 10_000,
        text: 'Another device or browser: Safari 18 on iPhone, address 10.0.0.1.',
      },
    ]);
  });

  test('what never arrived, and what does that', () => {
    const [missing, unended] = texts({
      activity: { missing_count: 4 },
      pageSessions: [pageSession({ ended: false })],
    });
    expect(missing).toMatch(/^4 events were recorded on the page and never arrived here\. .*extensions/);
    expect(unended).toMatch(/^One page never said that it was being left/);
  });

  test('what clocks did', () => {
    const clock_changes = [
      { at: '1970-01-01T00:00:05.000Z', page_session: 'a', by_ms: -7_200_000 },
      { at: '1970-01-01T00:00:06.000Z', page_session: 'a', by_ms: null },
    ];
    const clocks = [
      { since_ms: 0, began_at: '1970-01-01T00:00:01.000Z', offset_ms: 7_200_000, uncertainty_ms: 1 },
    ];
    expect(texts({ activity: { clock_changes }, pageSessions: [pageSession({ clocks })] })).toEqual([
      'The clock of the device was moved back by 2 h 0 min, or the device slept.',
      'The clocks of the device stood still for a while: it slept.',
      'The clock of the device was up to 2 h 0 min ahead of the server’s. All times here are by the server’s clock.',
    ]);
  });

  test('of many of a kind the first, and how many more', () => {
    const clock_changes = Array.from({ length: 9 }, () => ({
      at: '1970-01-01T00:00:05.000Z',
      page_session: 'a',
      by_ms: 1,
    }));
    const notes = texts({ activity: { clock_changes } });
    expect(notes).toHaveLength(6);
    expect(notes.at(-1)).toBe('And 4 more like these.');
  });
});
