// What the log of one attempt adds up to, by the rules of model/attempt-activity.ts.

import { AttemptActivity, type AttemptTimes } from '../../model/attempt-activity.ts';
import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import { type ClockChange, clockChanges } from '../../model/clock-changes.ts';
import type { EventOrigin } from '../../model/event-origin.ts';
import { firstNamed } from '../../model/event-records.ts';
import { pageRowsMax } from '../../model/limits.ts';
import type { PageSessionLog } from '../../model/page-session-log.ts';
import type { QuestionActivity } from '../../model/question-activity.ts';
import { quizQuestionsMax } from '../../model/quiz-limits.ts';
import { activitySessionsMax, exportChunkRows } from '../../model/quiz-log-limits.ts';
import { notFound } from '../../model/refusal.ts';
import type { Database, Query } from '../../store/database.ts';
import { readEventOrigins } from '../../store/event-origins.ts';
import { type AttemptKey, listPageSessionIds } from '../../store/page-sessions.ts';
import { streamQuizEvents } from '../../store/quiz-events.ts';
import { findAttempt } from '../../store/quiz-submissions.ts';
import { attemptContents } from './attempt-contents.ts';
import type { AttemptWanted, SelectEvents } from './event-selection.ts';
import { pageSessionLogs } from './read-page-sessions.ts';

export interface ActivityView {
  attempt: number;
  times: AttemptTimes;
  activity: AttemptActivity;
  /** All of the attempt, in its order; of an attempt whose questions are not known here, those that its log names. */
  questions: QuestionActivity[];
  /** As the server saw it; empty where nothing was kept of that. */
  origins: EventOrigin[];
  clockChanges: ClockChange[];
  missingCount: number;
}

export type ReadActivity = (caller: Caller, wanted: AttemptWanted) => Promise<ActivityView>;

/** Raises what `selectEvents` does. */
export function readActivity(database: Database, selectEvents: SelectEvents, clock: Clock): ReadActivity {
  const { query } = database;
  return async (caller, wanted) => {
    const selection = await selectEvents(caller, {
      ...wanted,
      order: 'occurred_at',
      eventTypes: [],
      sinceMs: null,
      untilMs: null,
    });
    const { quizSubmissionId: id, attempt } = selection;
    const times = await findAttempt(query, id, attempt);
    if (times === undefined) throw notFound();
    const given = (await attemptContents(query, { id, attempt })).questions.map((question) => question.id);
    const known = new Set(given);
    const isKnown =
      given.length > 0 ? (questionId: number) => known.has(questionId) : firstNamed(quizQuestionsMax);
    const activity = new AttemptActivity(times, isKnown, clock());
    for await (const events of streamQuizEvents(database, selection, exportChunkRows)) {
      for (const event of events) activity.take(event);
    }
    const sessions = await allPageSessions(query, selection);
    return {
      attempt,
      times,
      activity,
      questions: inOrder(activity.questions(), given),
      origins: await readEventOrigins(query, id, attempt),
      clockChanges: clockChanges(sessions),
      missingCount: sessions.reduce((sum, { missingCount }) => sum + missingCount, 0),
    };
  };
}

/** Those that the log never spoke of, too. */
function inOrder(found: readonly QuestionActivity[], given: readonly number[]): QuestionActivity[] {
  if (given.length === 0) return [...found];
  const byId = new Map(found.map((question) => [question.questionId, question]));
  return given.map(
    (questionId) =>
      byId.get(questionId) ?? {
        questionId,
        firstSeenMs: null,
        firstAnsweredMs: null,
        lastAnsweredMs: null,
        answerChanges: 0,
        activeMs: 0,
        isAnswered: false,
      },
  );
}

async function allPageSessions(query: Query, key: AttemptKey): Promise<PageSessionLog[]> {
  const all: PageSessionLog[] = [];
  for (let from = 0; from < activitySessionsMax; from += pageRowsMax) {
    const ids = await listPageSessionIds(query, key, pageRowsMax, from);
    all.push(...(await pageSessionLogs(query, key, ids)));
    if (ids.length < pageRowsMax) break;
  }
  return all;
}
