// Metrics of deliveries: what each send counts as, what waits as the database has it, and that labels stay bounded.

import { Registry } from 'prom-client';
import { describe, expect, test } from 'vitest';
import { DeliveryMetrics } from '../../src/http/delivery-metrics.ts';
import { targetLabelsMax } from '../../src/model/delivery-limits.ts';
import type { TargetBacklog } from '../../src/model/target-backlog.ts';

const nothingWaits = {
  workflowState: 'active',
  failuresInARow: 0,
  waiting: 0,
  oldestWaitingAtMs: null,
} as const;
const delivered = { outcome: { kind: 'delivered' }, durationMs: 20, lagMs: 40 } as const;

/** Metrics with a clock and targets that the test holds. */
function opened(backlogs: TargetBacklog[] = []) {
  const registry = new Registry();
  const held = { nowMs: 1_000_000, backlogs, isBroken: false, reads: 0 };
  const metrics = new DeliveryMetrics({
    registry,
    clock: () => held.nowMs,
    async readBacklogs() {
      held.reads++;
      if (held.isBroken) throw new Error('the database is away');
      return held.backlogs;
    },
  });
  async function samples(name: string): Promise<Record<string, number>> {
    const lines = (await registry.metrics()).split('\n').filter((line) => line.startsWith(`${name}{`));
    return Object.fromEntries(
      lines.map((line) => {
        const end = line.lastIndexOf(' ');
        return [line.slice(name.length, end), Number(line.slice(end + 1))];
      }),
    );
  }
  return { metrics, held, samples };
}

describe('a send', () => {
  test('counts by subscription and by what became of it', async () => {
    const { metrics, samples } = opened([
      { ...nothingWaits, subscriptionId: 1 },
      { ...nothingWaits, subscriptionId: 2 },
    ]);
    const failed = { outcome: { kind: 'failed' }, durationMs: 15_000, lagMs: 90_000 } as const;
    metrics.sent({ subscriptionId: 1, ...delivered });
    metrics.sent({ subscriptionId: 1, ...delivered });
    metrics.sent({ subscriptionId: 1, ...failed });
    metrics.sent({ subscriptionId: 2, ...failed, outcome: { kind: 'gone' } });
    expect(await samples('quizwire_delivery_sends_total')).toEqual({
      '{subscription="1",outcome="delivered"}': 2,
      '{subscription="1",outcome="failed"}': 1,
      '{subscription="2",outcome="gone"}': 1,
    });
    expect(await samples('quizwire_delivery_send_seconds_sum')).toEqual({
      '{subscription="1"}': 15.04,
      '{subscription="2"}': 15,
    });
    expect(await samples('quizwire_delivery_lag_seconds_sum')).toEqual({ '{subscription="1"}': 0.08 });
  });

  test('of a clock that was set back took no time', async () => {
    const { metrics, samples } = opened([{ ...nothingWaits, subscriptionId: 1 }]);
    metrics.sent({ subscriptionId: 1, ...delivered, lagMs: -5 });
    expect(await samples('quizwire_delivery_lag_seconds_sum')).toEqual({ '{subscription="1"}': 0 });
  });
});

describe('what waits', () => {
  test('is told for each target', async () => {
    const { samples } = opened([
      { ...nothingWaits, subscriptionId: 1 },
      {
        subscriptionId: 2,
        workflowState: 'disabled',
        failuresInARow: 100,
        waiting: 7,
        oldestWaitingAtMs: 940_000,
      },
    ]);
    const of = (first: number, second: number) => ({
      '{subscription="1"}': first,
      '{subscription="2"}': second,
    });
    expect(await samples('quizwire_delivery_waiting')).toEqual(of(0, 7));
    expect(await samples('quizwire_delivery_oldest_waiting_seconds')).toEqual(of(0, 60));
    expect(await samples('quizwire_delivery_failures_in_a_row')).toEqual(of(0, 100));
    expect(await samples('quizwire_delivery_disabled')).toEqual(of(0, 1));
  });

  test('is read once for all gauges, and not again before five seconds', async () => {
    const { held, samples } = opened([{ ...nothingWaits, subscriptionId: 1, waiting: 3 }]);
    await Promise.all([samples('quizwire_delivery_waiting'), samples('quizwire_delivery_waiting')]);
    expect(held.reads).toBe(1);
    held.backlogs = [{ ...nothingWaits, subscriptionId: 1, waiting: 4 }];
    held.nowMs += 4_999;
    expect(await samples('quizwire_delivery_waiting')).toEqual({ '{subscription="1"}': 3 });
    held.nowMs += 1;
    expect(await samples('quizwire_delivery_waiting')).toEqual({ '{subscription="1"}': 4 });
    expect(held.reads).toBe(2);
  });

  test('is not told while the database does not answer, all else is', async () => {
    const { metrics, held, samples } = opened([{ ...nothingWaits, subscriptionId: 1 }]);
    metrics.sent({ subscriptionId: 1, ...delivered });
    held.isBroken = true;
    expect(await samples('quizwire_delivery_waiting')).toEqual({});
    expect(await samples('quizwire_delivery_sends_total')).toEqual({
      '{subscription="1",outcome="delivered"}': 1,
    });
    held.isBroken = false;
    expect(await samples('quizwire_delivery_waiting')).toEqual({ '{subscription="1"}': 0 });
  });
});

describe('labels', () => {
  const many = Array.from({ length: targetLabelsMax + 3 }, (_, index) => ({
    ...nothingWaits,
    subscriptionId: index + 1,
    waiting: index,
  }));

  test('are so many at most: the others share one, and the largest of them counts', async () => {
    const { metrics, samples } = opened(many);
    const waiting = await samples('quizwire_delivery_waiting');
    expect(Object.keys(waiting)).toHaveLength(targetLabelsMax + 1);
    expect(waiting['{subscription="other"}']).toBe(targetLabelsMax + 2);
    metrics.sent({ subscriptionId: targetLabelsMax + 1, ...delivered });
    metrics.sent({ subscriptionId: targetLabelsMax + 2, ...delivered });
    expect(await samples('quizwire_delivery_sends_total')).toEqual({
      '{subscription="other",outcome="delivered"}': 2,
    });
  });

  test('of a subscription that is deleted go to another', async () => {
    const { metrics, held, samples } = opened(many);
    metrics.sent({ subscriptionId: 1, ...delivered });
    await samples('quizwire_delivery_waiting');
    held.backlogs = many.slice(1);
    held.nowMs += 5_000;
    await samples('quizwire_delivery_waiting');
    for (const name of ['sends_total', 'send_seconds_sum', 'lag_seconds_sum', 'lag_seconds_bucket']) {
      expect(await samples(`quizwire_delivery_${name}`), name).toEqual({});
    }
    metrics.sent({ subscriptionId: targetLabelsMax + 3, ...delivered });
    const next = `{subscription="${targetLabelsMax + 1}"}`;
    expect(await samples('quizwire_delivery_waiting')).toHaveProperty(next);
  });
});
