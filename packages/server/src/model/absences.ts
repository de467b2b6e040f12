// When a page of an attempt was away from its student, or without a network, as the page told. What that means nobody knows
// from this: a notification, a screen reader and another window look alike.

import { isRecord } from './loose-value.ts';
import type { QuizEvent } from './quiz-event.ts';
import { activityAbsencesMax, activitySessionsMax } from './quiz-log-limits.ts';

export type AbsenceKind = 'window' | 'page' | 'connection';

export interface Absence {
  /** `page`: at some time of it the page was not visible. `window`: it only did not have the focus, as far as is known. */
  kind: AbsenceKind;
  fromMs: number;
  /** Null when nothing tells of a return. */
  untilMs: number | null;
  /** By how much either end may be off; null when that cannot be told. */
  uncertaintyMs: number | null;
  /** How long of it the page was not visible, by its own word; null when it did not say. */
  hiddenMs: number | null;
  pageSession: string | null;
  fromEventId: number;
  untilEventId: number | null;
}

/** An event, and when it happened by the server's clock. */
export interface MomentEvent
  extends Pick<QuizEvent, 'id' | 'eventType' | 'eventData' | 'source' | 'pageSession'> {
  atMs: number;
  clockUncertaintyMs: number | null;
}

/**
 * Takes events one after the other, in the order in which they happened. Losing the focus and being hidden are one absence,
 * which the page's return ends; no two of one page overlap, but one of the connection may lie across one of the page. Only the
 * word of pages counts. A page with a name always tells of its return; one without, as Canvas's own, does not, so that what is done on it
 * tells that somebody is back. A return without a leaving is none. The first `activityAbsencesMax` are kept, all are counted.
 */
export class Absences {
  readonly kept: Absence[] = [];
  /** Of `window` and `page`, and of `connection`. */
  readonly counts = { away: 0, connection: 0 };
  /** Of those that ended, pages taken one by one. */
  connectionMs = 0;
  readonly #open = new Map<string, Absence>();

  take(event: MomentEvent): void {
    if (event.source !== 'page') return;
    const { eventType, pageSession } = event;
    if (eventType === 'page_blurred')
      this.#begin('away', event, dataOf(event).hidden === true ? 'page' : 'window');
    else if (eventType === 'connection_lost') this.#begin('connection', event, 'connection');
    else if (eventType === 'connection_regained') this.#end('connection', event);
    else if (eventType === 'page_focused' || (pageSession === null && isDone(eventType)))
      this.#end('away', event);
  }

  #begin(what: 'away' | 'connection', event: MomentEvent, kind: AbsenceKind): void {
    const key = `${what} ${event.pageSession ?? ''}`;
    if (this.#open.has(key) || this.#open.size >= activitySessionsMax) return;
    const absence: Absence = {
      kind,
      fromMs: event.atMs,
      untilMs: null,
      uncertaintyMs: event.clockUncertaintyMs,
      hiddenMs: null,
      pageSession: event.pageSession,
      fromEventId: event.id,
      untilEventId: null,
    };
    this.#open.set(key, absence);
    this.counts[what]++;
    if (this.kept.length < activityAbsencesMax) this.kept.push(absence);
  }

  #end(what: 'away' | 'connection', event: MomentEvent): void {
    const key = `${what} ${event.pageSession ?? ''}`;
    const absence = this.#open.get(key);
    if (absence === undefined) return;
    this.#open.delete(key);
    absence.untilMs = event.atMs;
    absence.untilEventId = event.id;
    absence.uncertaintyMs =
      absence.uncertaintyMs === null || event.clockUncertaintyMs === null
        ? null
        : Math.max(absence.uncertaintyMs, event.clockUncertaintyMs);
    if (what === 'connection') this.connectionMs += event.atMs - absence.fromMs;
    const { hidden_ms } = dataOf(event);
    if (what === 'connection' || typeof hidden_ms !== 'number' || hidden_ms < 0) return;
    // A page cannot have been hidden longer than it was away.
    absence.hiddenMs = Math.min(Math.round(hidden_ms), event.atMs - absence.fromMs);
    if (hidden_ms > 0) absence.kind = 'page';
  }
}

function isDone(eventType: string | null): boolean {
  return (
    eventType === 'question_viewed' || eventType === 'question_flagged' || eventType === 'question_answered'
  );
}

function dataOf({ eventData }: Pick<MomentEvent, 'eventData'>): Record<string, unknown> {
  const data: unknown = eventData === null ? null : JSON.parse(eventData);
  return isRecord(data) ? data : {};
}
