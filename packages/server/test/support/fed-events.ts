// Live events put straight into the feed of a database, before a server opens it or beside one.

import type { Query } from '../../src/store/database.ts';
import { insertLiveEvents, type NewLiveEvent, numberLiveEvents } from '../../src/store/live-events.ts';
import { testStartMs } from './server.ts';
import { runSql } from './sql.ts';

/** A grade_change that tells its number, unless `given` says otherwise. */
export function newLiveEvent(number: number, given: Partial<NewLiveEvent> = {}): NewLiveEvent {
  const eventName = given.eventName ?? 'grade_change';
  return {
    uuid: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
    source: 'quizwire',
    eventName,
    eventTimeMs: testStartMs + number,
    courseId: null,
    assignmentId: null,
    userId: null,
    metadata: JSON.stringify({
      event_name: eventName,
      event_time: new Date(testStartMs + number).toISOString(),
    }),
    body: JSON.stringify({ number }),
    details: null,
    ...given,
  };
}

/** Adds events, each with its place in the feed. For `courseFixture`'s `more`. */
export async function feedWith(query: Query, events: readonly NewLiveEvent[]): Promise<void> {
  await insertLiveEvents(query, events);
  await numberLiveEvents(query, events.length, 0);
}

/** Adds an event beside a server that has the database open. On PostgreSQL it has no place until the server's upkeep. */
export async function appendBeside(databaseUrl: string, number: number): Promise<void> {
  const next = '(select coalesce(max(position), 0) + 1 from live_events)';
  await runSql(databaseUrl, insertOf(number, databaseUrl.startsWith('sqlite:') ? next : 'null'));
}

/** The statement that adds an event. `position` is SQL. */
export function insertOf(number: number, position: string): string {
  const { uuid, source, eventName, eventTimeMs, metadata, body } = newLiveEvent(number);
  return `insert into live_events (position, uuid, source, event_name, event_time_ms, metadata, body)
    values (${position}, '${uuid}', '${source}', '${eventName}', ${eventTimeMs}, '${metadata}', '${body}')`;
}
