// Ours: attempts of a quiz as they are at the moment, on the wire.

import { type Static, Type } from 'typebox';
import { wireTimeMs } from '../../model/time.ts';
import type { LiveAttemptView } from '../../operations/attempts/live-quiz.ts';
import type { WatchedNews } from '../../operations/attempts/watch-quiz.ts';

export const livePath = '/api/v1/courses/:course_id/quizzes/:quiz_id/live';

export const liveParams = Type.Object({ course_id: Type.String(), quiz_id: Type.String() });

const time = (description: string) => Type.Unsafe<string | null>({ type: ['string', 'null'], description });

const shownLiveAttempt = Type.Object({
  quiz_submission_id: Type.Integer(),
  attempt: Type.Integer(),
  user: Type.Unsafe<{ id: number; name: string; sortable_name: string } | null>({
    type: ['object', 'null'],
    description: 'Null on an anonymous survey',
  }),
  state: Type.Unsafe<'running' | 'pending_review' | 'complete'>({
    enum: ['running', 'pending_review', 'complete'],
  }),
  started_at: time('When the attempt began'),
  finished_at: time('Null while it runs'),
  end_at: time('Null when nothing ends it'),
  extra_time: Type.Integer({ description: 'Minutes granted for every attempt' }),
  extra_attempts: Type.Integer(),
  manually_unlocked: Type.Boolean(),
  score: Type.Unsafe<number | null>({ type: ['number', 'null'] }),
  on_question: Type.Unsafe<{ question_id: number; position: number; at: string } | null>({
    type: ['object', 'null'],
    description: 'The question last seen, flagged or answered; its position in this attempt, from 1',
  }),
  answered_count: Type.Integer(),
  question_count: Type.Integer(),
  last_saved_at: time('When an answer was saved last that was not there before'),
  last_heard_at: time('When anything came from a page of the attempt'),
  connection: Type.Unsafe<'heard' | 'quiet' | null>({
    enum: ['heard', 'quiet', null],
    description:
      'Whether something was heard of a page in the last minute and a half; null when it does not run',
  }),
  away_since: time('Since when no open page is in front, as far as pages told; null while one is'),
  page_sessions_open: Type.Unsafe<number | null>({
    type: ['integer', 'null'],
    description: 'This and the question and absence are null where the course has its logs turned off',
  }),
});

/** Also the data of the server-sent events. */
export const shownNews = Type.Object({
  now: Type.String({ description: "The server's clock" }),
  attempts: Type.Array(shownLiveAttempt),
});

function liveAttemptJson(
  view: LiveAttemptView,
  { isAnonymous, showsLog }: Pick<WatchedNews, 'isAnonymous' | 'showsLog'>,
): Static<typeof shownLiveAttempt> {
  const isRunning = view.workflowState === 'untaken';
  const tellsPages = isRunning && showsLog;
  const on = tellsPages ? view.onQuestion : null;
  return {
    quiz_submission_id: view.id,
    attempt: view.attempt,
    user: isAnonymous ? null : { id: view.userId, name: view.name, sortable_name: view.sortableName },
    state: isRunning ? 'running' : view.workflowState === 'pending_review' ? 'pending_review' : 'complete',
    started_at: wireTimeMs(view.startedAtMs),
    finished_at: wireTimeMs(view.finishedAtMs),
    end_at: wireTimeMs(view.endAtMs),
    extra_time: view.extraTimeMinutes ?? 0,
    extra_attempts: view.extraAttempts ?? 0,
    manually_unlocked: view.manuallyUnlocked === 1,
    score: view.score,
    on_question: on && { question_id: on.questionId, position: on.position, at: wireTimeMs(on.atMs) },
    answered_count: view.answeredCount,
    question_count: view.questionCount,
    last_saved_at: view.savedAtMs === view.startedAtMs ? null : wireTimeMs(view.savedAtMs),
    last_heard_at: isRunning ? wireTimeMs(view.lastHeardAtMs) : null,
    connection: isRunning ? (view.isQuiet ? 'quiet' : 'heard') : null,
    away_since: tellsPages ? wireTimeMs(view.awaySinceMs) : null,
    page_sessions_open: tellsPages ? view.openPages : null,
  };
}

/** As JSON text. */
export function liveNewsJson(news: WatchedNews): string {
  const data: Static<typeof shownNews> = {
    now: wireTimeMs(news.atMs),
    attempts: news.attempts.map((view) => liveAttemptJson(view, news)),
  };
  return JSON.stringify(data);
}

/** `attempts` with all of them, then `changed`; a comment for whoever closes quiet connections when there is no news. */
export function liveNewsEvent(news: WatchedNews): string {
  const { isFirst, attempts } = news;
  if (!isFirst && attempts.length === 0) return ': still here\n\n';
  // Who comes back is told all anew, so there is nothing to resume.
  const head = isFirst ? 'retry: 1000\nevent: attempts' : 'event: changed';
  return `${head}\ndata: ${liveNewsJson(news)}\n\n`;
}
