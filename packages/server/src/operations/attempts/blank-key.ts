// What the inputs in question texts are called. Canvas: quiz reference §2.5.

import { createHash } from 'node:crypto';

/** `question_<id>_<md5>`, the same for a blank of that name in every attempt. */
export function blankKey(questionId: number, blank: string): string {
  const digest = createHash('md5').update(`dropdown,${blank},instructure-key`).digest('hex');
  return `question_${questionId}_${digest}`;
}
