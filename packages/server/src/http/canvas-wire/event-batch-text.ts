// The JSON text of a posted batch, read in one pass: what the batch and its items say, each `event_data` as it is written.
// Keys mean what they mean to JSON.parse: the last of equal ones counts, escapes count. Judges nothing but the JSON, and builds
// nothing that nobody could want, however large a body is.

import { jsonDepthMax } from '../../model/limits.ts';
import { eventBatchEventsMax, pageSessionTextCharsMax } from '../../model/quiz-log-limits.ts';
import { objectOfJson } from './body-text.ts';
import { JsonReader, Unreadable } from './json-reader.ts';

/** Absent members are undefined. Objects and arrays where none may be are empty ones. */
export interface PostedBatch {
  /** The first items when it is an array, as many as a batch may have: a `PostedItem` for each object. */
  quiz_submission_events?: unknown;
  /** How many items there are, when it is an array. */
  itemCount?: number;
  sent_at?: unknown;
  attempt?: unknown;
  page_session?: unknown;
}

export interface PostedItem {
  event_type?: unknown;
  client_timestamp?: unknown;
  /** The text of the value, without the space around it. */
  event_data?: string;
  id?: unknown;
  session?: unknown;
  sequence?: unknown;
  elapsed_ms?: unknown;
}

/** Reads the text; an empty one and null say nothing. Raises malformed, as `objectOfJson` does. */
export function postedBatchOf(text: string): PostedBatch {
  try {
    return batchIn(new JsonReader(text, jsonDepthMax));
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    // Says what is wrong. What it accepts without an object has nothing in it.
    if (objectOfJson(text) === undefined) return {};
    throw error;
  }
}

function batchIn(reader: JsonReader): PostedBatch {
  const batch: PostedBatch = {};
  reader.members((key) => {
    switch (key) {
      case 'quiz_submission_events':
        if (reader.isAtArray) readItems(reader, batch);
        else batch.quiz_submission_events = reader.value();
        break;
      case 'sent_at':
        batch.sent_at = reader.value();
        break;
      case 'attempt':
        batch.attempt = reader.value();
        break;
      case 'page_session':
        batch.page_session = shortValue(reader);
        break;
      default:
        reader.skip();
    }
  });
  reader.end();
  return batch;
}

function readItems(reader: JsonReader, batch: PostedBatch): void {
  const items: unknown[] = [];
  let count = 0;
  reader.items(() => {
    if (count++ >= eventBatchEventsMax) reader.skip();
    else items.push(reader.isAtObject ? itemIn(reader) : reader.value());
  });
  batch.quiz_submission_events = items;
  batch.itemCount = count;
}

/** What JSON.parse makes of the value; undefined of one that is too long to be of use. */
function shortValue(reader: JsonReader): unknown {
  const text = reader.valueText();
  return text.length > pageSessionTextCharsMax ? undefined : JSON.parse(text);
}

function itemIn(reader: JsonReader): PostedItem {
  const item: PostedItem = {};
  reader.members((key) => {
    switch (key) {
      case 'event_type':
        item.event_type = reader.value();
        break;
      case 'event_data':
        item.event_data = reader.valueText();
        break;
      case 'client_timestamp':
        item.client_timestamp = reader.value();
        break;
      case 'id':
        item.id = reader.value();
        break;
      case 'session':
        item.session = reader.value();
        break;
      case 'sequence':
        item.sequence = reader.value();
        break;
      case 'elapsed_ms':
        item.elapsed_ms = reader.value();
        break;
      default:
        reader.skip();
    }
  });
  return item;
}
