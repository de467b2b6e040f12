// Types that take no answer here: text between questions, and files, which have a road of their own that is not there yet.

import { isBlank } from '../../loose-value.ts';
import { declined } from '../../refusal.ts';
import type { AnswerForm } from './answer-form.ts';

/** Canvas: an answer to what is only text is passed over. */
export const noAnswer: AnswerForm = {
  read: () => null,
  ofForm: () => undefined,
  full: () => null,
};

/** Declined rather than lost. The id of an attachment, once there are any. */
export const fileUpload: AnswerForm = {
  read: (_question, given) => {
    const ids: unknown[] = Array.isArray(given) ? given : [given];
    if (ids.every(isBlank)) return null;
    throw declined('bad_request', 'file upload questions can not be answered yet');
  },
  ofForm: () => undefined,
  full: (_question, answer) => (typeof answer === 'string' ? answer : null),
};
