// The questions as one attempt was given them. The server's own record of the start has them whole, right answers included; what a
// page claims to be such a record counts for nothing, because anybody may post one.

import { call } from '../api/client.ts';

export interface LogAnswerChoice {
  id: string;
  text: string;
  /** Safe HTML; wins over `text` where it is not empty. */
  html: string;
  /** 100 is right, 0 is wrong; null where the reader is not told. */
  weight: number | null;
  /** Of blanks and dropdowns. */
  blankId: string | null;
}

export interface LogQuestion {
  id: string;
  /** 1, 2, 3 …; null for text without a question. */
  number: number | null;
  name: string;
  /** Canvas's name of the type. */
  type: string;
  /** Safe HTML. Blanks and dropdowns are `[name]` in it. */
  html: string;
  pointsPossible: number;
  answers: LogAnswerChoice[];
  /** Right sides of a matching question. */
  matches: { id: string; text: string }[];
}

interface WireQuestion {
  id: number | string;
  question_name?: string;
  question_type?: string;
  question_text?: string;
  original_question_text?: string;
  points_possible?: number;
  answers?: WireAnswer[] | null;
  matches?: { match_id: number; text: string }[] | null;
}

interface WireAnswer {
  id: number | string;
  text?: string;
  left?: string;
  left_html?: string;
  html?: string;
  weight?: number;
  blank_id?: string | null;
}

/** What is looked at of an event. */
interface StartEvent {
  type: string | null;
  source: string;
  data: unknown;
}

/** Null when the log does not have the server's record of the start. */
export function questionsFromEvents(events: readonly StartEvent[]): LogQuestion[] | null {
  const started = events.find(({ type, source }) => type === 'submission_created' && source === 'server');
  const data = (started?.data as { quiz_data?: WireQuestion[] } | undefined)?.quiz_data;
  return Array.isArray(data) ? questionsOf(data) : null;
}

/** None where the server does not say: the log can be read without. */
export async function readQuestions(
  quizSubmissionId: string,
  attempt: number,
  signal?: AbortSignal,
): Promise<LogQuestion[]> {
  const path = `/api/v1/quiz_submissions/${quizSubmissionId}/questions?quiz_submission_attempt=${attempt}`;
  const options = { whenSignedOut: 'throw', ...(signal && { signal }) } as const;
  const answer = await call<{ quiz_submission_questions: WireQuestion[] }>('GET', path, options).catch(
    (error: unknown) => {
      if (signal?.aborted) throw error;
      return { quiz_submission_questions: [] };
    },
  );
  return questionsOf(answer.quiz_submission_questions);
}

function questionsOf(data: readonly WireQuestion[]): LogQuestion[] {
  let count = 0;
  return data.map((question) => {
    const type = question.question_type ?? '';
    return {
      id: String(question.id),
      number: type === 'text_only_question' ? null : ++count,
      name: question.question_name ?? '',
      type,
      html: question.original_question_text ?? question.question_text ?? '',
      pointsPossible: question.points_possible ?? 0,
      answers: (question.answers ?? []).map(choiceOf),
      matches: (question.matches ?? []).map(({ match_id, text }) => ({ id: String(match_id), text })),
    };
  });
}

function choiceOf(answer: WireAnswer): LogAnswerChoice {
  return {
    id: String(answer.id),
    text: answer.text ?? answer.left ?? '',
    html: answer.html ?? answer.left_html ?? '',
    weight: answer.weight ?? null,
    blankId: answer.blank_id ?? null,
  };
}

/** Canvas: what is only text is called so in every attempt. */
const nameOfTexts = 'Spacer';

/** `Question 3`, or what a text without a number is called. */
export function questionText({ number, name }: LogQuestion): string {
  if (number !== null) return `Question ${number}`;
  return name === '' || name === nameOfTexts ? 'Text' : name;
}
