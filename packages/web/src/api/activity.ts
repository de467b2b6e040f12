// What `GET …/submissions/:id/activity?attempt=` tells of one attempt: what its events add up to, by the server's rules, which
// the log, the report and the list of attempts share. Times are ISO 8601 with milliseconds, UTC, by the server's clock.

/** Away from the page, or without a connection. What it means nobody knows from this. */
export interface Absence {
  /**
   * `window`: the page was without the focus: another window was in front, or a dialog of the system. `page`: for some of the
   * time it was not visible at all. Being hidden without the focus is one absence.
   */
  kind: 'window' | 'page' | 'connection';
  from: string;
  /** Null when nothing tells of a return. */
  until: string | null;
  lasted_ms: number | null;
  /** By how much either end may be off; null when that cannot be told. */
  uncertainty_ms: number | null;
  /** How long of it the page was not visible; null when the page did not say. */
  hidden_ms: number | null;
  page_session: string | null;
  from_event_id: string;
  until_event_id: string | null;
}

export interface QuestionActivity {
  question_id: string;
  first_seen_at: string | null;
  first_answered_at: string | null;
  last_answered_at: string | null;
  /** How often another answer than before was saved; the first answer is none. */
  answer_changes: number;
  /**
   * An estimate, without absences: time is of the question that is answered at its end, if that was in view or an answer came
   * before it; else of what came into view or was answered at its beginning, in equal parts of several.
   */
  active_ms: number;
  /** Whether its last answer is one. */
  answered: boolean;
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
  /** How far the device's clock was moved; null when it only lost time (the device slept). */
  by_ms: number | null;
}

export interface Activity {
  attempt: number;
  started_at: string;
  finished_at: string | null;
  event_count: number;
  /** The first 10,000. */
  absences: Absence[];
  /** Of `window` and `page`. */
  absence_count: number;
  /**
   * Away from all pages of the attempt, counted once however many are open; only what is known to have ended. Not the sum of
   * `lasted_ms`: somebody who left one page for another of the same attempt was not away.
   */
  absence_ms: number;
  connection_count: number;
  connection_ms: number;
  questions: QuestionActivity[];
  devices: Device[];
  clock_changes: ClockChange[];
  /** Events that were recorded on a page and never arrived. */
  missing_count: number;
  /** Events in each sixtieth of the attempt; what happened after its end is in none. */
  trace: number[];
}
