// Events of a log for pure tests.

import type { LogEvent } from '../../src/log/attempt-log.ts';

/** One that the server saw a second after the epoch, unless `given` says otherwise. */
export function logEvent(given: Partial<LogEvent> = {}): LogEvent {
  return {
    id: '1',
    type: null,
    data: null,
    atMs: 1000,
    uncertaintyMs: null,
    receivedAtMs: 1000,
    clientAtMs: null,
    source: 'server',
    session: null,
    sequence: null,
    elapsedMs: null,
    ...given,
  };
}
