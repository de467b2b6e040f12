// The feed as it is read: rows that have their place in it, by position, from wherever a reader stands.

import type { LiveEvent } from '../model/live-event.ts';
import type { Query } from './database.ts';

export interface FeedSelection {
  /** Empty for all. */
  eventNames: readonly string[];
  /** Null for all courses, and what belongs to none. */
  courseId: number | null;
}

/** An event that has its place. */
export type FedEvent = LiveEvent & { position: number };

/** Those selected behind a position, at most `limit`, in order. */
export async function listFeed(
  query: Query,
  selection: FeedSelection,
  afterPosition: number,
  limit: number,
): Promise<FedEvent[]> {
  return (await selectFeed(query, selection, afterPosition, limit).execute()) as FedEvent[];
}

/** The query, which looks at few rows that it does not select, however rare those are that it does. */
export function selectFeed(query: Query, selection: FeedSelection, afterPosition: number, limit: number) {
  const { eventNames, courseId } = selection;
  return courseId === null && eventNames.length > 0
    ? eventsNamed(query, eventNames, afterPosition, limit)
    : eventsOf(query, selection, afterPosition, limit);
}

function eventsOf(
  query: Query,
  { eventNames, courseId }: FeedSelection,
  afterPosition: number,
  limit: number,
) {
  let events = query.selectFrom('liveEvents').selectAll().where('position', '>', afterPosition);
  if (courseId !== null) events = events.where('courseId', '=', courseId);
  if (eventNames.length > 0) events = events.where('eventName', 'in', eventNames);
  return events.orderBy('position').limit(limit);
}

/** Each name by itself, because an index has the events of one name in order, and not those of several. */
function eventsNamed(query: Query, eventNames: readonly string[], afterPosition: number, limit: number) {
  const [first, ...others] = eventNames.map((name) =>
    query
      .selectFrom(eventsOf(query, { eventNames: [name], courseId: null }, afterPosition, limit).as('one'))
      .selectAll(),
  );
  if (first === undefined) throw new Error('events of no name were asked for');
  const all = others.reduce((some, one) => some.unionAll(one), first);
  return query.selectFrom(all.as('named')).selectAll().orderBy('position').limit(limit);
}
