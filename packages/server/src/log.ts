// The log: JSON lines on standard error, so that standard output keeps to what a person or a script waits for.

import { destination, type LevelWithSilent, type Logger, pino } from 'pino';

export function openLog(level: LevelWithSilent): Logger {
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    destination({ dest: 2, sync: false }),
  );
}
