// Questions of an attempt as the server tells of them.

import type { QuestionType, RunningAttempt, TakenQuestion } from '../../src/api/taking.ts';

/** Of `type`, without an answer, and without choices unless `given`. */
export function takenQuestion(
  id: number,
  type: QuestionType,
  given: Partial<TakenQuestion> = {},
): TakenQuestion {
  return {
    id,
    question_type: type,
    question_text: '',
    answers: [],
    matches: [],
    blanks: [],
    answer: null,
    files: [],
    ...given,
  };
}

export function choice(id: number, blankId: string | null = null): TakenQuestion['answers'][number] {
  return { id, text: `choice ${id}`, html: '', blank_id: blankId };
}

/** An attempt that shows all of them. */
export function runningAttempt(
  shown: TakenQuestion[],
  states: Partial<RunningAttempt['questions'][number]>[] = [],
): RunningAttempt {
  return {
    quiz_submission_id: 7,
    attempt: 1,
    validation_token: 'token',
    started_at: '2026-09-01T09:00:00.000Z',
    end_at: null,
    closes_at: null,
    time_left_ms: null,
    is_preview: false,
    questions: shown.map(({ id, question_type }, index) => ({
      id,
      number: index + 1,
      question_type,
      points_possible: 1,
      answered: false,
      flagged: false,
      closed: false,
      ...states[index],
    })),
    shown,
  };
}
