// The JSON text of a posted batch, read in one pass: what the batch and its items say, each `event_data` as it is written.
// Keys mean what they mean to JSON.parse: the last of equal ones counts, escapes count. Judges nothing but the JSON.

import { jsonDepthMax } from '../../model/limits.ts';
import { objectOfJson } from './body-text.ts';
import { JsonReader, Unreadable } from './json-reader.ts';

/** Absent members are undefined. */
export interface PostedBatch {
  /** The items when it is an array: a `PostedItem` for each object, and what JSON.parse makes of the others. */
  quiz_submission_events?: unknown;
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
        batch.quiz_submission_events = reader.isAtArray ? itemsIn(reader) : reader.value();
        break;
      case 'sent_at':
        batch.sent_at = reader.value();
        break;
      case 'attempt':
        batch.attempt = reader.value();
        break;
      case 'page_session':
        batch.page_session = reader.value();
        break;
      default:
        reader.skip();
    }
  });
  reader.end();
  return batch;
}

function itemsIn(reader: JsonReader): unknown[] {
  const items: unknown[] = [];
  reader.items(() => {
    items.push(reader.isAtObject ? itemIn(reader) : reader.value());
  });
  return items;
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
