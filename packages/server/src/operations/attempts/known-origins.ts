// Which pages this server has heard from, and from where, so that an origin is stored when it is news and not with every
// batch. It is memory of this server alone: what it forgets is stored once more, which changes nothing.

import type { EventOrigin } from '../../model/event-origin.ts';
import { originResolutionMs } from '../../model/quiz-log-limits.ts';

/** Of one quiz submission, the newest last: more than a student has pages and networks. */
const rememberedOfEach = 8;

export class KnownOrigins {
  readonly #max: number;
  /**
   * By quiz submission, as that is asked with every batch and numbers are found fastest. Two ages: when the younger is full it
   * becomes the older one, and what nobody asked for since is forgotten.
   */
  #young = new Map<number, EventOrigin[]>();
  #old = new Map<number, EventOrigin[]>();

  /** Remembers the last `max` quiz submissions at least, twice so many at most. */
  constructor(max: number) {
    this.#max = max;
  }

  /** Whether it is to be stored: the page is new here or comes from elsewhere, or was stored long ago. */
  isNews(origin: EventOrigin): boolean {
    const known = this.#find(origin.quizSubmissionId)?.find((one) => isSame(one, origin));
    return known === undefined || origin.lastReceivedAtMs - known.lastReceivedAtMs >= originResolutionMs;
  }

  /** It is stored. */
  remember(origin: EventOrigin): void {
    const { quizSubmissionId } = origin;
    const others = this.#find(quizSubmissionId)?.filter((one) => !isSame(one, origin)) ?? [];
    this.#add(quizSubmissionId, [...others, origin].slice(-rememberedOfEach));
  }

  #find(quizSubmissionId: number): EventOrigin[] | undefined {
    const young = this.#young.get(quizSubmissionId);
    if (young !== undefined) return young;
    const old = this.#old.get(quizSubmissionId);
    if (old !== undefined) this.#add(quizSubmissionId, old);
    return old;
  }

  #add(quizSubmissionId: number, origins: EventOrigin[]): void {
    if (this.#young.size >= this.#max && !this.#young.has(quizSubmissionId)) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(quizSubmissionId, origins);
  }
}

function isSame(one: EventOrigin, other: EventOrigin): boolean {
  return (
    one.pageSession === other.pageSession &&
    one.attempt === other.attempt &&
    one.clientAddress === other.clientAddress &&
    one.userAgent === other.userAgent
  );
}
