// What a running attempt looks like at the moment, gathered from whatever is heard of it, in any order and more than once. It
// says what was heard, not what a student does: who reads sends little.

import { questionIdOf, recordsOf, viewedIdsOf } from './event-records.ts';
import type { FrozenQuestion } from './question-data.ts';
import { occurredAtMs, type QuizEvent } from './quiz-event.ts';
import { livePagesMax, liveQuietMs, openPageMs } from './quiz-log-limits.ts';

/** Types of events that tell where somebody is. */
export const liveEventTypes = [
  'session_started',
  'page_blurred',
  'page_focused',
  'question_viewed',
  'question_flagged',
  'question_answered',
] as const;

export type LivePageEvent = Pick<
  QuizEvent,
  | 'eventType'
  | 'eventData'
  | 'createdAtMs'
  | 'sentAtMs'
  | 'clientTimestampMs'
  | 'elapsedMs'
  | 'pageSession'
  | 'source'
>;

export interface LiveClock {
  pageSession: string;
  isEnding: 0 | 1;
  lastReceivedAtMs: number;
}

interface LivePage {
  heardAtMs: number;
  isEnded: boolean;
  /** Since when it is not looked at; null while it is, as far as it told. */
  awaySinceMs: number | null;
  /** When it told so. */
  toldAtMs: number;
}

export interface LiveStanding {
  onQuestion: { questionId: number; position: number; atMs: number } | null;
  questionCount: number;
  /** Null when nothing was heard of a page yet. */
  lastHeardAtMs: number | null;
  isQuiet: boolean;
  /** Pages that were not left, as far as they told. */
  openPages: number;
  /** Null while one of them is looked at, and when there is none. */
  awaySinceMs: number | null;
}

export class LiveAttempt {
  readonly #questionIds: readonly number[];
  readonly #pages = new Map<string, LivePage>();
  #onQuestion: { questionId: number; atMs: number } | null = null;
  readonly #startedAtMs: number;
  #lastHeardAtMs: number | null = null;

  /** Of an attempt with these questions, in their order. */
  constructor(questions: readonly Pick<FrozenQuestion, 'id' | 'question_type'>[], startedAtMs: number) {
    this.#startedAtMs = startedAtMs;
    this.#questionIds = questions.flatMap(({ id, question_type }) =>
      question_type === 'text_only_question' ? [] : id,
    );
  }

  take(event: LivePageEvent): void {
    const atMs = Math.floor(occurredAtMs({ ...event, clockBeganAtMs: null }));
    const questionId = questionOf(event);
    if (
      questionId !== undefined &&
      this.#questionIds.includes(questionId) &&
      atMs >= (this.#onQuestion?.atMs ?? 0)
    ) {
      this.#onQuestion = { questionId, atMs };
    }
    if (event.source !== 'page') return;
    const page = this.#hear(event.pageSession ?? '', event.createdAtMs);
    const isLooked = event.eventType !== 'page_blurred';
    // Seeing and answering are no word on whether the page is in front.
    const tells = !isLooked || event.eventType === 'page_focused' || event.eventType === 'session_started';
    if (!tells || atMs < page.toldAtMs) return;
    page.awaySinceMs = isLooked ? null : atMs;
    page.toldAtMs = atMs;
  }

  takeClock({ pageSession, isEnding, lastReceivedAtMs }: LiveClock): void {
    const page = this.#hear(pageSession, lastReceivedAtMs);
    if (lastReceivedAtMs >= page.heardAtMs) page.isEnded = isEnding === 1;
  }

  standing(nowMs: number): LiveStanding {
    const open = [...this.#pages.values()].filter(
      ({ isEnded, heardAtMs }) => !isEnded && nowMs - heardAtMs < openPageMs,
    );
    const away = open.flatMap(({ awaySinceMs }) => awaySinceMs ?? []);
    const on = this.#onQuestion;
    return {
      onQuestion: on && { ...on, position: this.#questionIds.indexOf(on.questionId) + 1 },
      questionCount: this.#questionIds.length,
      lastHeardAtMs: this.#lastHeardAtMs,
      isQuiet: nowMs - (this.#lastHeardAtMs ?? this.#startedAtMs) >= liveQuietMs,
      openPages: open.length,
      awaySinceMs: open.length > 0 && away.length === open.length ? Math.max(...away) : null,
    };
  }

  #hear(pageSession: string, atMs: number): LivePage {
    this.#lastHeardAtMs = Math.max(this.#lastHeardAtMs ?? 0, atMs);
    let page = this.#pages.get(pageSession);
    if (page === undefined) {
      page = { heardAtMs: atMs, isEnded: false, awaySinceMs: null, toldAtMs: 0 };
      this.#pages.set(pageSession, page);
      const [oldest] = this.#pages.keys();
      if (this.#pages.size > livePagesMax && oldest !== undefined) this.#pages.delete(oldest);
    }
    page.heardAtMs = Math.max(page.heardAtMs, atMs);
    return page;
  }
}

/** The last question that an event speaks of. */
function questionOf({ eventType, eventData }: LivePageEvent): number | undefined {
  switch (eventType) {
    case 'question_viewed':
      return viewedIdsOf(eventData).at(-1);
    case 'question_answered':
    case 'question_flagged':
      return recordsOf(eventData)
        .flatMap((record) => questionIdOf(record) ?? [])
        .at(-1);
    default:
      return undefined;
  }
}
