// What the data of captured events says of questions, in the shapes in which clients send it. Never throws: pages may send
// anything.

import { isRecord, scalarText } from './loose-value.ts';

/** The records of a `question_answered` or `question_flagged`: a list of them, or a single one. */
export function recordsOf(eventData: string | null): Record<string, unknown>[] {
  if (eventData === null) return [];
  const data: unknown = JSON.parse(eventData);
  return (Array.isArray(data) ? data : [data]).filter(isRecord);
}

/** `quiz_question_id` in answers, `questionId` in flags from Canvas's own page, `question_id` in its documentation. */
export function questionIdOf(record: Record<string, unknown>): number | undefined {
  return idOf(record.quiz_question_id ?? record.questionId ?? record.question_id);
}

/** Undefined for what says nothing of a flag. */
export function flagOf({ flagged }: Record<string, unknown>): boolean | undefined {
  // Form bodies have texts for leaves.
  if (flagged === true || flagged === 'true') return true;
  return flagged === false || flagged === 'false' ? false : undefined;
}

/** The questions that a `question_viewed` lists, each once, in its order. */
export function viewedIdsOf(eventData: string | null): number[] {
  if (eventData === null) return [];
  const data: unknown = JSON.parse(eventData);
  return Array.isArray(data) ? [...new Set(data.flatMap((id) => idOf(id) ?? []))] : [];
}

/** Knows the first `max` questions that it is asked about: of an attempt whose questions are not known here. */
export function firstNamed(max: number): (questionId: number) => boolean {
  const named = new Set<number>();
  return (questionId) => {
    if (named.size < max) named.add(questionId);
    return named.has(questionId);
  };
}

function idOf(value: unknown): number | undefined {
  const text = scalarText(value) ?? '';
  return /^\d{1,16}$/.test(text) ? Number(text) : undefined;
}
