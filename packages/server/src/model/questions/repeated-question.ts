// Copies of a question within one attempt: a group that shall pick more questions than it has gives some of them again.
// Canvas makes new rows for them; here the id of a copy is worked out, so that it can be told what it is a copy of.

/** No question has an id as high, and 9,000 copies stay within 2^53. */
const copyFactor = 1_000_000_000_000;

/** The id of copy `copy` (from 1) of a question; the question itself is copy 0. */
export function copyId(questionId: number, copy: number): number {
  return copy * copyFactor + questionId;
}

/** The id of the quiz's question that a question of an attempt is, or is a copy of. */
export function originalQuestionId(id: number): number {
  return id % copyFactor;
}
