// The log of an attempt, as its teacher reads it.

import type { Exam, Person } from './exam.ts';

export interface LoggedEvent {
  event_type: string;
  event_data: unknown;
  source: 'page' | 'server' | 'staff';
  session: string | null;
  sequence: number | null;
  created_at: string;
  client_timestamp: string | null;
  occurred_at: string;
  clock_uncertainty_ms: number | null;
}

export interface LoggedSession {
  id: string;
  recorded: number;
  received: number;
  missing: { from: number; to: number }[];
  missing_count: number;
  ended: boolean;
}

/** Of what the student has on the quiz. */
export async function quizSubmissionId(exam: Exam, { token }: Person): Promise<number> {
  const { quiz_submissions } = await exam.call('GET', `${exam.path}/submission`, undefined, token);
  return quiz_submissions[0].id;
}

/** All events of an attempt, in the order in which they happened. */
export async function readLog(exam: Exam, quizSubmissionId: number, attempt = 1): Promise<LoggedEvent[]> {
  const response = await fetch(
    `${exam.server.url}/api/v1${exam.path}/submissions/${quizSubmissionId}/events?attempt=${attempt}&order=occurred_at`,
    { headers: { Authorization: `Bearer ${exam.teacher.token}`, Accept: 'application/x-ndjson' } },
  );
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.status} ${text}`);
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

/** What of each page session of an attempt has arrived. */
export async function readGaps(exam: Exam, quizSubmissionId: number, attempt = 1): Promise<LoggedSession[]> {
  const path = `${exam.path}/submissions/${quizSubmissionId}/events/gaps?attempt=${attempt}`;
  const { page_sessions } = await exam.call<{ page_sessions: LoggedSession[] }>(
    'GET',
    path,
    undefined,
    exam.teacher.token,
  );
  return page_sessions;
}
