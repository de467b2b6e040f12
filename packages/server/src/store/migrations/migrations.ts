// The list of migrations, oldest first. Forward only: a landed one is never edited, a mistake is mended by the next.

import { initial } from './0001-initial.ts';
import { attemptsAndGrades } from './0002-attempts-and-grades.ts';
import { liveEvents } from './0003-live-events.ts';
import { deliveries } from './0004-deliveries.ts';
import { pageClocks } from './0005-page-clocks.ts';
import { files } from './0006-files.ts';
import { eventOrigins } from './0007-event-origins.ts';
import { sendCounts } from './0008-send-counts.ts';
import { submissionChanges } from './0009-submission-changes.ts';
import type { Migration } from './migration.ts';

export const migrations: readonly Migration[] = [
  initial,
  attemptsAndGrades,
  liveEvents,
  deliveries,
  pageClocks,
  files,
  eventOrigins,
  sendCounts,
  submissionChanges,
];
