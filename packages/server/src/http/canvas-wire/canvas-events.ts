// Reads live events of a Canvas from the text that it sends: one or many, delivered (`metadata`) or of its raw stream
// (`attributes`). What they say is kept byte for byte. Canvas: live events reference §1, §9.

import { receivedEventCharsMax, receivedEventsMax } from '../../model/feed-limits.ts';
import { localIdOf } from '../../model/ids.ts';
import { isRecord } from '../../model/loose-value.ts';
import { eventTypeCharsMax } from '../../model/quiz-log-limits.ts';
import { malformed, Refusal } from '../../model/refusal.ts';
import { parseTime } from '../../model/time.ts';
import type { CanvasEvent } from '../../operations/receiving/receive-canvas-events.ts';
import { jsonOf } from './body-text.ts';
import { afterSpace, afterValue, lastMember, type Span, seekItem } from './json-scan.ts';

/** Names that nothing but this server gives. */
const ownNames = /^(?:quizwire|caliper)\./;

/**
 * The events in order. The text is JSON values one after another, with or without lines between them, as streams are
 * stored; an array counts as its items. Ids become local where they are global ids of `shard`. Raises malformed and
 * too_large, naming the event by its place from 0.
 */
export function canvasEventsOf(text: string, shard: number): CanvasEvent[] {
  const events: CanvasEvent[] = [];
  let at = afterSpace(text, 0);
  while (at < text.length) {
    const end = afterValue(text, at);
    const value = jsonOf(text.slice(at, end));
    if (Array.isArray(value)) {
      const items: readonly unknown[] = value;
      if (items.length === 0) throw noEvent();
      let item = seekItem(text, at + 1);
      for (const json of items) {
        const itemEnd = afterValue(text, item);
        add(json, text.slice(item, itemEnd));
        item = seekItem(text, itemEnd);
      }
    } else {
      add(value, text.slice(at, end));
    }
    at = afterSpace(text, end);
  }
  if (events.length === 0) throw noEvent();
  return events;

  function add(json: unknown, itself: string): void {
    if (events.length === receivedEventsMax) {
      throw tooLarge(`the body has more than ${receivedEventsMax} events; send fewer at a time`);
    }
    events.push(eventOf(json, itself, `event ${events.length}`, shard));
  }
}

function eventOf(json: unknown, text: string, name: string, shard: number): CanvasEvent {
  if (text.length > receivedEventCharsMax) {
    throw tooLarge(`${name} is longer than ${receivedEventCharsMax} characters`);
  }
  if (!isRecord(json)) throw malformed(`${name} must be an object`);
  const key = isRecord(json.metadata) ? 'metadata' : 'attributes';
  const metadata = json[key];
  if (!isRecord(metadata)) throw malformed(`${name} must have an object metadata or attributes`);
  const body = json.body ?? {};
  if (!isRecord(body)) throw malformed(`${name}[body] must be an object`);
  const inCourse = metadata.context_type === 'Course' ? metadata.context_id : body.course_id;
  return {
    eventName: eventNameOf(metadata.event_name, `${name}[${key}][event_name]`),
    eventTimeMs: eventTimeOf(metadata.event_time, `${name}[${key}][event_time]`),
    courseId: localIdOf(shard, inCourse),
    assignmentId: localIdOf(shard, body.assignment_id),
    userId: localIdOf(shard, body.user_id),
    metadata: memberText(text, key),
    body: json.body === undefined || json.body === null ? '{}' : memberText(text, 'body'),
  };
}

function eventNameOf(value: unknown, name: string): string {
  if (typeof value !== 'string' || !/^[\w.-]+$/.test(value) || value.length > eventTypeCharsMax) {
    throw malformed(`${name} must be the name of an event, such as grade_change`);
  }
  if (ownNames.test(value)) throw malformed(`${name} must be one of Canvas's`);
  return value;
}

function eventTimeOf(value: unknown, name: string): number {
  const timeMs = parseTime(value);
  if (timeMs === null) throw malformed(`${name} must be an ISO 8601 time`);
  return timeMs;
}

/** The text of a member that the object has whose text this is. */
function memberText(text: string, key: string): string {
  const found: Span = { start: -1, end: -1 };
  lastMember(text, 0, key, found);
  return text.slice(found.start, found.end);
}

function noEvent(): Refusal {
  return malformed('the body has no event');
}

function tooLarge(message: string): Refusal {
  return new Refusal({ kind: 'too_large', message });
}
