// What `GET …/submissions/:id/activity?attempt=` tells of one attempt: what its events add up to, by the server's rules, which
// the log, the report and the list of attempts share. Times are ISO 8601 with milliseconds, UTC, by the server's clock.

/** Away from the page, or without a connection. What it means nobody knows from this. */
export interface Absence {
  /** `window`: another window or tab was in front, or a dialog of the system. `page`: the page was not visible. */
  kind: 'window' | 'page' | 'connection';
  from: string;
  /** Null when nothing tells of a return. */
  until: string | null;
  lasted_ms: number | null;
  /** By how much either end may be off; null when that cannot be told. */
  uncertainty_ms: number | null;
  page_session: string | null;
  from_event_id: string;
  until_event_id: string | null;
}

export interface QuestionActivity {
  question_id: string;
  first_seen_at: string | null;
  first_answered_at: string | null;
  last_answered_at: string | null;
  /** How often another answer than before was saved. */
  answer_changes: number;
  /** From an event of this question to the next of another one, or to the beginning of an absence. */
  active_ms: number;
}

/** Where events of the attempt came from. */
export interface Device {
  user_agent: string | null;
  address: string | null;
  page_session: string | null;
  first_seen_at: string;
  last_seen_at: string;
}

export interface ClockChange {
  at: string;
  page_session: string;
  /** How far the device's clock was moved, as the page told; null when it only stood still (the device slept). */
  by_ms: number | null;
}

export interface Activity {
  attempt: number;
  started_at: string;
  finished_at: string | null;
  event_count: number;
  absences: Absence[];
  questions: QuestionActivity[];
  devices: Device[];
  clock_changes: ClockChange[];
  /** Events that were recorded on a page and never arrived. */
  missing_count: number;
}
