// Ours: the attempts of a quiz and their events, on the wire. Times of attempts are Canvas's, in whole seconds.

import { type Static, Type } from 'typebox';
import { timeSpentSeconds } from '../../model/attempt-times.ts';
import { wireTime } from '../../model/time.ts';
import type { ClassEvent } from '../../operations/attempts/export-class.ts';
import type { AttemptRow } from '../../operations/attempts/list-attempts.ts';
import { csvRow } from '../canvas-wire/csv.ts';
import { csvHeader, detailedEventJson, eventCells } from './quiz-submission-event.ts';

export const attemptsPath = '/api/v1/courses/:course_id/quizzes/:quiz_id/attempts';
export const classEventsPath = '/api/v1/courses/:course_id/quizzes/:quiz_id/events';

export const classParams = Type.Object({
  course_id: Type.String({ description: 'Course id, or `sis_course_id:…`' }),
  quiz_id: Type.String({ description: 'Quiz id' }),
});

export const attemptsQuery = Type.Object({
  page: Type.Optional(Type.Unknown({ description: 'From 1' })),
  per_page: Type.Optional(Type.Unknown({ description: '1 to 100, 10 if absent' })),
});

const nullableText = Type.Unsafe<string | null>({ type: ['string', 'null'] });
const nullableNumber = Type.Unsafe<number | null>({ type: ['number', 'null'] });

const shownAttempt = Type.Object({
  quiz_submission_id: Type.Integer(),
  attempt: Type.Integer(),
  user: Type.Unsafe<{ id: number; name: string; sortable_name: string } | null>({
    type: ['object', 'null'],
    description: 'Null on an anonymous survey',
  }),
  workflow_state: Type.String(),
  started_at: nullableText,
  finished_at: nullableText,
  end_at: nullableText,
  time_spent: Type.Unsafe<number | null>({ type: ['integer', 'null'], description: 'Seconds' }),
  score: nullableNumber,
  points_possible: nullableNumber,
  event_count: Type.Integer(),
  absence_count: Type.Integer(),
  absence_ms: Type.Integer(),
  connection_count: Type.Integer(),
  missing_count: Type.Integer(),
  device_count: Type.Integer({ description: 'Different addresses and programs that events came from' }),
  questions: Type.Array(
    Type.Object({ question_id: Type.String(), active_ms: Type.Integer(), answered: Type.Boolean() }),
    { description: 'Those that the log speaks of, by id' },
  ),
  trace: Type.Array(Type.Integer(), {
    description: 'Events in each sixtieth of the attempt; later ones are in none',
  }),
});

export const shownAttempts = Type.Object({ attempts: Type.Array(shownAttempt) });

export function attemptsJson(attempts: readonly AttemptRow[]): Static<typeof shownAttempts> {
  return { attempts: attempts.map(attemptJson) };
}

function attemptJson(row: AttemptRow): Static<typeof shownAttempt> {
  const { quizSubmission, user } = row;
  return {
    quiz_submission_id: quizSubmission.id,
    attempt: quizSubmission.attempt,
    user: user && { id: user.id, name: user.name, sortable_name: user.sortableName },
    workflow_state: quizSubmission.workflowState,
    started_at: wireTime(quizSubmission.startedAtMs),
    finished_at: wireTime(quizSubmission.finishedAtMs),
    end_at: wireTime(quizSubmission.endAtMs),
    time_spent: timeSpentSeconds(quizSubmission),
    score: quizSubmission.score,
    points_possible: quizSubmission.quizPointsPossible,
    event_count: row.eventCount,
    absence_count: row.absenceCount,
    absence_ms: row.absenceMs,
    connection_count: row.connectionCount,
    missing_count: row.missingCount,
    device_count: row.deviceCount,
    questions: row.questions.map((question) => ({
      question_id: String(question.questionId),
      active_ms: Math.round(question.activeMs),
      answered: question.isAnswered,
    })),
    trace: [...row.trace],
  };
}

export const classCsvHeader = `quiz_submission_id,user_id,user_name,attempt,${csvHeader}`;

/** One row of CSV. */
export function classEventCsv({ event, user }: ClassEvent): string {
  const before = [
    String(event.quizSubmissionId),
    user === null ? null : String(user.id),
    user?.name ?? null,
    String(event.attempt),
  ];
  return csvRow([...before, ...eventCells(event)]);
}

/** One line of NDJSON. */
export function classEventLine({ event, user }: ClassEvent): string {
  const { quizSubmissionId, attempt } = event;
  const place = { quiz_submission_id: quizSubmissionId, user_id: user?.id ?? null };
  const before = JSON.stringify({ ...place, user_name: user?.name ?? null, attempt });
  return `${before.slice(0, -1)},${detailedEventJson(event).slice(1)}\n`;
}
