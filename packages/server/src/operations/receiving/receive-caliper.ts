// A Caliper envelope of another sensor comes in: its good items onto the feed, events once, the others into quarantine.

import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import { mayReceiveEvents } from '../../model/feed-policy.ts';
import { globalIdOf } from '../../model/ids.ts';
import type { CaliperFault, CheckedItem, QuarantinedItem } from '../../model/received-caliper.ts';
import { declined } from '../../model/refusal.ts';
import { wireTimeMs } from '../../model/time.ts';
import { insertQuarantinedItems, lockQuarantine } from '../../store/caliper-quarantine.ts';
import type { Database, Query } from '../../store/database.ts';
import type { NewLiveEvent } from '../../store/live-events.ts';
import { findReceivedDigests, insertNewReceivedEvents } from '../../store/received-events.ts';
import { appendLiveEvents } from '../announcing/append-live-events.ts';
import { digestOf } from '../digest.ts';
import type { Random } from '../random.ts';

export interface CaliperBatch {
  sensor: string;
  /** `text` is the item as it stood in the envelope. */
  items: readonly (CheckedItem & { text: string })[];
}

/** How many items went into quarantine. */
export type ReceiveCaliper = (
  caller: Caller,
  readBatch: () => CaliperBatch,
) => Promise<{ quarantined: number }>;

type Item = CaliperBatch['items'][number] & { digest: string; eventKey: string | null };

const idTaken: CaliperFault = {
  path: '/id',
  rule: 'id-taken',
  message: 'another event with this id was received before',
};

/**
 * For admins of the root account; resolves once everything is on disk. An event whose id was received before is not taken
 * again; if its text is another one it is quarantined, so that it is not lost. The same text is quarantined once.
 * `announced` is called after the commit. Raises declined as unauthorized, which is Caliper's word for a token without the
 * right, then what `readBatch` does. Caliper: reference §3.
 */
export function receiveCaliper(
  database: Database,
  announced: () => void,
  shard: number,
  clock: Clock,
  random: Random,
): ReceiveCaliper {
  return async (caller, readBatch) => {
    if (!mayReceiveEvents(caller)) throw declined('unauthorized', 'the token may not send Caliper events');
    const { sensor, items } = readBatch();
    const receivedAtMs = clock();
    const all = items.map(withDigests);
    const { taken, refused } = await database.transaction(async (transaction) => {
      const sorted = await sortOut(transaction, all, receivedAtMs);
      const events = sorted.taken.map((item) => liveEventOf(item, sensor, caller, receivedAtMs));
      await appendLiveEvents(transaction, database.kind, events, receivedAtMs);
      if (sorted.refused.length > 0 && database.kind === 'postgres') await lockQuarantine(transaction);
      await insertQuarantinedItems(
        transaction,
        sorted.refused.map((item) => quarantinedItemOf(item, sensor, caller, receivedAtMs)),
      );
      return sorted;
    });
    if (taken.length > 0) announced();
    return { quarantined: refused.length };
  };

  function liveEventOf(item: Item, sensor: string, caller: Caller, receivedAtMs: number): NewLiveEvent {
    const eventName = `caliper.${item.type ?? 'Other'}`;
    const eventTimeMs = item.eventTimeMs ?? receivedAtMs;
    const metadata = {
      event_name: eventName,
      event_time: wireTimeMs(eventTimeMs),
      sensor,
      received_at: wireTimeMs(receivedAtMs),
      received_from: globalIdOf(shard, caller.userId),
    };
    return {
      uuid: random.uuid(),
      source: 'caliper',
      eventName,
      eventTimeMs,
      courseId: null,
      assignmentId: null,
      userId: null,
      metadata: JSON.stringify(metadata),
      body: item.text,
      details: null,
    };
  }
}

function withDigests(item: CaliperBatch['items'][number]): Item {
  const { text, eventId } = item;
  return {
    ...item,
    digest: digestOf(text),
    eventKey: eventId === null ? null : digestOf(`caliper ${eventId}`),
  };
}

/** Remembers the events that are new. What has faults, or the id of another event, is refused; repeats are neither. */
async function sortOut(
  transaction: Query,
  items: readonly Item[],
  receivedAtMs: number,
): Promise<{ taken: Item[]; refused: Item[] }> {
  const digests = new Map<string, string>();
  for (const { faults, eventKey, digest } of items) {
    if (faults.length === 0 && eventKey !== null && !digests.has(eventKey)) digests.set(eventKey, digest);
  }
  const received = [...digests].map(([eventKey, contentDigest]) => ({
    eventKey,
    contentDigest,
    receivedAtMs,
  }));
  const added = await insertNewReceivedEvents(transaction, received);
  const known = await findReceivedDigests(
    transaction,
    [...digests.keys()].filter((key) => !added.has(key)),
  );
  const taken: Item[] = [];
  const refused: Item[] = [];
  for (const item of items) {
    const { faults, eventKey, digest } = item;
    if (faults.length > 0) refused.push(item);
    // The first of those with the same id in this very envelope is the one that was added.
    else if (eventKey === null || added.delete(eventKey)) taken.push(item);
    else if ((known.get(eventKey) ?? digests.get(eventKey)) !== digest) {
      refused.push({ ...item, faults: [idTaken] });
    }
  }
  return { taken, refused };
}

function quarantinedItemOf(
  { text, digest, faults }: Item,
  sensor: string,
  caller: Caller,
  receivedAtMs: number,
): Omit<QuarantinedItem, 'id'> {
  return {
    receivedAtMs,
    userId: caller.userId,
    sensor,
    item: text,
    itemDigest: digest,
    faults: JSON.stringify(faults),
  };
}
