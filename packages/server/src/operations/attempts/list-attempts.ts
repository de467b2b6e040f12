// The attempts of a quiz, one after the other, with what the log of each adds up to: for comparing, not for judging.

import { AttemptActivity } from '../../model/attempt-activity.ts';
import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import { firstNamed } from '../../model/event-records.ts';
import type { QuestionActivity } from '../../model/question-activity.ts';
import { quizQuestionsMax } from '../../model/quiz-limits.ts';
import { exportChunkRows } from '../../model/quiz-log-limits.ts';
import { asOfAttempt, type QuizSubmission, type QuizSubmissionAttempt } from '../../model/quiz-submission.ts';
import {
  countClassAttempts,
  listClassAttempts,
  listQuizSubmissionsById,
  listTakers,
  type Taker,
} from '../../store/class-attempts.ts';
import { listMissingCounts, listOriginCounts, streamAttemptsEvents } from '../../store/class-events.ts';
import type { Database } from '../../store/database.ts';
import type { AttemptKey } from '../../store/page-sessions.ts';
import type { QuizPath } from '../quizzes/quiz-standing.ts';
import type { SelectClass } from './class-selection.ts';

export interface AttemptRow {
  /** As the attempt left it, or as it is. */
  quizSubmission: QuizSubmission;
  /** Null on an anonymous survey. */
  user: Taker | null;
  eventCount: number;
  absenceCount: number;
  absenceMs: number;
  connectionCount: number;
  missingCount: number;
  deviceCount: number;
  /** Those that the log speaks of, by id. */
  questions: QuestionActivity[];
  trace: readonly number[];
}

export type ListAttempts = (
  caller: Caller,
  path: QuizPath,
  readPage: () => { page: number; perPage: number },
) => Promise<{ attempts: AttemptRow[]; total: number; page: number; perPage: number }>;

/**
 * One page, from 1, by quiz submission and attempt. Events are read in one go, one attempt after the other, and never kept.
 * Raises what `selectClass` does.
 */
export function listAttempts(database: Database, selectClass: SelectClass, clock: Clock): ListAttempts {
  const { query } = database;
  return async (caller, path, readPage) => {
    const { selection, standing } = await selectClass(caller, path);
    const { page, perPage } = readPage();
    const rows = await listClassAttempts(query, selection, perPage, (page - 1) * perPage);
    const total = await countClassAttempts(query, selection);
    const ids = [...new Set(rows.map(({ quizSubmissionId }) => quizSubmissionId))];
    const quizSubmissions = await listQuizSubmissionsById(query, ids);
    const isAnonymous = standing.quiz.anonymousSubmissions === 1;
    const takers = isAnonymous ? null : await listTakers(query, selection);
    const missing = new Map((await listMissingCounts(query, rows)).map((its) => [keyOf(its), its.missing]));
    const origins = new Map((await listOriginCounts(query, rows)).map((its) => [keyOf(its), its.origins]));
    const activities = await activitiesOf(database, rows, clock());
    const byId = new Map(quizSubmissions.map((quizSubmission) => [quizSubmission.id, quizSubmission]));
    const attempts = rows.flatMap((row): AttemptRow[] => {
      const current = byId.get(row.quizSubmissionId);
      const told = activities.get(keyOf(row));
      if (current === undefined || told === undefined) return [];
      return [
        {
          ...told,
          quizSubmission: asOfAttempt(current, row),
          user: takers?.get(current.id) ?? null,
          missingCount: missing.get(keyOf(row)) ?? 0,
          deviceCount: origins.get(keyOf(row)) ?? told.deviceCount,
        },
      ];
    });
    return { attempts, total, page, perPage };
  };
}

type Told = Pick<
  AttemptRow,
  'eventCount' | 'absenceCount' | 'absenceMs' | 'connectionCount' | 'deviceCount' | 'questions' | 'trace'
>;

/** By key; those without events, too. Only one is in the making at a time. */
async function activitiesOf(
  database: Database,
  rows: readonly QuizSubmissionAttempt[],
  nowMs: number,
): Promise<Map<string, Told>> {
  const begin = (row: QuizSubmissionAttempt) => new AttemptActivity(row, firstNamed(quizQuestionsMax), nowMs);
  const all = new Map(rows.map((row) => [keyOf(row), toldOf(begin(row))]));
  const byKey = new Map(rows.map((row) => [keyOf(row), row]));
  let open: { key: string; activity: AttemptActivity } | undefined;
  for await (const events of streamAttemptsEvents(database, rows, exportChunkRows)) {
    for (const event of events) {
      const key = keyOf(event);
      const row = byKey.get(key);
      if (row === undefined) continue;
      if (open?.key !== key) {
        if (open !== undefined) all.set(open.key, toldOf(open.activity));
        open = { key, activity: begin(row) };
      }
      open.activity.take(event);
    }
  }
  if (open !== undefined) all.set(open.key, toldOf(open.activity));
  return all;
}

function toldOf(activity: AttemptActivity): Told {
  return {
    eventCount: activity.eventCount,
    absenceCount: activity.absences.counts.away,
    absenceMs: activity.awayMs,
    connectionCount: activity.absences.counts.connection,
    deviceCount: new Set(activity.pages.flatMap(({ userAgent }) => userAgent ?? [])).size,
    questions: activity.questions().toSorted((one, other) => one.questionId - other.questionId),
    trace: activity.trace,
  };
}

function keyOf({ quizSubmissionId, attempt }: AttemptKey): string {
  return `${quizSubmissionId} ${attempt}`;
}
