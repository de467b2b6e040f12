// The names of the fields of the quiz's form. Canvas: the same as on its own page (quiz reference §1.8); those of blanks
// come from the server.

/** The answer as a whole: a choice's id, text, HTML, a number's text, ids of files. */
export const wholeField = (questionId: number): string => `question_${questionId}`;

/** One of several choices (`1` or `0`), or a left side (the id of the right side chosen, or empty). */
export const partField = (questionId: number, answerId: number): string =>
  `question_${questionId}_answer_${answerId}`;

export const flagField = (questionId: number): string => `question_${questionId}_marked`;

/** Sent as `1` when a question is left behind in a quiz that cannot go back. */
export const readField = (questionId: number): string => `_question_${questionId}_read`;

/** The question that a field belongs to; null for any other name. */
export function questionIdOf(field: string): number | null {
  const digits = /^_?question_(\d+)(?:_|$)/.exec(field)?.[1];
  return digits === undefined ? null : Number(digits);
}
