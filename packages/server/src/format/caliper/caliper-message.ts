// A live event in Caliper as its standard wants it: IMS Caliper Analytics 1.1. Caliper: §1 to §8, §12 of the reference.

import { caliperContext } from '@quizwire/caliper';
import type { LiveEvent } from '../../model/live-event.ts';
import { forms } from './forms.ts';
import { versionOf } from './relayed-item.ts';
import { surroundingsText } from './surroundings.ts';
import { toldBy } from './told.ts';
import { caliperTime } from './values.ts';

/**
 * An envelope as JSON text; null where the event has no form. One live event may be several events of Caliper, in order. Only
 * `sendTime` differs from one sending to the next. `baseUrl`, without a slash at its end, begins the ids of things; what a
 * Canvas announced keeps Canvas's, and what another sensor sent goes on unchanged.
 * All events of one live event have the same actor.
 */
export function caliperMessage(event: LiveEvent, sendTimeMs: number, baseUrl: string): string | null {
  const sensor = `${baseUrl}/`;
  if (event.source === 'caliper') {
    return envelopeText(sensor, sendTimeMs, versionOf(event.body), event.body);
  }
  const form = forms.get(event.eventName);
  if (form === undefined) return null;
  const told = toldBy(event, baseUrl);
  const events = form(told);
  const [first] = events ?? [];
  if (events === null || first === undefined) return null;
  const surroundings = surroundingsText(told, first.actor);
  const items = events.map((made) => `${JSON.stringify(made).slice(0, -1)}${surroundings}}`);
  return envelopeText(sensor, sendTimeMs, caliperContext, items.join(','));
}

// What is sent together is sent at the same time, so the beginning of the last envelope is kept.
let beginningAtHand = { sendTimeMs: Number.NaN, sensor: '', dataVersion: '', text: '' };

/** `items` are JSON texts with commas between them. */
function envelopeText(sensor: string, sendTimeMs: number, dataVersion: string, items: string): string {
  const last = beginningAtHand;
  if (last.sendTimeMs !== sendTimeMs || last.sensor !== sensor || last.dataVersion !== dataVersion) {
    const about = JSON.stringify({ sensor, sendTime: caliperTime(sendTimeMs), dataVersion });
    beginningAtHand = { sendTimeMs, sensor, dataVersion, text: `${about.slice(0, -1)},"data":[` };
  }
  return `${beginningAtHand.text}${items}]}`;
}
