// What another sensor sent goes on as it came, and says itself which version of the standard it follows.

import { caliper12Context, caliperContext } from '@quizwire/caliper';
import { isRecord } from '../../model/loose-value.ts';

/** `item` is the JSON text of an event or an entity. */
export function versionOf(item: string): typeof caliperContext | typeof caliper12Context {
  // Few follow the later one, and only these need to be looked into.
  if (!item.includes(caliper12Context)) return caliperContext;
  const parsed: unknown = JSON.parse(item);
  const context = isRecord(parsed) ? parsed['@context'] : undefined;
  const contexts: readonly unknown[] = Array.isArray(context) ? context : [context];
  return contexts.includes(caliper12Context) ? caliper12Context : caliperContext;
}
