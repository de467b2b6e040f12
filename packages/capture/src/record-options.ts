// What a page says when it starts recording. Only where events go and whose they are must be said.

import type { CapturedEvent } from './captured-event.ts';

export interface RecordOptions {
  /** Where batches are posted: `/api/v1/courses/1/quizzes/2/submissions/3/events`, of Quizwire or of Canvas. */
  eventsUrl: string;
  /** Whose events these are; anything that tells users of one browser apart. Buffers of two users never mix. */
  userKey: string;
  /** Which attempt they belong to, from 1. Buffers of two attempts never mix; without it a new attempt gets what is left. */
  attempt?: number;
  /**
   * Whether what is left of this user's other attempts at `eventsUrl` is sent too, each with the attempt it belongs to.
   * Quizwire files it there. Canvas would file it under the attempt under way: hence false by default.
   */
  sendsOtherAttempts?: boolean;

  /** An access token. Without one, the browser's cookies say who is calling. */
  token?: string;
  /** `same-origin` by default. */
  credentials?: RequestCredentials;
  /** More headers, asked for at each request. A session by cookie needs `csrfHeaders`, which reads them from `_csrf_token`. */
  headers?: () => Record<string, string>;

  /** Selects the elements that are a question each. Without it no question is watched. */
  questions?: string;
  /** Reads the id of such an element: `data-question-id` by default, else the number at the end of its `id` (`question_12`). */
  questionIdOf?: (question: Element) => string | undefined;
  /**
   * Selects what flags its question when clicked: `.flag_question` by default. Whether it is flagged afterwards is said by
   * its `aria-pressed` or, as Canvas's page does, by the class `marked` on the question.
   */
  flags?: string;
  trackers?: OptionalTrackers;

  /** Milliseconds between flushes; 15,000 by default, as Canvas's own client. */
  flushEveryMs?: number;
  /** Events that wait to be sent; those recorded beyond are counted and marked as dropped. 10,000 by default. */
  bufferEventsMax?: number;

  /** An event was recorded. Like all of these, called a moment later, not within what the user does. */
  onRecorded?: (event: CapturedEvent) => void;
  /** These arrived. */
  onSent?: (events: readonly CapturedEvent[]) => void;
  onState?: (state: RecorderState) => void;
  /** The server will not take events of this caller (401, 403 …): nothing is sent until `flush()`, but all is kept. */
  onRefused?: (status: number) => void;
}

/** Off unless asked for: they say more about a person than that a quiz was taken. */
export interface OptionalTrackers {
  /** That something was pasted, where and how many characters; never what. */
  paste?: boolean;
  /** That fullscreen was entered or left. */
  fullscreen?: boolean;
  /** Answers as they stand in the page's form controls, beside the server's own record of answers saved. */
  answers?: boolean;
}

export interface RecorderState {
  /** Events that are kept here and have not arrived yet. */
  pending: number;
  /** Wall clock, epoch milliseconds; null before anything arrived. */
  lastSentAt: number | null;
  /** The browser says so, or the last request did not get through. */
  isOffline: boolean;
  /** Events that were lost for lack of room, or that the server refused one by one. */
  dropped: number;
}
