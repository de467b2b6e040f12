// Text between questions, which takes no answer.

import type { AnswerForm } from './answer-form.ts';

/** Canvas: an answer to what is only text is passed over. */
export const noAnswer: AnswerForm = {
  read: () => null,
  ofForm: () => undefined,
  full: () => null,
};
