// A live event in Caliper as its standard wants it: IMS Caliper Analytics 1.1. Caliper: §1 to §8, §12 of the reference.

import { envelope } from '@quizwire/caliper';
import type { LiveEvent } from '../../model/live-event.ts';
import { forms } from './forms.ts';
import { relayedItem } from './relayed-item.ts';
import { toldBy } from './told.ts';
import { caliperTime } from './values.ts';

/**
 * An envelope as JSON text; null where the event has no form. One live event may be several events of Caliper, in order. Only
 * `sendTime` differs from one sending to the next. `baseUrl`, without a slash at its end, begins the ids of things; what a
 * Canvas announced keeps Canvas's, and what another sensor sent goes on unchanged.
 */
export function caliperMessage(event: LiveEvent, sendTimeMs: number, baseUrl: string): string | null {
  const sensor = `${baseUrl}/`;
  if (event.source === 'caliper') return relayedItem(event.body, sendTimeMs, sensor);
  const form = forms.get(event.eventName);
  const data = form === undefined ? null : form(toldBy(event, baseUrl));
  if (data === null) return null;
  return JSON.stringify(envelope({ sensor, sendTime: caliperTime(sendTimeMs), data }));
}
