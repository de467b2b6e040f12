// The log: JSON lines on standard error, so that standard output keeps to what a person or a script waits for.

import { destination, type Logger, pino } from 'pino';
import type { Config } from './config.ts';

export function openLog(level: Config['logLevel']): Logger {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination({ dest: 2, sync: false }));
}
