// The log of an attempt for pure tests: two questions, a text after them, nothing that happened unless it is said.

import type { Absence, Activity } from '../../src/api/activity.ts';
import type { AttemptLog, LogEvent, PageSession } from '../../src/log/attempt-log.ts';
import type { LogQuestion } from '../../src/log/log-questions.ts';
import { logEvent } from './log-event.ts';

const question = (id: string, number: number | null, type: string): LogQuestion => ({
  id,
  number,
  name: `Name of ${id}`,
  type,
  html: '',
  pointsPossible: 1,
  answers: [],
  matches: [],
});

/** Events get ids `1`, `2` … in their order, and are of the page unless they say otherwise. */
export function attemptLog(
  events: readonly Partial<LogEvent>[],
  given: Partial<Omit<AttemptLog, 'activity'>> & { activity?: Partial<Activity> } = {},
): AttemptLog {
  const { activity, ...more } = given;
  return {
    quizSubmission: {
      id: 7,
      user_id: 1,
      attempt: 1,
      started_at: '1970-01-01T00:00:01Z',
      finished_at: null,
      end_at: null,
      quiz_points_possible: 2,
      workflow_state: 'untaken',
      time_spent: null,
      extra_time: null,
    },
    quiz: {
      id: 3,
      title: 'Cells',
      quiz_type: 'assignment',
      assignment_id: null,
      time_limit: null,
      points_possible: 2,
      one_question_at_a_time: false,
    },
    courseName: 'Biology',
    studentName: 'Ada Lovelace',
    attempt: 1,
    attempts: [1],
    startedAtMs: 1000,
    finishedAtMs: null,
    endAtMs: null,
    events: events.map((event, index) => logEvent({ id: String(index + 1), source: 'page', ...event })),
    questions: [
      question('11', 1, 'multiple_choice_question'),
      question('12', 2, 'essay_question'),
      question('13', null, 'text_only_question'),
    ],
    pageSessions: [],
    ...more,
    activity: {
      attempt: 1,
      started_at: '1970-01-01T00:00:01.000Z',
      finished_at: null,
      event_count: events.length,
      absences: [],
      absence_count: 0,
      absence_ms: 0,
      connection_count: 0,
      connection_ms: 0,
      questions: [],
      devices: [],
      clock_changes: [],
      missing_count: 0,
      trace: [],
      ...activity,
    },
  };
}

export function absence(given: Partial<Absence>): Absence {
  return {
    kind: 'page',
    from: '1970-01-01T00:00:02.000Z',
    until: '1970-01-01T00:00:14.000Z',
    lasted_ms: 12_000,
    uncertainty_ms: 20,
    hidden_ms: null,
    page_session: null,
    from_event_id: '1',
    until_event_id: '2',
    ...given,
  };
}

export function pageSession(given: Partial<PageSession>): PageSession {
  return {
    id: 'page-one',
    began_at: '1970-01-01T00:00:01.000Z',
    last_received_at: '1970-01-01T00:01:00.000Z',
    recorded: 0,
    received: 0,
    missing: [],
    missing_count: 0,
    more_missing_ranges: 0,
    ended: true,
    clocks: [],
    more_clocks: 0,
    ...given,
  };
}
