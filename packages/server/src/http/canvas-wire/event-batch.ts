// Reads a posted batch of quiz events. Canvas's keys are read as Canvas reads them; ours (`id`, `session`, `sequence`,
// `elapsed_ms`, `sent_at`, `attempt`, `page_session`) count only when well formed: Canvas ignores what else is sent.

import type { QuizEventDraft } from '../../model/quiz-event.ts';
import { eventBatchEventsMax, eventDataCharsMax, eventTypeCharsMax } from '../../model/quiz-log-limits.ts';
import { malformed, Refusal } from '../../model/refusal.ts';
import { parseTime } from '../../model/time.ts';
import type { EventBatch } from '../../operations/attempts/batch-rows.ts';
import { numberOf, pageSessionIdOf, pageSessionOf, wholeNumberOf } from './capture-values.ts';
import { type PostedBatch, type PostedItem, postedBatchOf } from './event-batch-text.ts';
import { replaceStringAnswers } from './json-text.ts';
import { sanitiseHtml } from './sanitise-html.ts';
import { isUuid } from './uuid.ts';

/** A batch from a JSON body; `event_data` stays byte for byte as written. Raises malformed and too_large. */
export function batchOfJson(text: string): EventBatch {
  return batchOf(postedBatchOf(text));
}

function batchOf(batch: PostedBatch): EventBatch {
  return {
    events: itemsOf(batch).map(draftOf),
    sentAtMs: parseTime(batch.sent_at),
    attempt: wholeNumberOf(batch.attempt),
    pageSession: pageSessionOf(batch.page_session),
  };
}

function itemsOf(batch: PostedBatch): readonly unknown[] {
  const items = batch.quiz_submission_events;
  if (items === undefined || items === null) return [];
  if (!Array.isArray(items)) throw malformed('quiz_submission_events must be an array');
  const { itemCount = items.length } = batch;
  if (itemCount > eventBatchEventsMax) {
    throw new Refusal({
      kind: 'too_large',
      message: `quiz_submission_events has ${itemCount} events, more than ${eventBatchEventsMax}; send fewer at a time`,
    });
  }
  return items;
}

function draftOf(item: unknown, index: number): QuizEventDraft {
  if (typeof item === 'string') return { ...emptyDraft, eventType: eventTypeOf(item, index) };
  if (!isObject(item)) {
    throw malformed(`${nameOf(index)} must be an object, or the name of an event type`);
  }
  const { event_type, client_timestamp, event_data, id, session, sequence, elapsed_ms }: PostedItem = item;
  const eventType = eventTypeOf(event_type, index, '[event_type]');
  return {
    eventType,
    eventData: eventDataOf(eventType, event_data ?? null, index),
    clientTimestampMs: parseTime(client_timestamp),
    clientEventId: typeof id === 'string' && isUuid(id) ? id.toLowerCase() : null,
    pageSession: pageSessionIdOf(session),
    sequence: wholeNumberOf(sequence),
    elapsedMs: numberOf(elapsed_ms),
  };
}

function isObject(item: unknown): item is Record<string, unknown> {
  return typeof item === 'object' && item !== null && !Array.isArray(item);
}

const emptyDraft: QuizEventDraft = {
  eventType: null,
  eventData: null,
  clientTimestampMs: null,
  clientEventId: null,
  pageSession: null,
  sequence: null,
  elapsedMs: null,
};

/** Canvas: any text, unknown types too; missing is stored as null. Scalars become text, as Rails casts them. */
function eventTypeOf(value: unknown, index: number, key = ''): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'object') throw malformed(`${nameOf(index, key)} must be a string`);
  const text = String(value);
  if (text.length > eventTypeCharsMax)
    throw malformed(`${nameOf(index, key)} is longer than ${eventTypeCharsMax} characters`);
  if (text.includes('\0')) throw malformed(`${nameOf(index, key)} must not contain a null character`);
  return text.toWellFormed();
}

/** What an answer with markup in it holds in its JSON text; most do not. */
const markup = /[<>&\\]/;

/** Canvas: string answers of a `question_answered` array are made safe before they are kept; nothing else is touched. */
function eventDataOf(eventType: string | null, text: string | null, index: number): string | null {
  if (text === null || text === 'null') return null;
  if (text.length > eventDataCharsMax) {
    throw new Refusal({
      kind: 'too_large',
      message: `${nameOf(index, '[event_data]')} is longer than ${eventDataCharsMax} characters`,
    });
  }
  const mayHaveMarkup = eventType === 'question_answered' && text.startsWith('[') && markup.test(text);
  return mayHaveMarkup ? replaceStringAnswers(text, sanitiseHtml) : text;
}

/** What a refusal calls an event, or the value under one of its keys. */
function nameOf(index: number, key = ''): string {
  return `quiz_submission_events[${index}]${key}`;
}
