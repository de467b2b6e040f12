// The one write path of quiz events: batches that arrive together share a commit, and nobody is told "kept" before
// that commit is on disk. The queue is bounded; a batch with a bad row does not fail its neighbours.

import type { EventOrigin } from '../model/event-origin.ts';
import { retryAfterSeconds } from '../model/limits.ts';
import type { PageClock } from '../model/page-clock.ts';
import {
  commitWorthEvents,
  groupEventsMax,
  queuedEventCharsMax,
  queuedEventsMax,
} from '../model/quiz-log-limits.ts';
import { malformed, Refusal } from '../model/refusal.ts';
import type { Database, NewQuizEvent } from './database.ts';

/** What the writer reports to whoever watches it. */
export interface WriterObserver {
  committed(group: { events: number; batches: number; seconds: number }): void;
  failed(error: unknown): void;
}

interface QueuedBatch {
  events: readonly NewQuizEvent[];
  /** What the page said of its clocks; null when it said nothing. */
  clock: PageClock | null;
  /** Where it came from, when that is news. */
  origin: EventOrigin | null;
  /** What it counts for: a batch with a clock and no event as one. */
  weight: number;
  chars: number;
  resolve(): void;
  reject(error: unknown): void;
}

export class QuizEventWriter {
  readonly #database: Database;
  readonly #observer: WriterObserver;
  #queue: QueuedBatch[] = [];
  #queuedEvents = 0;
  #queuedChars = 0;
  /** Of the queued ones, those that are in no group yet. */
  #waitingEvents = 0;
  #groupsInFlight = 0;
  #isScheduled = false;

  constructor(database: Database, observer: WriterObserver) {
    this.#database = database;
    this.#observer = observer;
  }

  get queuedEvents(): number {
    return this.#queuedEvents;
  }

  /**
   * Stores the events of one batch, the clock of its page and where it came from, all or none, in order; resolves after the
   * commit. Events whose client id is stored for the same quiz submission are skipped. Raises overloaded when the queue is full (nothing stored) or
   * when the database fails (not known to be stored), malformed when the database takes no such row (nothing stored).
   */
  write(
    events: readonly NewQuizEvent[],
    clock: PageClock | null = null,
    origin: EventOrigin | null = null,
  ): Promise<void> {
    const weight = Math.max(events.length, 1);
    const chars = charsOf(events);
    if (this.#queuedEvents + weight > queuedEventsMax || this.#queuedChars + chars > queuedEventCharsMax) {
      return Promise.reject(overloaded('too many events are waiting to be stored; send these again'));
    }
    this.#queuedEvents += weight;
    this.#queuedChars += chars;
    return new Promise((resolve, reject) => {
      this.#queue.push({ events, clock, origin, weight, chars, resolve, reject });
      this.#waitingEvents += weight;
      this.#proceed();
    });
  }

  /**
   * A group is stored when this turn of the event loop ends, so that the requests read in it share the commit; but when
   * the database has nothing to do, as soon as the group is worth a commit, so that it works while this thread reads on.
   */
  #proceed(): void {
    if (this.#groupsInFlight === 0 && this.#waitingEvents >= commitWorthEvents) this.#storeGroup();
    if (this.#isScheduled || !this.#mayStore) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      if (this.#mayStore) this.#storeGroup();
      this.#proceed();
    });
  }

  get #mayStore(): boolean {
    return this.#queue.length > 0 && this.#groupsInFlight < this.#database.insertsInFlight;
  }

  #storeGroup(): void {
    const group = this.#takeGroup();
    this.#groupsInFlight++;
    void this.#store(group).finally(() => {
      this.#groupsInFlight--;
      this.#proceed();
    });
  }

  #takeGroup(): QueuedBatch[] {
    let events = 0;
    let batches = 0;
    for (const batch of this.#queue) {
      if (batches > 0 && events + batch.weight > groupEventsMax) break;
      events += batch.weight;
      batches++;
    }
    this.#waitingEvents -= events;
    return this.#queue.splice(0, batches);
  }

  async #store(group: readonly QueuedBatch[]): Promise<void> {
    const startedAt = performance.now();
    const events = group.flatMap((batch) => batch.events);
    const clocks = group.flatMap((batch) => batch.clock ?? []);
    const origins = group.flatMap((batch) => batch.origin ?? []);
    try {
      await this.#database.insertQuizEvents(events, clocks, origins);
      this.#observer.committed({
        events: events.length,
        batches: group.length,
        seconds: (performance.now() - startedAt) / 1000,
      });
      this.#settle(group, (batch) => batch.resolve());
    } catch (error) {
      const isRowFault = this.#database.isRowFault(error);
      if (isRowFault && group.length > 1) {
        // By halves, so that one bad batch among hundreds costs a few commits and not hundreds.
        const middle = Math.ceil(group.length / 2);
        await this.#store(group.slice(0, middle));
        await this.#store(group.slice(middle));
        return;
      }
      this.#observer.failed(error);
      const refusal = isRowFault
        ? malformed('an event holds a value that cannot be stored')
        : overloaded('the events could not be stored; send them again');
      this.#settle(group, (batch) => batch.reject(refusal));
    }
  }

  #settle(group: readonly QueuedBatch[], answer: (batch: QueuedBatch) => void): void {
    for (const batch of group) {
      this.#queuedEvents -= batch.weight;
      this.#queuedChars -= batch.chars;
      answer(batch);
    }
  }
}

function charsOf(events: readonly NewQuizEvent[]): number {
  let chars = 0;
  for (const event of events) chars += event.eventData?.length ?? 0;
  return chars;
}

function overloaded(message: string): Refusal {
  return new Refusal({ kind: 'overloaded', message, retryAfterSeconds });
}
