// What Prometheus reads of deliveries, for each target. Every server counts its own sends; what waits is the same on all.

import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { Clock } from '../model/clock.ts';
import type { Outcome } from '../model/delivery.ts';
import { backlogCountedMax, backlogsReadEveryMs, targetLabelsMax } from '../model/delivery-limits.ts';
import type { TargetBacklog } from '../model/target-backlog.ts';

interface Uses {
  registry: Registry;
  /** Of all targets that there are. */
  readBacklogs(): Promise<readonly TargetBacklog[]>;
  clock: Clock;
}

interface Sent {
  subscriptionId: number;
  outcome: Pick<Outcome, 'kind'>;
  durationMs: number;
  lagMs: number;
}

/** Of all targets past the bound. */
const otherTargets = 'other';
const outcomeKinds: readonly Outcome['kind'][] = ['delivered', 'failed', 'gone'];
const labelNames = ['subscription'] as const;

export class DeliveryMetrics {
  readonly #uses: Uses;
  /** Subscriptions that have a label of their own. */
  readonly #labelled = new Set<number>();
  readonly #sends;
  readonly #durations;
  readonly #lags;
  #read: { atMs: number; backlogs: Promise<readonly TargetBacklog[]> } | null = null;

  constructor(uses: Uses) {
    this.#uses = uses;
    const { registry, clock } = uses;
    const registers = [registry];
    this.#sends = new Counter({
      name: 'quizwire_delivery_sends_total',
      help: 'Messages sent, by subscription and by what became of them',
      labelNames: [...labelNames, 'outcome'] as const,
      registers,
    });
    this.#durations = new Histogram({
      name: 'quizwire_delivery_send_seconds',
      help: 'Time from sending a message to the answer of the target',
      labelNames,
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15],
      registers,
    });
    this.#lags = new Histogram({
      name: 'quizwire_delivery_lag_seconds',
      help: 'Time from the place of an event in the feed to its arrival',
      labelNames,
      buckets: [0.01, 0.05, 0.1, 0.5, 1, 5, 30, 300, 3_600, 43_200, 270_000],
      registers,
    });
    this.#gauge(
      'waiting',
      `Deliveries waiting, counted up to ${backlogCountedMax}`,
      ({ waiting }) => waiting,
    );
    this.#gauge(
      'oldest_waiting_seconds',
      'Age of the oldest delivery that waits; 0 when none does',
      ({ oldestWaitingAtMs }) =>
        oldestWaitingAtMs === null ? 0 : Math.max(0, clock() - oldestWaitingAtMs) / 1000,
    );
    this.#gauge('failures_in_a_row', 'Sends that failed since the last success', (t) => t.failuresInARow);
    this.#gauge('disabled', '1 when the server disabled the subscription, else 0', ({ workflowState }) =>
      workflowState === 'disabled' ? 1 : 0,
    );
  }

  sent({ subscriptionId, outcome, durationMs, lagMs }: Sent): void {
    const subscription = this.#labelOf(subscriptionId);
    this.#sends.inc({ subscription, outcome: outcome.kind });
    this.#durations.observe({ subscription }, durationMs / 1000);
    if (outcome.kind === 'delivered') this.#lags.observe({ subscription }, Math.max(0, lagMs) / 1000);
  }

  /** Read at each scrape. Of the targets that share a label the largest value counts. Without a database there is none. */
  #gauge(name: string, help: string, measure: (target: TargetBacklog) => number): void {
    const values = (): Promise<Map<string, number>> => this.#values(measure);
    new Gauge({
      name: `quizwire_delivery_${name}`,
      help,
      labelNames,
      registers: [this.#uses.registry],
      async collect() {
        const read = await values();
        this.reset();
        for (const [subscription, value] of read) this.set({ subscription }, value);
      },
    });
  }

  async #values(measure: (target: TargetBacklog) => number): Promise<Map<string, number>> {
    const values = new Map<string, number>();
    for (const target of await this.#backlogs()) {
      const label = this.#labelOf(target.subscriptionId);
      values.set(label, Math.max(values.get(label) ?? 0, measure(target)));
    }
    return values;
  }

  /** Anybody may ask for metrics: however often, the database is not asked more than so often. */
  #backlogs(): Promise<readonly TargetBacklog[]> {
    const nowMs = this.#uses.clock();
    if (this.#read === null || Math.abs(nowMs - this.#read.atMs) >= backlogsReadEveryMs) {
      this.#read = { atMs: nowMs, backlogs: this.#readBacklogs() };
    }
    return this.#read.backlogs;
  }

  async #readBacklogs(): Promise<readonly TargetBacklog[]> {
    try {
      const backlogs = await this.#uses.readBacklogs();
      this.#forgetAllBut(new Set(backlogs.map(({ subscriptionId }) => subscriptionId)));
      return backlogs;
    } catch {
      this.#read = null;
      return [];
    }
  }

  #labelOf(subscriptionId: number): string {
    if (!this.#labelled.has(subscriptionId)) {
      if (this.#labelled.size >= targetLabelsMax) return otherTargets;
      this.#labelled.add(subscriptionId);
    }
    return String(subscriptionId);
  }

  /** The labels of subscriptions that are deleted go to others. */
  #forgetAllBut(there: ReadonlySet<number>): void {
    for (const subscriptionId of this.#labelled) {
      if (there.has(subscriptionId)) continue;
      this.#labelled.delete(subscriptionId);
      const subscription = String(subscriptionId);
      for (const outcome of outcomeKinds) this.#sends.remove({ subscription, outcome });
      this.#durations.remove({ subscription });
      this.#lags.remove({ subscription });
    }
  }
}
