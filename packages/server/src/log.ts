// The log: JSON lines on standard error, so that standard output keeps to what a person or a script waits for. It tells
// what went wrong, never what people wrote.

import { type DestinationStream, destination, type LevelWithSilent, type Logger, pino } from 'pino';
import type { SendReport } from './model/send-report.ts';

/** What PostgreSQL tells beside its message: it quotes the values of rows. */
const quoting = ['detail', 'where', 'hint', 'internalQuery'];

/** Writes to standard error unless `stream` is given. */
export function openLog(level: LevelWithSilent, stream?: DestinationStream): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: errorWithoutValues },
    },
    stream ?? destination({ dest: 2, sync: false }),
  );
}

function errorWithoutValues(error: Error): object {
  const told: Record<string, unknown> = { ...pino.stdSerializers.err(error) };
  for (const name of quoting) delete told[name];
  return told;
}

/** All about one send on one line, but what was sent and what was answered. */
export function logSend(log: Logger, sent: SendReport): void {
  // It is on the way of every message, also where nobody wants such lines.
  if (!log.isLevelEnabled('info')) return;
  const { outcome, nextAtMs, ...report } = sent;
  const { kind, status } = outcome;
  const reason = kind === 'delivered' ? undefined : outcome.reason;
  const nextAt = nextAtMs === null ? undefined : new Date(nextAtMs).toISOString();
  log.info({ ...report, outcome: kind, status, reason, nextAt }, 'sent');
}
