// What another sensor sent goes on as it came, in an envelope of ours.

import { caliper12Context, caliperContext } from '@quizwire/caliper';
import { isRecord } from '../../model/loose-value.ts';
import { caliperTime } from './values.ts';

/** `item` is the JSON text of an event or an entity, and is not changed by a byte. */
export function relayedItem(item: string, sendTimeMs: number, sensor: string): string {
  const about = { sensor, sendTime: caliperTime(sendTimeMs), dataVersion: versionOf(item) };
  return `${JSON.stringify(about).slice(0, -1)},"data":[${item}]}`;
}

/** The version of the standard that the item itself says it follows. */
function versionOf(item: string): string {
  // Few do, and only these need to be looked into.
  if (!item.includes(caliper12Context)) return caliperContext;
  const parsed: unknown = JSON.parse(item);
  const context = isRecord(parsed) ? parsed['@context'] : undefined;
  const contexts: readonly unknown[] = Array.isArray(context) ? context : [context];
  return contexts.includes(caliper12Context) ? caliper12Context : caliperContext;
}
