// What the log of an attempt says of its answers at some moment: the answers as they were then, rebuilt from events alone.
// What an attempt's answer sheet says now is not looked at. Canvas: quiz reference §1.9.

import { flagOf, questionIdOf, recordsOf } from './event-records.ts';
import type { QuizEvent } from './quiz-event.ts';

/** The types of events that count. */
export const answerEventTypes = ['question_answered', 'question_flagged'] as const;

export interface LoggedAnswer {
  questionId: number;
  /** As the event has it; null when none speaks of an answer. */
  answer: unknown;
  /** Of the event that the answer is from; null when there is none. */
  answeredAtMs: number | null;
  /** Whose word the answer is. */
  source: QuizEvent['source'] | null;
  flagged: boolean;
}

type AnswerEvent = Pick<QuizEvent, 'eventType' | 'eventData' | 'createdAtMs' | 'source'>;

/**
 * Takes events one after the other, oldest first, and has the answers as of the last one. The last word on a question
 * counts, but once the server has logged an answer to it, a page's word on it counts no more. Lists of records are
 * understood as well as single ones, by any of the names that clients give a question's id. What is no answer and no flag,
 * or speaks of a question that `isKnown` does not know, is passed over. Never throws, whatever pages have sent.
 */
export class AnswersAt {
  readonly #isKnown: (questionId: number) => boolean;
  readonly #answers = new Map<number, LoggedAnswer>();

  constructor(isKnown: (questionId: number) => boolean) {
    this.#isKnown = isKnown;
  }

  take(event: AnswerEvent): void {
    for (const record of recordsOf(event.eventData)) {
      const questionId = questionIdOf(record);
      if (questionId === undefined || !this.#isKnown(questionId)) continue;
      const before = this.#answers.get(questionId) ?? { questionId, ...nothing };
      const after = event.eventType === 'question_answered' ? answered : flagged;
      const answer = after(before, record, event);
      if (answer !== before) this.#answers.set(questionId, answer);
    }
  }

  of(questionId: number): LoggedAnswer | undefined {
    return this.#answers.get(questionId);
  }

  /** In the order in which the log first spoke of them. */
  all(): LoggedAnswer[] {
    return [...this.#answers.values()];
  }
}

const nothing = { answer: null, answeredAtMs: null, source: null, flagged: false } as const;

function answered(
  before: LoggedAnswer,
  { answer }: Record<string, unknown>,
  event: AnswerEvent,
): LoggedAnswer {
  if (answer === undefined || (before.source === 'server' && event.source !== 'server')) return before;
  return { ...before, answer, answeredAtMs: event.createdAtMs, source: event.source };
}

function flagged(before: LoggedAnswer, record: Record<string, unknown>): LoggedAnswer {
  const flag = flagOf(record);
  return flag === undefined ? before : { ...before, flagged: flag };
}
