// Carries deliveries to their targets: finds who has something due, takes targets that no other server has, and gives each a
// lane. It knows no transport, no format and no rule of retrying; lane.ts sends, settler.ts keeps what came of it.

import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../model/clock.ts';
import type { Outcome } from '../model/delivery.ts';
import {
  laneIdleMs,
  leaseMs,
  leaseRenewedEveryMs,
  lookForWorkEveryMs,
  openAgainAfterMs,
  targetsClaimedAtOnce,
} from '../model/delivery-limits.ts';
import { stopGraceMs } from '../model/limits.ts';
import type { LiveEvent, RenderMessage } from '../model/live-event.ts';
import type { Subscription } from '../model/subscription.ts';
import { laneHealthOf } from '../model/target-health.ts';
import type { Database } from '../store/database.ts';
import { readDue } from '../store/due-deliveries.ts';
import type { SecretBox } from '../store/secret-box.ts';
import {
  type ClaimedTarget,
  claimTargets,
  listWork,
  releaseTargets,
  renewLeases,
  type TargetWork,
} from '../store/target-leases.ts';
import { Lane, type LaneUses } from './lane.ts';
import type { DeliveryObserver, TargetFailing, TargetReport } from './observer.ts';
import { openTargetOf } from './open-target.ts';
import { Places } from './places.ts';
import { sendTest } from './send-test.ts';
import { Settler } from './settler.ts';
import type { OpenTransport, Transport } from './transport.ts';

export interface DispatcherParts {
  database: Database;
  /** Null: nothing is sent, because no target can be opened. */
  secrets: SecretBox | null;
  openTransport: OpenTransport;
  /** Null for an event without a form in the format. Never throws. */
  renderMessage: RenderMessage;
  /** The event `quizwire.test` for a subscription. */
  testEventOf(subscription: Subscription): Promise<LiveEvent>;
  targetFailing: TargetFailing;
  observer: DeliveryObserver;
  clock: Clock;
  random: { uuid(): string; below(limit: number): number };
  /** For how long a delivery is tried before it is dead. */
  retryMs: number;
  /** Begins the ids of standard Caliper; without a slash at its end. */
  baseUrl(): string;
}

interface OpenLane {
  lane: Lane;
  transport: Transport;
  /** When something was last due for it. */
  dueAtMs: number;
  /** While it is being given back. */
  closing: Promise<void> | null;
}

const lots = 2 ** 32;

export class Dispatcher implements AsyncDisposable {
  readonly #parts: DispatcherParts;
  readonly #owner: string;
  readonly #settler: Settler;
  readonly #laneUses: LaneUses;
  readonly #lanes = new Map<number, OpenLane>();
  /** Until when targets that could not be opened are left alone. */
  readonly #unopened = new Map<number, number>();
  readonly #reports = new Set<Promise<void>>();
  #rested: (() => void)[] = [];
  #leasedUntilMs = 0;
  #renewedAtMs = 0;
  #looking: Promise<void> | null = null;
  #lookedAt = 0;
  #isWorkWanted = false;
  #isStopping = false;

  constructor(parts: DispatcherParts) {
    const { database, clock, random, observer } = parts;
    this.#parts = parts;
    this.#owner = random.uuid();
    this.#settler = new Settler(database, this.#owner, (error) => observer.failed(error, null));
    this.#laneUses = {
      ...parts,
      readDue: (wanted) => readDue(database, wanted),
      settler: this.#settler,
      places: new Places(),
      drawLot: () => random.below(lots) / lots,
      mayBegin: () => clock() < this.#leasedUntilMs,
      rested: () => this.#checkRest(),
      verdict: (lane, report) => this.#report(lane, report),
    };
  }

  /** There may be something to send now that was not before. Returns at once. */
  wake(): void {
    this.#look().catch((error: unknown) => this.#parts.observer.failed(error, null));
  }

  /** Looks for work; resolves when everything that is due by the clock has been sent and what came of it is kept. */
  async sendDue(): Promise<void> {
    do {
      await this.#look();
      await this.#rest();
    } while (this.#isWorkWanted && !this.#isStopping);
  }

  /** Sends one message of `quizwire.test`, once, and keeps nothing of it. Never rejects for what is wrong with the target. */
  sendTest(subscription: Subscription): Promise<{ outcome: Outcome; durationMs: number }> {
    return sendTest(subscription, this.#parts);
  }

  /** Lets what is under way end, for a while, keeps what came of it and gives all targets back. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#isStopping = true;
    await this.#looking?.catch(() => {});
    const closed = Promise.all([...this.#lanes].map(([id, open]) => this.#close(id, open)));
    const patience = new AbortController();
    await Promise.race([closed, delay(stopGraceMs, undefined, { signal: patience.signal }).catch(() => {})]);
    patience.abort();
    this.#settler.stop();
    await Promise.all([...this.#lanes.values()].map(({ transport }) => this.#dispose(transport)));
    await Promise.all(this.#reports);
    const { database, observer } = this.#parts;
    if (this.#lanes.size === 0) return;
    await database
      .transaction((transaction) => releaseTargets(transaction, this.#owner))
      .catch((error: unknown) => observer.failed(error, null));
  }

  /** One look at a time; who asks while one is under way gets the next. */
  async #look(): Promise<void> {
    this.#isWorkWanted = true;
    if (this.#isStopping || this.#parts.secrets === null) {
      this.#isWorkWanted = false;
      return;
    }
    this.#looking ??= this.#lookWhileWanted().finally(() => {
      this.#looking = null;
      this.#checkRest();
    });
    await this.#looking;
  }

  async #lookWhileWanted(): Promise<void> {
    while (this.#isWorkWanted && !this.#isStopping) {
      const pauseMs = this.#lookedAt + lookForWorkEveryMs - performance.now();
      if (pauseMs > 0) await delay(pauseMs);
      this.#isWorkWanted = false;
      this.#lookedAt = performance.now();
      await this.#lookOnce();
    }
  }

  async #lookOnce(): Promise<void> {
    const { database, clock } = this.#parts;
    const nowMs = clock();
    await this.#renew(nowMs);
    const free: number[] = [];
    const owned = new Set<number>();
    for (const work of await listWork(database.query, this.#owner, nowMs)) {
      const open = this.#lanes.get(work.subscriptionId);
      if (open !== undefined) {
        if (work.owner === this.#owner) owned.add(work.subscriptionId);
        this.#wakeLane(open, work, nowMs);
      } else if (this.#mayClaim(work, nowMs)) {
        free.push(work.subscriptionId);
      }
    }
    for (const [subscriptionId, open] of this.#lanes) {
      const isIdle = open.lane.isResting && nowMs - open.dueAtMs >= laneIdleMs;
      if (!owned.has(subscriptionId) || isIdle || open.lane.isStopped) void this.#close(subscriptionId, open);
    }
    if (free.length > 0) await this.#claim(free.slice(0, targetsClaimedAtOnce), nowMs);
    if (free.length > targetsClaimedAtOnce) this.#isWorkWanted = true;
  }

  #wakeLane(open: OpenLane, work: TargetWork, nowMs: number): void {
    const { subscription } = open.lane;
    const isChanged = work.updatedAtMs !== subscription.updatedAtMs || work.workflowState !== 'active';
    if (isChanged) void open.lane.stop();
    if (work.isDue === 0) return;
    open.dueAtMs = nowMs;
    open.lane.wake();
  }

  #mayClaim(work: TargetWork, nowMs: number): boolean {
    const isFree = work.owner === null || work.owner === this.#owner || work.ownedUntilMs <= nowMs;
    const isLeftAlone = nowMs < (this.#unopened.get(work.subscriptionId) ?? 0);
    return work.isDue === 1 && isFree && work.heldUntilMs <= nowMs && !isLeftAlone;
  }

  async #renew(nowMs: number): Promise<void> {
    if (this.#lanes.size === 0 || Math.abs(nowMs - this.#renewedAtMs) < leaseRenewedEveryMs) return;
    const owned = await this.#parts.database.transaction((transaction) =>
      renewLeases(transaction, [...this.#lanes.keys()], this.#owner, nowMs),
    );
    this.#leased(nowMs);
    const ownedIds = new Set(owned);
    for (const [subscriptionId, open] of this.#lanes) {
      if (!ownedIds.has(subscriptionId)) void this.#close(subscriptionId, open);
    }
  }

  #leased(nowMs: number): void {
    this.#renewedAtMs = nowMs;
    this.#leasedUntilMs = nowMs + leaseMs;
  }

  async #claim(subscriptionIds: readonly number[], nowMs: number): Promise<void> {
    const { database } = this.#parts;
    const claimed = await database.transaction((transaction) =>
      claimTargets(transaction, subscriptionIds, this.#owner, nowMs),
    );
    if (this.#lanes.size === 0) this.#leased(nowMs);
    await Promise.all(claimed.map((target) => this.#open(target, nowMs)));
  }

  async #open({ subscription, health }: ClaimedTarget, nowMs: number): Promise<void> {
    const { database, secrets, openTransport, observer } = this.#parts;
    try {
      if (secrets === null) throw new Error('there are no keys of secrets');
      const transport = await openTransport(openTargetOf(subscription, secrets));
      const laneHealth = laneHealthOf(health, transport.sendsAtOnceMax === 1);
      const lane = new Lane(subscription, laneHealth, transport, this.#laneUses);
      this.#lanes.set(subscription.id, { lane, transport, dueAtMs: nowMs, closing: null });
      lane.wake();
    } catch (error) {
      observer.failed(error, subscription.id);
      this.#unopened.set(subscription.id, nowMs + openAgainAfterMs);
      await database.transaction((transaction) => releaseTargets(transaction, this.#owner, subscription.id));
    }
  }

  /** Gives a target back when what is under way has ended and is kept. */
  #close(subscriptionId: number, open: OpenLane): Promise<void> {
    open.closing ??= this.#giveBack(subscriptionId, open, null);
    return open.closing;
  }

  async #giveBack(
    subscriptionId: number,
    { lane, transport }: OpenLane,
    report: TargetReport | null,
  ): Promise<void> {
    const { database, observer } = this.#parts;
    await lane.stop();
    if (report !== null) await this.#tell(report);
    await this.#dispose(transport);
    await database
      .transaction((transaction) => releaseTargets(transaction, this.#owner, subscriptionId))
      // It runs out by itself.
      .catch((error: unknown) => observer.failed(error, subscriptionId));
    this.#lanes.delete(subscriptionId);
    // There may be something for it by now.
    this.wake();
  }

  async #dispose(transport: Transport): Promise<void> {
    try {
      await transport[Symbol.asyncDispose]();
    } catch (error) {
      this.#parts.observer.failed(error, null);
    }
  }

  #report(lane: Lane, report: TargetReport): void {
    const subscriptionId = report.subscription.id;
    const open = this.#lanes.get(subscriptionId);
    if (report.verdict.kind === 'disabled' && open?.lane === lane) {
      open.closing ??= this.#giveBack(subscriptionId, open, report);
      return;
    }
    const reported = this.#tell(report).then(() => {
      this.#reports.delete(reported);
      this.#checkRest();
    });
    this.#reports.add(reported);
  }

  /** What cannot be told now is told when the target, which is still active then, fails the next time. */
  async #tell(report: TargetReport): Promise<void> {
    const { targetFailing, observer } = this.#parts;
    try {
      await targetFailing(report);
    } catch (error) {
      observer.failed(error, report.subscription.id);
    }
  }

  #rest(): Promise<void> {
    return new Promise((resolve) => {
      this.#rested.push(resolve);
      this.#checkRest();
    });
  }

  #checkRest(): void {
    if (this.#rested.length === 0 || !this.#isResting) return;
    const rested = this.#rested;
    this.#rested = [];
    for (const resolve of rested) resolve();
  }

  get #isResting(): boolean {
    if (this.#looking !== null || this.#reports.size > 0 || !this.#settler.isIdle) return false;
    for (const { lane, closing } of this.#lanes.values()) {
      if (!lane.isResting || closing !== null) return false;
    }
    return true;
  }
}
