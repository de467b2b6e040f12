// Reads a posted Caliper envelope: what the checker found, with the text of every item as it stood there.

import { receivedEventCharsMax, receivedEventsMax, sensorCharsMax } from '../../model/feed-limits.ts';
import { isRecord, storableText } from '../../model/loose-value.ts';
import type { CheckEnvelope } from '../../model/received-caliper.ts';
import { declined, malformed, Refusal } from '../../model/refusal.ts';
import type { CaliperBatch } from '../../operations/receiving/receive-caliper.ts';
import { jsonOf } from './body-text.ts';
import { afterSpace, afterValue, lastMember, type Span, seekItem } from './json-scan.ts';

/** Faults of an envelope that its refusal tells. */
const faultsTold = 5;

/**
 * Raises, in the order of Caliper's reference §3, malformed (no JSON, no good envelope) and declined as unprocessable_entity
 * (an unknown `dataVersion`); and too_large, for too many items before these, for one that is too long after them.
 */
export function caliperBatchOf(text: string, checkEnvelope: CheckEnvelope): CaliperBatch {
  const json = jsonOf(text);
  if (!isRecord(json)) throw malformed('the body must be a Caliper envelope');
  const count = Array.isArray(json.data) ? json.data.length : 0;
  if (count > receivedEventsMax) {
    throw tooLarge(`data has ${count} items, more than ${receivedEventsMax}; send fewer at a time`);
  }
  const { faults, isVersionSupported, sensor, items } = checkEnvelope(json);
  if (faults.length > 0) {
    const told = faults.slice(0, faultsTold).map(({ path, message }) => `${path} ${message}`);
    throw malformed(`the body is not a Caliper envelope: ${told.join('; ')}`);
  }
  if (!isVersionSupported) throw declined('unprocessable_entity', 'this dataVersion is not supported');
  const texts = itemTexts(text);
  return {
    sensor: storableText(sensor, 'sensor', sensorCharsMax),
    items: items.map((item, index) => {
      const itself = texts[index] ?? '';
      if (itself.length > receivedEventCharsMax) {
        throw tooLarge(`data[${index}] is longer than ${receivedEventCharsMax} characters`);
      }
      return { ...item, text: itself };
    }),
  };
}

/** The items of the array `data` as written. */
function itemTexts(text: string): string[] {
  const data: Span = { start: -1, end: -1 };
  lastMember(text, afterSpace(text, 0), 'data', data);
  const texts: string[] = [];
  let item = seekItem(text, data.start + 1);
  while (item >= 0) {
    const end = afterValue(text, item);
    texts.push(text.slice(item, end));
    item = seekItem(text, end);
  }
  return texts;
}

function tooLarge(message: string): Refusal {
  return new Refusal({ kind: 'too_large', message });
}
