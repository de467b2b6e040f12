// Replays as somebody sees them, and ending one before it is through.

import assert from 'node:assert/strict';
import type { Clock } from '../../model/clock.ts';
import type { Replay } from '../../model/delivery.ts';
import { replayWaitingMax } from '../../model/delivery-limits.ts';
import type { Lookup } from '../../model/lookup.ts';
import type { Subscriber } from '../../model/subscription-policy.ts';
import type { Database, Query } from '../../store/database.ts';
import { findSubscriptionUuids } from '../../store/delivery-log.ts';
import { countWaiting, findReplay, listReplays, saveReplay } from '../../store/replays.ts';
import { loggedSubscription, ofLoggedSubscription } from './logged-subscription.ts';

export interface ReplayShown {
  replay: Replay;
  /** What the subscriptions are called outside. */
  uuid: string;
  toUuid: string;
  /** Deliveries that wait at the target, its own included, up to `replayWaitingMax`: then the replay waits, too. */
  waiting: number;
}

export interface ShowReplay {
  /** Raises not_permitted, not_found. */
  one(subscriber: Subscriber, id: number): Promise<ReplayShown>;

  /** Of a subscription's events, the latest first. Raises not_permitted, not_found, then what `readPage` does. */
  list(
    subscriber: Subscriber,
    lookup: Lookup,
    readPage: () => { page: number; perPage: number },
  ): Promise<{ replays: ReplayShown[]; page: number; perPage: number; hasNext: boolean }>;

  /** One that has ended stays as it is; deliveries made so far stay. Raises not_permitted, not_found. */
  cancel(subscriber: Subscriber, id: number): Promise<ReplayShown>;
}

export function showReplay(database: Pick<Database, 'query' | 'transaction'>, clock: Clock): ShowReplay {
  const { query } = database;
  return {
    async one(subscriber, id) {
      const { row } = await ofLoggedSubscription(query, subscriber, () => findReplay(query, id));
      return replayShown(query, row);
    },

    async list(subscriber, lookup, readPage) {
      const subscription = await loggedSubscription(query, subscriber, lookup);
      const { page, perPage } = readPage();
      const rows = await listReplays(query, subscription.id, perPage + 1, (page - 1) * perPage);
      const replays = await replaysShown(query, rows.slice(0, perPage));
      return { replays, page, perPage, hasNext: rows.length > perPage };
    },

    cancel: (subscriber, id) =>
      database.transaction(async (transaction) => {
        const { row } = await ofLoggedSubscription(transaction, subscriber, () =>
          findReplay(transaction, id, 'change'),
        );
        const ended = { state: 'cancelled', finishedAtMs: clock() } as const;
        return replayShown(
          transaction,
          row.state === 'running' ? await saveReplay(transaction, id, ended) : row,
        );
      }),
  };
}

export async function replayShown(query: Query, replay: Replay): Promise<ReplayShown> {
  const [shown] = await replaysShown(query, [replay]);
  assert(shown);
  return shown;
}

async function replaysShown(query: Query, replays: readonly Replay[]): Promise<ReplayShown[]> {
  const receiverIds = new Set(replays.map(({ toSubscriptionId }) => toSubscriptionId));
  const ids = replays.map(({ subscriptionId }) => subscriptionId);
  const uuids = await findSubscriptionUuids(query, [...ids, ...receiverIds]);
  const waiting = new Map<number, number>();
  for (const id of receiverIds) waiting.set(id, await countWaiting(query, id, replayWaitingMax));
  return replays.map((replay) => ({
    replay,
    uuid: uuids.get(replay.subscriptionId) ?? '',
    toUuid: uuids.get(replay.toSubscriptionId) ?? '',
    waiting: waiting.get(replay.toSubscriptionId) ?? 0,
  }));
}
