// The state of the server on the wire. Ours: Canvas shows its admins nothing like it.

import { type Static, Type } from 'typebox';
import { feedStreamsMax } from '../../model/feed-limits.ts';
import { attachmentBytesMax } from '../../model/file-limits.ts';
import { bodyBytesMax, pageRowsMax, rowsCountedMax } from '../../model/limits.ts';
import { quizQuestionsMax } from '../../model/quiz-limits.ts';
import {
  eventBatchBytesMax,
  eventBatchEventsMax,
  eventDataCharsMax,
  exportsMax,
  queuedBytesMax,
} from '../../model/quiz-log-limits.ts';
import { wireTime } from '../../model/time.ts';
import type { ServerState } from '../../operations/show-server.ts';

export const serverPath = '/api/v1/server';

const nullableTime = Type.Unsafe<string | null>({ type: ['string', 'null'] });
const counted = Type.Object({
  count: Type.Integer({ description: `Up to ${rowsCountedMax}` }),
  is_all: Type.Boolean({ description: 'False: there are at least so many' }),
});

/** A setting as it is shown: no secret is among its values. */
export interface ShownSetting {
  name: string;
  /** Null when it is not set. */
  value: string | null;
}

export const shownServer = Type.Object({
  version: Type.String(),
  node_version: Type.String(),
  started_at: Type.String({ description: 'Of the server that answers' }),
  now: Type.String({ description: 'By its clock' }),
  database: Type.Object({
    kind: Type.Unsafe<'sqlite' | 'postgres'>({ enum: ['sqlite', 'postgres'] }),
    durability: Type.Record(Type.String(), Type.String()),
    bytes: Type.Integer(),
    migrations: Type.Array(
      Type.Object({ version: Type.Integer(), name: Type.String(), applied_at: Type.String() }),
    ),
  }),
  counts: Type.Object({
    users: counted,
    courses: counted,
    quizzes: counted,
    quiz_submissions: counted,
    running_attempts: Type.Integer(),
    quiz_events: counted,
    live_events: counted,
  }),
  queue: Type.Object({
    quiz_event_bytes: Type.Integer({ description: 'Taken by this server, their commit still to come' }),
    quiz_event_bytes_max: Type.Integer({ description: 'Beyond, events are answered 503' }),
  }),
  deliveries: Type.Object({
    waiting: Type.Integer(),
    oldest_waiting_at: nullableTime,
    subscriptions: Type.Integer(),
    subscriptions_disabled: Type.Integer(),
  }),
  limits: Type.Record(Type.String(), Type.Integer()),
  settings: Type.Array(
    Type.Object({ name: Type.String(), value: Type.Unsafe<string | null>({ type: ['string', 'null'] }) }),
  ),
});

export function serverJson(
  state: ServerState,
  version: string,
  settings: readonly ShownSetting[],
): Static<typeof shownServer> {
  const { database, counts, backlogs } = state;
  const oldest = backlogs.flatMap(({ oldestWaitingAtMs }) => oldestWaitingAtMs ?? []);
  return {
    version,
    node_version: process.version,
    started_at: wireTime(state.startedAtMs),
    now: wireTime(state.nowMs),
    database: {
      kind: database.kind,
      durability: { ...database.durability },
      bytes: database.bytes,
      migrations: database.migrations.map(({ appliedAtMs, ...migration }) => ({
        ...migration,
        applied_at: wireTime(appliedAtMs),
      })),
    },
    counts: {
      users: countedJson(counts.users),
      courses: countedJson(counts.courses),
      quizzes: countedJson(counts.quizzes),
      quiz_submissions: countedJson(counts.quizSubmissions),
      running_attempts: state.runningAttempts,
      quiz_events: countedJson(counts.quizEvents),
      live_events: countedJson(counts.liveEvents),
    },
    queue: { quiz_event_bytes: state.queuedEventBytes, quiz_event_bytes_max: queuedBytesMax },
    deliveries: {
      waiting: backlogs.reduce((sum, { waiting }) => sum + waiting, 0),
      oldest_waiting_at: wireTime(oldest.length === 0 ? null : Math.min(...oldest)),
      subscriptions: backlogs.length,
      subscriptions_disabled: backlogs.filter(({ workflowState }) => workflowState === 'disabled').length,
    },
    limits: {
      event_batch_events_max: eventBatchEventsMax,
      event_batch_bytes_max: eventBatchBytesMax,
      event_data_chars_max: eventDataCharsMax,
      body_bytes_max: bodyBytesMax,
      attachment_bytes_max: attachmentBytesMax,
      page_rows_max: pageRowsMax,
      quiz_questions_max: quizQuestionsMax,
      exports_at_once_max: exportsMax,
      feed_streams_max: feedStreamsMax,
    },
    settings: settings.map((setting) => ({ ...setting })),
  };
}

function countedJson(count: number): Static<typeof counted> {
  return { count, is_all: count < rowsCountedMax };
}
