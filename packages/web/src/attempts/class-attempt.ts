// The attempts of a quiz as the API lists them, and what the page needs beside them.

import { call } from '../api/client.ts';
import { callAll } from '../api/pages.ts';
import type { QuizPlace } from '../api/place.ts';

export interface ClassAttempt {
  quiz_submission_id: number;
  attempt: number;
  /** Null on an anonymous survey. */
  user: { id: number; name: string; sortable_name: string } | null;
  workflow_state: 'untaken' | 'complete' | 'pending_review';
  started_at: string;
  finished_at: string | null;
  end_at: string | null;
  /** Seconds. */
  time_spent: number | null;
  score: number | null;
  points_possible: number | null;
  event_count: number;
  absence_count: number;
  absence_ms: number;
  connection_count: number;
  missing_count: number;
  device_count: number;
  questions: { question_id: string; active_ms: number; answered: boolean }[];
  trace: number[];
}

export interface ClassQuestion {
  id: string;
  /** From 1, as the quiz has them; null for one that the quiz has no more. */
  position: number | null;
  name: string;
}

export interface ClassAttempts {
  courseName: string;
  quizTitle: string;
  /** In the order of the quiz, then those that only logs speak of. */
  questions: ClassQuestion[];
  attempts: ClassAttempt[];
}

interface QuizQuestion {
  id: number;
  question_name: string;
  question_type: string;
}

/** `told` hears how many attempts have come. Raises ApiError; 400 where the course has the log turned off. */
export async function readClass(
  { api, courseId }: QuizPlace,
  told: (count: number) => void,
  signal: AbortSignal,
): Promise<ClassAttempts> {
  let count = 0;
  const hear = (rows: readonly unknown[]) => {
    count += rows.length;
    told(count);
  };
  const [course, quiz, listed, attempts] = await Promise.all([
    call<{ name: string }>('GET', `/api/v1/courses/${courseId}`, { signal }),
    call<{ title: string }>('GET', api, { signal }),
    callAll<QuizQuestion>(`${api}/questions?per_page=100`, undefined, undefined, signal),
    callAll<ClassAttempt>(
      `${api}/attempts?per_page=50`,
      (answer) => (answer as { attempts: ClassAttempt[] }).attempts,
      hear,
      signal,
    ),
  ]);
  return {
    courseName: course.name,
    quizTitle: quiz.title,
    questions: questionsOf(listed, attempts),
    attempts,
  };
}

/** Texts between questions are none. */
export function questionsOf(
  listed: readonly QuizQuestion[],
  attempts: readonly Pick<ClassAttempt, 'questions'>[],
): ClassQuestion[] {
  const texts = new Set(
    listed
      .filter(({ question_type }) => question_type === 'text_only_question')
      .map((text) => String(text.id)),
  );
  const own = listed
    .filter(({ id }) => !texts.has(String(id)))
    .map(({ id, question_name: name }, at) => ({ id: String(id), position: at + 1, name }));
  const known = new Set([...texts, ...own.map(({ id }) => id)]);
  const told = new Set(
    attempts.flatMap(({ questions }) => questions.map((question) => question.question_id)),
  );
  const others = [...told]
    .filter((id) => !known.has(id))
    .toSorted((one, other) => Number(one) - Number(other))
    .map((id) => ({ id, position: null, name: '' }));
  return [...own, ...others];
}
