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

const batchKeys = ['sent_at', 'attempt', 'page_session'] as const;
const itemKeys = ['event_type', 'client_timestamp', 'id', 'session', 'sequence', 'elapsed_ms'] as const;

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
    const read = batchKeys.find((name) => name === key);
    if (key === 'quiz_submission_events')
      batch.quiz_submission_events = reader.isAtArray ? itemsIn(reader) : reader.value();
    else if (read !== undefined) batch[read] = reader.value();
    else reader.skip();
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
    const read = itemKeys.find((name) => name === key);
    if (read !== undefined) item[read] = reader.value();
    else if (key === 'event_data') item.event_data = reader.valueText();
    else reader.skip();
  });
  return item;
}
