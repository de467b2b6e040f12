// Which pages this server has heard from, and from where, so that an origin is stored when it is news and not with every
// batch. It is memory of this server alone: what it forgets is stored once more, which changes nothing.

import type { EventOrigin } from '../../model/event-origin.ts';
import { originResolutionMs } from '../../model/limits.ts';

interface Known {
  clientAddress: string;
  userAgent: string;
  writtenAtMs: number;
}

export class KnownOrigins {
  readonly #max: number;
  /** Two ages: when the younger is full it becomes the older one, and what nobody asked for since is forgotten. */
  #young = new Map<string, Known>();
  #old = new Map<string, Known>();

  /** Remembers the last `max` pages at least, twice so many at most. */
  constructor(max: number) {
    this.#max = max;
  }

  /** Whether it is to be stored: the page is new here, comes from elsewhere than before, or was written long ago. */
  isNews({ quizSubmissionId, attempt, pageSession, ...origin }: EventOrigin): boolean {
    const key = `${quizSubmissionId} ${attempt} ${pageSession}`;
    const known = this.#find(key);
    return (
      known === undefined ||
      known.clientAddress !== origin.clientAddress ||
      known.userAgent !== origin.userAgent ||
      origin.lastReceivedAtMs - known.writtenAtMs >= originResolutionMs
    );
  }

  /** It is stored. */
  remember(origin: EventOrigin): void {
    const { quizSubmissionId, attempt, pageSession, clientAddress, userAgent, lastReceivedAtMs } = origin;
    this.#add(`${quizSubmissionId} ${attempt} ${pageSession}`, {
      clientAddress,
      userAgent,
      writtenAtMs: lastReceivedAtMs,
    });
  }

  #find(key: string): Known | undefined {
    const young = this.#young.get(key);
    if (young !== undefined) return young;
    const old = this.#old.get(key);
    if (old !== undefined) this.#add(key, old);
    return old;
  }

  #add(key: string, known: Known): void {
    if (this.#young.size >= this.#max && !this.#young.has(key)) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(key, known);
  }
}
