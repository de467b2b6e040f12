// What grading an attempt asks of the server, and how its answers look.

import { call } from '../api/client.ts';
import { callAll } from '../api/pages.ts';
import type { ResultQuestion } from '../api/taking.ts';

export type AttemptState = 'untaken' | 'pending_review' | 'complete' | 'preview';

export interface GradedAttempt {
  attempt: number;
  workflow_state: AttemptState;
  started_at: string | null;
  finished_at: string | null;
  score: number | null;
  fudge_points: number | null;
}

/** `GET …/submissions/:id/grading`. */
export interface Grading {
  course: { id: number; name: string };
  quiz: {
    id: number;
    title: string;
    quiz_type: string;
    points_possible: number | null;
    assignment_id: number | null;
  };
  /** Null where nobody is to know. */
  user: { id: number; name: string } | null;
  quiz_submission_id: number;
  /** What counts in the gradebook. */
  kept_score: number | null;
  may_grade: boolean;
  attempt: GradedAttempt;
  attempts: GradedAttempt[];
  questions: ResultQuestion[];
}

/** Somebody who has taken the quiz. */
export interface Taker {
  quizSubmissionId: number;
  name: string;
  state: AttemptState;
}

/** What `PUT …/submissions/:id` takes of one attempt. */
export interface Scores {
  fudge_points?: number;
  questions: Record<string, { score?: number; comment?: string }>;
}

/** `api` is of the quiz; the last attempt without a number. */
export function askGrading(api: string, quizSubmissionId: string, attempt: number | null): Promise<Grading> {
  const query = attempt === null ? '' : `?attempt=${attempt}`;
  return call('GET', `${api}/submissions/${quizSubmissionId}/grading${query}`);
}

interface TakersAnswer {
  quiz_submissions: { id: number; user_id: number | null; workflow_state: AttemptState }[];
  users: { id: number; sortable_name: string }[];
}

/** Everybody, also who takes it now. */
export function askTakers(api: string): Promise<Taker[]> {
  return callAll(`${api}/submissions?include[]=user&per_page=100`, (answer) => {
    const { quiz_submissions, users } = answer as TakersAnswer;
    const nameOf = new Map(users.map(({ id, sortable_name }) => [id, sortable_name]));
    return quiz_submissions.map(({ id, user_id, workflow_state }) => ({
      quizSubmissionId: id,
      name: nameOf.get(user_id ?? 0) ?? '',
      state: workflow_state,
    }));
  });
}

export async function giveScores(
  api: string,
  quizSubmissionId: number,
  attempt: number,
  scores: Scores,
): Promise<void> {
  const body = { quiz_submissions: [{ attempt, ...scores }] };
  await call('PUT', `${api}/submissions/${quizSubmissionId}`, { body });
}
