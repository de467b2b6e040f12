// The question that the page's address names in a quiz of single questions, so that a reload comes back to it.

/** `#question-12`. */
export function questionInAddress(): number | null {
  const digits = /^#question-(\d{1,15})$/.exec(location.hash)?.[1];
  return digits === undefined ? null : Number(digits);
}

/** Without a new entry in the browser's history: Back leaves the quiz, as one expects of it. */
export function nameQuestionInAddress(questionId: number): void {
  history.replaceState(null, '', `#question-${questionId}`);
}
