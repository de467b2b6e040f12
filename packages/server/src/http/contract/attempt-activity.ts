// Ours: what the log of an attempt adds up to, on the wire. Times are UTC with milliseconds, by the server's clock.

import { type Static, Type } from 'typebox';
import type { Absence } from '../../model/absences.ts';
import type { QuestionActivity } from '../../model/question-activity.ts';
import { wireTimeMs } from '../../model/time.ts';
import type { ActivityView } from '../../operations/attempts/read-activity.ts';

export const activityPath = '/api/v1/courses/:course_id/quizzes/:quiz_id/submissions/:id/activity';

export const activityQuery = Type.Object({
  attempt: Type.Optional(Type.Unknown({ description: 'The attempt to look up; the latest one if absent' })),
});

const nullableText = Type.Unsafe<string | null>({ type: ['string', 'null'] });
const nullableInteger = (description: string) =>
  Type.Unsafe<number | null>({ type: ['integer', 'null'], description });

const shownAbsence = Type.Object({
  kind: Type.Unsafe<Absence['kind']>({
    enum: ['window', 'page', 'connection'],
    description:
      '`page`: for some of it the page was not visible; `window`: it was without the focus; `connection`: the browser ' +
      'had no network',
  }),
  from: Type.String(),
  until: nullableText,
  lasted_ms: nullableInteger('Null when nothing tells of a return'),
  uncertainty_ms: Type.Unsafe<number | null>({
    type: ['number', 'null'],
    description: 'By how much either end may be off; null when that cannot be told',
  }),
  hidden_ms: nullableInteger('How long of it the page was not visible; null when it did not say'),
  page_session: nullableText,
  from_event_id: Type.String(),
  until_event_id: nullableText,
});

const shownQuestion = Type.Object({
  question_id: Type.String(),
  first_seen_at: nullableText,
  first_answered_at: nullableText,
  last_answered_at: nullableText,
  answer_changes: Type.Integer({ description: 'Without the first answer' }),
  active_ms: Type.Integer({ description: 'An estimate; see docs/canvas-compatibility.md' }),
  answered: Type.Boolean({ description: 'Whether its last answer is one' }),
});

const shownDevice = Type.Object({
  user_agent: nullableText,
  address: nullableText,
  page_session: nullableText,
  first_seen_at: Type.String(),
  last_seen_at: Type.String(),
});

export const shownActivity = Type.Object({
  attempt: Type.Integer(),
  started_at: Type.String(),
  finished_at: nullableText,
  event_count: Type.Integer(),
  absences: Type.Array(shownAbsence, { description: 'In the order in which they began; the first 10,000' }),
  absence_count: Type.Integer({ description: 'Of `window` and `page`' }),
  absence_ms: Type.Integer({
    description: 'Away from all pages of the attempt, counted once; only what is known to have ended',
  }),
  connection_count: Type.Integer(),
  connection_ms: Type.Integer(),
  questions: Type.Array(shownQuestion),
  devices: Type.Array(shownDevice),
  clock_changes: Type.Array(
    Type.Object({
      at: Type.String(),
      page_session: Type.String(),
      by_ms: nullableInteger('Null when the clock only lost time: the device slept'),
    }),
  ),
  missing_count: Type.Integer({ description: 'Events that were recorded on a page and never came' }),
  trace: Type.Array(Type.Integer(), {
    description: 'Events in each sixtieth of the attempt; later ones are in none',
  }),
});

export function activityJson(view: ActivityView): Static<typeof shownActivity> {
  const { activity, times } = view;
  return {
    attempt: view.attempt,
    started_at: wireTimeMs(times.startedAtMs),
    finished_at: wireTimeMs(times.finishedAtMs),
    event_count: activity.eventCount,
    absences: activity.absences.kept.map(absenceJson),
    absence_count: activity.absences.counts.away,
    absence_ms: activity.awayMs,
    connection_count: activity.absences.counts.connection,
    connection_ms: activity.absences.connectionMs,
    questions: view.questions.map(questionJson),
    devices: devicesJson(view),
    clock_changes: view.clockChanges.map(({ atMs, pageSession, byMs }) => ({
      at: wireTimeMs(atMs),
      page_session: pageSession,
      by_ms: byMs,
    })),
    missing_count: view.missingCount,
    trace: activity.trace,
  };
}

function absenceJson(absence: Absence): Static<typeof shownAbsence> {
  const { fromMs, untilMs, untilEventId } = absence;
  return {
    kind: absence.kind,
    from: wireTimeMs(fromMs),
    until: wireTimeMs(untilMs),
    lasted_ms: untilMs === null ? null : untilMs - fromMs,
    uncertainty_ms: absence.uncertaintyMs,
    hidden_ms: absence.hiddenMs,
    page_session: absence.pageSession,
    from_event_id: String(absence.fromEventId),
    until_event_id: untilEventId === null ? null : String(untilEventId),
  };
}

function questionJson(question: QuestionActivity): Static<typeof shownQuestion> {
  return {
    question_id: String(question.questionId),
    first_seen_at: wireTimeMs(question.firstSeenMs),
    first_answered_at: wireTimeMs(question.firstAnsweredMs),
    last_answered_at: wireTimeMs(question.lastAnsweredMs),
    answer_changes: question.answerChanges,
    active_ms: Math.round(question.activeMs),
    answered: question.isAnswered,
  };
}

/** As the server saw them; where it kept nothing of that, as pages said. */
function devicesJson({ origins, activity }: ActivityView): Static<typeof shownDevice>[] {
  if (origins.length > 0) {
    return origins.map((origin) => ({
      user_agent: origin.userAgent || null,
      address: origin.clientAddress || null,
      page_session: origin.pageSession || null,
      first_seen_at: wireTimeMs(origin.firstReceivedAtMs),
      last_seen_at: wireTimeMs(origin.lastReceivedAtMs),
    }));
  }
  return activity.pages.map((page) => ({
    user_agent: page.userAgent,
    address: null,
    page_session: page.pageSession,
    first_seen_at: wireTimeMs(page.firstSeenMs),
    last_seen_at: wireTimeMs(page.lastSeenMs),
  }));
}
