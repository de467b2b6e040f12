// The log: JSON lines on standard error, so that standard output keeps to what a person or a script waits for. It tells
// what went wrong, never what people wrote.

import { type DestinationStream, destination, type LevelWithSilent, type Logger, pino } from 'pino';

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
