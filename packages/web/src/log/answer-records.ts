// What the data of a `question_answered` says, in the shapes in which clients send it, as the server understands them too. Pure;
// never throws: pages may send anything.

export interface AnswerRecord {
  questionId: string;
  /** As the event has it; null when it names a question and says no answer. */
  answer: unknown;
}

/** A list of records, or a single one; the question by any of the names that clients give its id. Others are passed over. */
export function answerRecords(eventData: unknown): AnswerRecord[] {
  return (Array.isArray(eventData) ? eventData : [eventData]).filter(isRecord).flatMap((record) => {
    const id = record.quiz_question_id ?? record.questionId ?? record.question_id;
    const questionId = typeof id === 'number' || typeof id === 'string' ? String(id) : '';
    return /^\d{1,16}$/.test(questionId) ? [{ questionId, answer: record.answer ?? null }] : [];
  });
}

/**
 * Whether an answer says anything. Canvas: blanks and dropdowns when any of them does, matching when any right side was
 * chosen, lists when something is in them. Unlike Canvas's table, an empty text is no answer.
 */
export function isAnswered(answer: unknown): boolean {
  if (answer === null || answer === undefined) return false;
  if (typeof answer === 'string') return answer.trim() !== '';
  if (Array.isArray(answer))
    return answer.some((part) => !isRecord(part) || !('match_id' in part) || isAnswered(part.match_id));
  return isRecord(answer) ? Object.values(answer).some(isAnswered) : true;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
