// What a page says when it starts recording, beside how to deliver. Only where events go and whose they are must be said.

import type { CapturedEvent } from './captured-event.ts';
import type { DeliveryOptions } from './delivery-options.ts';

export interface RecordOptions extends DeliveryOptions {
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

  /** Events that wait to be sent; those recorded beyond are counted and marked as dropped. 10,000 by default. */
  bufferEventsMax?: number;

  /** An event was recorded. Like all of these, called a moment later, not within what the user does. */
  onRecorded?: (event: CapturedEvent) => void;
  onState?: (state: RecorderState) => void;
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
