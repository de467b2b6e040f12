// A stretch of the feed, or what is dead, is to be sent again: here it is settled what that is. run-replays.ts does it.

import { rootAccountId } from '../../model/account.ts';
import type { Clock } from '../../model/clock.ts';
import type { Replay } from '../../model/delivery.ts';
import {
  replaysOfAllRunningMax,
  replaysOfToolRunningMax,
  replaysRunningMax,
} from '../../model/delivery-limits.ts';
import type { Lookup } from '../../model/lookup.ts';
import { declined, malformed, type Refusal } from '../../model/refusal.ts';
import type { ReplayAsked } from '../../model/replay-asked.ts';
import type { Subscription } from '../../model/subscription.ts';
import { isTool, type Subscriber } from '../../model/subscription-policy.ts';
import type { Database, Query } from '../../store/database.ts';
import { findPositionBy, findPositionSince } from '../../store/feed-positions.ts';
import { findLastPosition } from '../../store/live-events.ts';
import { countRunningReplays, findDeadRange, findLastSuccess, insertReplay } from '../../store/replays.ts';
import { lockSubscriptionsOf } from '../../store/subscriptions.ts';
import { holdReceiver, loggedSubscription } from './logged-subscription.ts';
import { type ReplayShown, replayShown } from './show-replay.ts';

export type StartReplay = (
  subscriber: Subscriber,
  lookup: Lookup,
  readAsked: () => ReplayAsked,
) => Promise<ReplayShown>;

/**
 * What comes onto the feed afterwards is not among it. Raises not_permitted, not_found, then what `readAsked` does, not_found (of
 * the receiver), malformed (a place of another feed, an end before the beginning), declined (the receiver is deleted; as many
 * replays run as may, to it, of the tool, or in all).
 */
export function startReplay(database: Pick<Database, 'transaction'>, clock: Clock): StartReplay {
  return (subscriber, lookup, readAsked) =>
    database.transaction(async (transaction) => {
      const subscription = await loggedSubscription(transaction, subscriber, lookup);
      const asked = readAsked();
      const { id } =
        asked.to === null ? subscription : await loggedSubscription(transaction, subscriber, asked.to);
      const range = await rangeOf(transaction, subscription, asked);
      // Nobody else adds one meanwhile.
      await lockSubscriptionsOf(transaction, rootAccountId);
      const receiver = await holdReceiver(transaction, id);
      await assertRoom(transaction, subscriber, receiver.id);
      const nowMs = clock();
      const replay = await insertReplay(transaction, {
        subscriptionId: subscription.id,
        toSubscriptionId: receiver.id,
        isOfDead: asked.isOfDead ? 1 : 0,
        eventNames: JSON.stringify(asked.eventNames),
        ...range,
        donePosition: range.fromPosition - 1,
        deliveries: 0,
        ratePerSecond: asked.ratePerSecond,
        nextAtMs: nowMs,
        state: 'running',
        userId: isTool(subscriber) ? null : subscriber.userId,
        createdAtMs: nowMs,
        finishedAtMs: null,
      });
      return replayShown(transaction, replay);
    });
}

async function assertRoom(query: Query, subscriber: Subscriber, toSubscriptionId: number): Promise<void> {
  const toolProxyId = isTool(subscriber) ? subscriber.toolProxyId : null;
  const running = await countRunningReplays(query, { toSubscriptionId, toolProxyId });
  if (running.toSubscription >= replaysRunningMax)
    throw tooMany(`at most ${replaysRunningMax} replays to one subscription run at once`);
  if (toolProxyId !== null && running.ofTool >= replaysOfToolRunningMax)
    throw tooMany(`at most ${replaysOfToolRunningMax} replays of one tool run at once`);
  if (running.inAll >= replaysOfAllRunningMax)
    throw tooMany(`at most ${replaysOfAllRunningMax} replays run at once, those of others among them`);
}

function tooMany(bound: string): Refusal {
  return declined('conflict', `${bound}: try again when one has ended`);
}

async function rangeOf(
  query: Query,
  subscription: Subscription,
  { from, until, isOfDead }: ReplayAsked,
): Promise<Pick<Replay, 'fromPosition' | 'toPosition'>> {
  const last = await findLastPosition(query);
  const range = {
    fromPosition: await startOf(query, subscription, from, last),
    toPosition: await endOf(query, until, last),
  };
  if (range.toPosition < range.fromPosition - 1) throw malformed('a replay cannot end before it begins');
  if (!isOfDead) return range;
  // From one end to the other of what is meant, so that one can see how far it has come.
  const dead = await findDeadRange(query, subscription.id, range);
  return dead ?? { ...range, toPosition: range.fromPosition - 1 };
}

async function startOf(
  query: Query,
  { id, createdAtMs }: Subscription,
  from: ReplayAsked['from'],
  last: number,
): Promise<number> {
  switch (from.at) {
    case 'beginning':
      return 1;
    case 'position':
      return placeIn(last, from.position);
    case 'time':
      return Math.min(await findPositionSince(query, from.ms), last + 1);
    case 'last_success': {
      const success = await findLastSuccess(query, id);
      return success === null ? Math.min(await findPositionSince(query, createdAtMs), last + 1) : success + 1;
    }
  }
}

async function endOf(query: Query, until: ReplayAsked['until'], last: number): Promise<number> {
  if (until === null) return last;
  if (until.at === 'position') return placeIn(last, until.position);
  return Math.min(await findPositionBy(query, until.ms), last);
}

/** Right behind the end is where who has had everything goes on. */
function placeIn(last: number, position: number): number {
  if (position > last + 1) throw malformed(`the cursor is another feed's: this one ends at ${last}`);
  return position;
}
