// What `GET …/quizzes/:quiz_id/live` tells of each student's current attempt. Times are ISO 8601, UTC, by the server's clock.

export interface LiveAttempt {
  quiz_submission_id: number;
  attempt: number;
  /** Null on an anonymous survey. */
  user: { id: number; name: string; sortable_name: string } | null;
  state: 'running' | 'pending_review' | 'complete';
  started_at: string;
  finished_at: string | null;
  /** Null when nothing ends it. */
  end_at: string | null;
  /** Minutes granted for every attempt. */
  extra_time: number;
  extra_attempts: number;
  manually_unlocked: boolean;
  score: number | null;
  /** The one last seen, flagged or answered; its position in this attempt, from 1. */
  on_question: { question_id: number; position: number; at: string } | null;
  answered_count: number;
  question_count: number;
  last_saved_at: string | null;
  last_heard_at: string | null;
  /** Null when it does not run. */
  connection: 'heard' | 'quiet' | null;
  away_since: string | null;
  /** Null when it does not run, and where the course has its logs turned off. */
  page_sessions_open: number | null;
}

/** The data of both kinds of its events: `attempts` with all, `changed` with those that changed. */
export interface LiveNews {
  /** The server's clock. */
  now: string;
  attempts: LiveAttempt[];
}
