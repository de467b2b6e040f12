// One event of the feed, as its message in a format.

import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import type { LiveEvent, MessageFormat, RenderMessage } from '../../model/live-event.ts';
import { notFound, notPermitted } from '../../model/refusal.ts';
import type { Database } from '../../store/database.ts';
import { findEventAt } from '../../store/delivery-log.ts';
import { mayReadFeed } from './feed-reading.ts';

export interface LiveEventShown {
  event: LiveEvent & { position: number };
  /** JSON text, as it would be sent now; null where the event has no form in the format. */
  message: string | null;
}

/** `baseUrl`, without a slash at its end, begins the ids in standard Caliper. */
export type ShowLiveEvent = (
  caller: Caller,
  position: number,
  readWanted: () => { format: MessageFormat; baseUrl: string },
) => Promise<LiveEventShown>;

/** By its place in the feed. Raises not_permitted, then what `readWanted` does, not_found. */
export function showLiveEvent(
  { query }: Pick<Database, 'query'>,
  renderMessage: RenderMessage,
  clock: Clock,
): ShowLiveEvent {
  return async (caller, position, readWanted) => {
    if (!mayReadFeed(caller)) throw notPermitted();
    const { format, baseUrl } = readWanted();
    const event = await findEventAt(query, position);
    if (event === undefined) throw notFound();
    return { event: { ...event, position }, message: renderMessage(event, format, clock(), baseUrl) };
  };
}
