// What the events of one attempt add up to: absences, time on each question, where events came from by their own word. It says
// what was observed, not what it means.

import { Absences, type MomentEvent } from './absences.ts';
import { isRecord } from './loose-value.ts';
import { QuestionActivities, type QuestionActivity } from './question-activity.ts';
import { occurredAtMs, type TimedQuizEvent } from './quiz-event.ts';
import { activitySessionsMax, originAgentCharsMax } from './quiz-log-limits.ts';

/** A page of the attempt, by the word of its `session_started`. */
export interface StartedPage {
  pageSession: string | null;
  userAgent: string | null;
  firstSeenMs: number;
  lastSeenMs: number;
}

export interface AttemptTimes {
  startedAtMs: number;
  /** Null while it runs. */
  finishedAtMs: number | null;
}

/** How many parts `trace` has: as many as a picture the width of a cell of a table can show. */
export const traceParts = 60;

/**
 * Takes events one after the other, in the order in which they happened, and adds them up. Memory is bounded by the questions
 * and by limits.ts, however many events there are. What is said to have happened before the attempt began counts as of its
 * beginning. Time on questions and away ends with the last event of the student's own doing, and with the attempt.
 *
 * Time away is counted once, however many pages are open: from when the page that was looked at last tells of leaving until
 * it, or another page of the attempt, tells of somebody; what nothing ends is not counted. Time in which no page told anything
 * before another one began is neither in view nor away.
 */
export class AttemptActivity {
  readonly absences = new Absences();
  readonly pages: StartedPage[] = [];
  eventCount = 0;
  awayMs = 0;
  /** Events in each sixtieth of the attempt; what happened after its end is in none. */
  readonly trace: number[] = Array.from({ length: traceParts }, () => 0);

  readonly #times: AttemptTimes;
  readonly #endMs: number;
  readonly #questions: QuestionActivities;
  readonly #pagesByName = new Map<string, StartedPage>();
  #lastMs: number;
  /** The page that was looked at last, and since when it is left. */
  #page: { name: string; leftMs: number | null } | null = null;

  /** `nowMs` is the end of a running attempt. */
  constructor(times: AttemptTimes, isKnown: (questionId: number) => boolean, nowMs: number) {
    this.#times = times;
    this.#lastMs = times.startedAtMs;
    this.#endMs = Math.max(times.finishedAtMs ?? nowMs, times.startedAtMs + 1);
    this.#questions = new QuestionActivities(isKnown);
  }

  take(timed: TimedQuizEvent): void {
    const atMs = Math.max(Math.floor(occurredAtMs(timed)), this.#times.startedAtMs);
    const event: MomentEvent = { ...timed, atMs };
    this.eventCount++;
    this.#mark(atMs);
    this.#hear(event);
    this.absences.take(event);
    this.#pass(event);
    this.#look(event);
    this.#questions.take(event, atMs);
  }

  /** In the order in which the log first spoke of them. Best asked last. */
  questions(): QuestionActivity[] {
    return this.#questions.all();
  }

  #mark(atMs: number): void {
    const { startedAtMs } = this.#times;
    if (atMs > this.#endMs) return;
    const part = Math.floor(((atMs - startedAtMs) / (this.#endMs - startedAtMs)) * traceParts);
    const at = Math.min(part, traceParts - 1);
    this.trace[at] = (this.trace[at] ?? 0) + 1;
  }

  #hear({ source, pageSession, atMs, eventType, eventData }: MomentEvent): void {
    if (source !== 'page') return;
    const name = pageSession ?? '';
    const known = this.#pagesByName.get(name);
    const userAgent = eventType === 'session_started' ? userAgentIn(eventData) : null;
    if (
      known !== undefined &&
      (userAgent === null || known.userAgent === userAgent || pageSession !== null)
    ) {
      known.lastSeenMs = atMs;
      known.userAgent ??= userAgent;
      return;
    }
    if (this.pages.length >= activitySessionsMax) return;
    const page = { pageSession, userAgent, firstSeenMs: atMs, lastSeenMs: atMs };
    this.pages.push(page);
    this.#pagesByName.set(name, page);
  }

  #pass({ source, atMs, eventType, pageSession }: MomentEvent): void {
    // Answers come from the student, whoever logs them. What else the server and staff do tells of nobody at the page.
    if (source !== 'page' && eventType !== 'question_answered') return;
    const until = Math.min(atMs, this.#times.finishedAtMs ?? atMs);
    const passedMs = Math.max(0, until - this.#lastMs);
    this.#lastMs = Math.max(this.#lastMs, until);
    const page = this.#page;
    const isAnother = page !== null && eventType === 'session_started' && (pageSession ?? '') !== page.name;
    if (page?.leftMs == null && !isAnother) this.#questions.pass(passedMs);
  }

  #look({ source, eventType, pageSession }: MomentEvent): void {
    if (source !== 'page' || eventType === null) return;
    const name = pageSession ?? '';
    if (eventType === 'page_blurred') {
      this.#page ??= { name, leftMs: null };
      if (this.#page.name === name) this.#page.leftMs ??= this.#lastMs;
      return;
    }
    if (!presence.has(eventType)) return;
    const isSame = this.#page?.name === name;
    // A window without the focus can still be scrolled: with a name, only its return says that it is back.
    if (isSame && name !== '' && eventType !== 'page_focused') return;
    if (this.#page?.leftMs != null) this.awayMs += this.#lastMs - this.#page.leftMs;
    this.#page = { name, leftMs: null };
  }
}

/** What somebody does who is at the page. */
const presence: ReadonlySet<string> = new Set([
  'session_started',
  'page_focused',
  'question_viewed',
  'question_flagged',
  'question_answered',
]);

function userAgentIn(eventData: string | null): string | null {
  const data: unknown = eventData === null ? null : JSON.parse(eventData);
  return isRecord(data) && typeof data.user_agent === 'string'
    ? data.user_agent.slice(0, originAgentCharsMax)
    : null;
}
