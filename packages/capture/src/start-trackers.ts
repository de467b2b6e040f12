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
export function startTrackers(tracking: Tracking, options: RecordOptions): void {
  const { questions, trackers = {} } = options;
  const wanted = [
    trackSession,
    trackFocus,
    trackConnection,
    questions && trackViews,
    questions && trackFlags,
    questions && trackers.answers && trackAnswers,
    trackers.paste && trackPaste,
    trackers.fullscreen && trackFullscreen,
  ];
  for (const track of wanted) if (track) guarded(track)(tracking, options);
}
