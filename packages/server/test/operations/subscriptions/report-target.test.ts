// A target that fails is announced to those who run the server, its subscription disabled in the end; never against what
// somebody has changed meanwhile.

import { expect, test } from 'vitest';
import { type Subscription, untriedHealth } from '../../../src/model/subscription.ts';
import type { TargetReport } from '../../../src/model/target-report.ts';
import { prepareAccount } from '../../../src/operations/prepare-account.ts';
import { systemRandom } from '../../../src/operations/random.ts';
import { reportTarget } from '../../../src/operations/subscriptions/report-target.ts';
import type { Database } from '../../../src/store/database.ts';
import { openDatabase } from '../../../src/store/open-database.ts';
import { announcedIn } from '../../support/announced.ts';
import { eachDatabase, type TestDatabase } from '../../support/databases.ts';
import { announcingOn } from '../../support/direct-call.ts';
import { newSubscription } from '../../support/new-subscription.ts';
import { testStartMs } from '../../support/server.ts';

const nowMs = testStartMs + 60_000;

async function withSubscriptions(database: TestDatabase, subscriptions: readonly Subscription[]) {
  const url = await database.readyUrl();
  const opened = await openDatabase(url, testStartMs);
  await prepareAccount(opened, null, systemRandom, () => testStartMs);
  for (const subscription of subscriptions) {
    await opened.query.insertInto('subscriptions').values(subscription).execute();
    await opened.query.insertInto('targetHealths').values(untriedHealth(subscription.id)).execute();
  }
  const told: TargetReport[] = [];
  const report = reportTarget(
    announcingOn(opened, () => nowMs),
    () => nowMs,
    (report) => told.push(report),
  );
  return { url, opened, report, told };
}

function reported(subscription: Subscription, verdict: TargetReport['verdict']): TargetReport {
  return {
    subscription,
    verdict,
    failuresInARow: 100,
    failingSinceMs: testStartMs,
    reason: 'the answer was 500',
  };
}

function stateOf({ query }: Database, id: number) {
  return query
    .selectFrom('subscriptions')
    .innerJoin('targetHealths', 'targetHealths.subscriptionId', 'subscriptions.id')
    .select(['workflowState', 'updatedAtMs', 'disabledReason', 'disabledAtMs'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
}

eachDatabase((database) => {
  test('a warning is announced and told, and changes nothing', async () => {
    const subscription = newSubscription(1);
    const { url, opened, report, told } = await withSubscriptions(database, [subscription]);
    await using _ = opened;
    const warning = reported(subscription, { kind: 'failing', warningLevel: 50 });
    expect(await report(warning)).toBe(true);
    expect(told).toEqual([warning]);
    expect(await announcedIn(url)).toMatchObject([
      {
        eventName: 'quizwire.target_failing',
        source: 'quizwire',
        metadata: { job_tag: 'Dispatcher#report_target', event_name: 'quizwire.target_failing' },
        body: { subscription_id: '1', subscription_uuid: subscription.uuid, warning_level: 50 },
      },
    ]);
    expect(await stateOf(opened, 1)).toEqual({
      workflowState: 'active',
      updatedAtMs: testStartMs,
      disabledReason: null,
      disabledAtMs: null,
    });
  });

  test.each(['failing', 'gone'] as const)('a subscription that is disabled as %s says so', async (reason) => {
    const subscription = newSubscription(1);
    const other = newSubscription(2);
    const { url, opened, report } = await withSubscriptions(database, [subscription, other]);
    await using _ = opened;
    expect(await report(reported(subscription, { kind: 'disabled', reason }))).toBe(true);
    expect(await announcedIn(url)).toMatchObject([
      { eventName: 'quizwire.target_disabled', body: { subscription_id: '1', disabled_reason: reason } },
    ]);
    expect(await stateOf(opened, 1)).toEqual({
      workflowState: 'disabled',
      updatedAtMs: nowMs,
      disabledReason: reason,
      disabledAtMs: nowMs,
    });
    expect(await stateOf(opened, 2)).toMatchObject({ workflowState: 'active', disabledReason: null });
  });

  test('its change is seen also when the clock stands still', async () => {
    const subscription = newSubscription(1, { updatedAtMs: nowMs });
    const { opened, report } = await withSubscriptions(database, [subscription]);
    await using _ = opened;
    await report(reported(subscription, { kind: 'disabled', reason: 'gone' }));
    expect(await stateOf(opened, 1)).toMatchObject({ workflowState: 'disabled', updatedAtMs: nowMs + 1 });
  });

  test.each<[string, Partial<Subscription>]>([
    ['changed', { updatedAtMs: testStartMs + 1 }],
    ['switched off', { workflowState: 'inactive' }],
    ['disabled', { workflowState: 'disabled' }],
    ['deleted', { workflowState: 'deleted' }],
  ])('of one that was %s meanwhile nothing is said and nothing done', async (_, changed) => {
    const known = newSubscription(1);
    const { url, opened, report, told } = await withSubscriptions(database, [{ ...known, ...changed }]);
    await using _opened = opened;
    const before = await stateOf(opened, 1);
    for (const verdict of [
      { kind: 'failing', warningLevel: 50 },
      { kind: 'disabled', reason: 'failing' },
    ] as const) {
      expect(await report(reported(known, verdict))).toBe(false);
    }
    expect(await report(reported(newSubscription(9), { kind: 'disabled', reason: 'gone' }))).toBe(false);
    expect([await stateOf(opened, 1), await announcedIn(url), told]).toEqual([before, [], []]);
  });

  test('of two servers that say the same at once one is right', async () => {
    const subscription = newSubscription(1);
    const { url, opened, report } = await withSubscriptions(database, [subscription]);
    await using _ = opened;
    const disabled = reported(subscription, { kind: 'disabled', reason: 'failing' });
    const done = await Promise.all([report(disabled), report(disabled), report(disabled)]);
    expect(done.toSorted()).toEqual([false, false, true]);
    expect(await announcedIn(url)).toHaveLength(1);
  });
});
