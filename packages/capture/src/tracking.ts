// What trackers are given: a way to record, and ways to be told of things that end with `stop()` and cannot hurt the page.

import { guarded } from './guarded.ts';
import type { RecordOptions } from './record-options.ts';

export interface Tracking {
  /** Undefined data is left out. What is urgent is sent at once. */
  record(type: string, data?: unknown, isUrgent?: boolean): void;
  /** Listens without ever holding up scrolling. On the document it hears first, whatever the page stops afterwards. */
  on(target: EventTarget, type: string, handle: (event: Event) => void): void;
  /** Once what happens now is over and the page has answered it. */
  soon(handle: () => void): void;
  every(ms: number, handle: () => void): void;
  /** Aborted by `stop()`. */
  signal: AbortSignal;
  /** The question that an element is, or is in, and its id, as far as there are any. */
  questionAt(element: EventTarget | null): { question?: Element; questionId?: string | undefined };
}

export function startTracking(
  record: Tracking['record'],
  signal: AbortSignal,
  { questions, questionIdOf = questionIdIn }: RecordOptions,
): Tracking {
  return {
    record,
    on: (target, type, handle) =>
      target.addEventListener(type, guarded(handle), { signal, passive: true, capture: target === document }),
    soon: (handle) => void setTimeout(guarded(handle)),
    every(ms, handle) {
      const timer = setInterval(guarded(handle), ms);
      signal.addEventListener('abort', () => clearInterval(timer));
    },
    signal,
    questionAt(element) {
      const question = questions && element instanceof Element && element.closest(questions);
      return question ? { question, questionId: questionIdOf(question) } : {};
    },
  };
}

/** Canvas: `question_12` is the element of question 12. */
function questionIdIn(question: Element): string | undefined {
  return question.getAttribute('data-question-id') ?? /\d+$/.exec(question.id)?.[0];
}
