// How sends to targets go, for charts: of one subscription, or of a page of them.

import { rootAccountId } from '../../model/account.ts';
import type { Clock } from '../../model/clock.ts';
import type { Lookup } from '../../model/lookup.ts';
import { notPermitted } from '../../model/refusal.ts';
import {
  type SendStatistics,
  type StatisticsPeriod,
  sendStatistics,
  statisticsPeriods,
  statisticsRange,
  type TargetLag,
} from '../../model/send-statistics.ts';
import type { Subscription } from '../../model/subscription.ts';
import { isTool, maySubscribeAtAll, type Subscriber } from '../../model/subscription-policy.ts';
import type { Query } from '../../store/database.ts';
import { countDead, listSendCounts } from '../../store/send-counts.ts';
import { listSubscriptions } from '../../store/subscriptions.ts';
import { listTargetBacklogs } from '../../store/target-backlogs.ts';
import { loggedSubscription } from './logged-subscription.ts';

export interface StatisticsShown extends TargetLag {
  uuid: string;
  statistics: SendStatistics;
}

export interface SubscriptionStatistics {
  /** Of one, also a deleted one. Raises not_permitted, not_found, then what `readPeriod` does. */
  one(subscriber: Subscriber, lookup: Lookup, readPeriod: () => StatisticsPeriod): Promise<StatisticsShown>;

  /**
   * Of those that are not deleted, oldest first, so many at most on a page as `statisticsPeriods` says. Raises not_permitted, then what
   * `readWanted` does.
   */
  page(
    subscriber: Subscriber,
    readWanted: () => { period: StatisticsPeriod; page: number; perPage: number },
  ): Promise<{ statistics: StatisticsShown[]; page: number; perPage: number; hasNext: boolean }>;
}

export function subscriptionStatistics({ query }: { query: Query }, clock: Clock): SubscriptionStatistics {
  return {
    async one(subscriber, lookup, readPeriod) {
      const subscription = await loggedSubscription(query, subscriber, lookup);
      const [shown] = await statisticsOf(query, [subscription], readPeriod(), clock());
      if (shown === undefined) throw new Error('a subscription has no statistics');
      return shown;
    },

    async page(subscriber, readWanted) {
      if (!maySubscribeAtAll(subscriber)) throw notPermitted();
      const { period, page, perPage: asked } = readWanted();
      const perPage = Math.min(asked, statisticsPeriods[period].pageRows);
      const toolProxyId = isTool(subscriber) ? subscriber.toolProxyId : null;
      // There are a thousand at most.
      const all = await listSubscriptions(
        query,
        { accountId: rootAccountId, toolProxyId },
        0,
        page * perPage + 1,
      );
      const some = all.slice((page - 1) * perPage, page * perPage);
      const statistics = await statisticsOf(query, some, period, clock());
      return { statistics, page, perPage, hasNext: all.length > page * perPage };
    },
  };
}

/** In the same order. */
async function statisticsOf(
  query: Query,
  subscriptions: readonly Pick<Subscription, 'id' | 'uuid'>[],
  period: StatisticsPeriod,
  nowMs: number,
): Promise<StatisticsShown[]> {
  const ids = subscriptions.map(({ id }) => id);
  const counts = await listSendCounts(query, ids, statisticsRange(period, nowMs));
  const backlogs = new Map((await listTargetBacklogs(query, ids)).map((of) => [of.subscriptionId, of]));
  const dead = await countDead(query, ids);
  return subscriptions.map(({ id, uuid }) => ({
    uuid,
    statistics: sendStatistics(
      counts.filter(({ subscriptionId }) => subscriptionId === id),
      period,
      nowMs,
    ),
    waiting: backlogs.get(id)?.waiting ?? 0,
    oldestWaitingAtMs: backlogs.get(id)?.oldestWaitingAtMs ?? null,
    dead: dead.get(id) ?? 0,
  }));
}
