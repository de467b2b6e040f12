// Short answers and essays: text. Through the API short answers are folded to how they are compared; what is typed into the
// web page's form stays as it was typed.

import { answerTextCharsMax } from '../../quiz-limits.ts';
import { declined } from '../../refusal.ts';
import { type AnswerForm, wrongType } from './answer-form.ts';

export const shortText: AnswerForm = {
  read: (_question, given) => {
    if (typeof given !== 'string') throw wrongType('answer', 'String');
    return textOrNull(foldedText(given));
  },
  ofForm: (_question, { whole }) => (typeof whole === 'string' ? textOrNull(whole) : undefined),
  full: (_question, answer) => (typeof answer === 'string' ? textOrNull(answer) : null),
};

export const essay: AnswerForm = {
  read: (_question, given, sanitise) => {
    if (typeof given !== 'string') throw wrongType('answer', 'String');
    return textOrNull(boundedText(sanitise(given)));
  },
  // No bound but that of the request: an essay must not be lost for its length.
  ofForm: (_question, { whole }, sanitise) =>
    typeof whole === 'string' ? textOrNull(sanitise(whole)) : undefined,
  full: shortText.full,
};

/** Canvas: without space around it, in lower case. Raises declined when it is too long. */
export function foldedText(text: string): string {
  return boundedText(text).trim().toLowerCase();
}

export function textOrNull(text: string): string | null {
  return text.trim() === '' ? null : text;
}

function boundedText(text: string): string {
  // UTF-16 units are never fewer than characters.
  if (text.length >= answerTextCharsMax && [...text].length >= answerTextCharsMax) {
    throw declined('bad_request', 'Text is too long.');
  }
  return text;
}
