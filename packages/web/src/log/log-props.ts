// What each part of the log's page is given.

import type { QuizPlace } from '../api/place.ts';
import type { AttemptLog } from './attempt-log.ts';
import type { LogState } from './log-views.ts';

export interface LogProps {
  place: QuizPlace;
  log: AttemptLog;
  /** What the address says. */
  state: LogState;
}
