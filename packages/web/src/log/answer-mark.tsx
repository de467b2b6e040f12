// What a save says of a question, as a shape. Canvas: a dotted mark is an answer, a filled one the last answer.

import type { AnswerMark } from './question-answers.ts';

const shapes: Readonly<Record<AnswerMark, string>> = { none: '–', answered: '○', last: '●' };

/** For the eye; what stands beside it says the same. */
export function AnswerMarkShape({ mark }: { mark: AnswerMark }) {
  return (
    <span className={`answer-mark answer-mark-${mark}`} aria-hidden="true">
      {shapes[mark]}
    </span>
  );
}
