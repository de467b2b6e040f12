// Which trackers run.

import { guarded } from './guarded.ts';
import type { RecordOptions } from './record-options.ts';
import { trackConnection } from './trackers/connection.ts';
import { trackFocus } from './trackers/focus.ts';
import { trackFullscreen } from './trackers/fullscreen.ts';
import { trackPaste } from './trackers/paste.ts';
import { trackAnswers } from './trackers/question-answered.ts';
import { trackFlags } from './trackers/question-flagged.ts';
import { trackViews } from './trackers/question-viewed.ts';
import { trackSession } from './trackers/session-started.ts';
import type { Tracking } from './tracking.ts';

/** One that cannot start (the page's selector is none) leaves the others alone. */
export function startTrackers(tracking: Tracking, { questions, flags, trackers = {} }: RecordOptions): void {
  const start = guarded((track: () => void) => track());
  start(() => trackSession(tracking));
  start(() => trackFocus(tracking));
  start(() => trackConnection(tracking));
  if (questions !== undefined) {
    start(() => trackViews(tracking, questions));
    start(() => trackFlags(tracking, flags ?? '.flag_question'));
    if (trackers.answers) start(() => trackAnswers(tracking));
  }
  if (trackers.paste) start(() => trackPaste(tracking));
  if (trackers.fullscreen) start(() => trackFullscreen(tracking));
}
