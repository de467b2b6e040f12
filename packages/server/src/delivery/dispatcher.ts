// Carries deliveries to their targets: finds who has something due, takes targets that no other server has, and gives each a
// lane. It knows no transport, no format and no rule of retrying; lane.ts sends, settler.ts keeps what came of it.

import { setTimeout as delay } from 'node:timers/promises';
import type { Outcome } from '../model/delivery.ts';
import {
  laneIdleMs,
  lookForWorkEveryMs,
  openAgainAfterMs,
  targetsClaimedAtOnce,
} from '../model/delivery-limits.ts';
import { stopGraceMs } from '../model/limits.ts';
import type { Subscription } from '../model/subscription.ts';
import { laneHealthOf } from '../model/target-health.ts';
import type { TargetReport } from '../model/target-report.ts';
import { readDue } from '../store/due-deliveries.ts';
import type { ClaimedTarget, TargetWork } from '../store/target-leases.ts';
import type { DispatcherParts } from './dispatcher-parts.ts';
import { Lane } from './lane.ts';
import type { LaneUses } from './lane-uses.ts';
import { Leases } from './leases.ts';
import { openTargetOf } from './open-target.ts';
import { Places } from './places.ts';
import { sendTest } from './send-test.ts';
import { Settler } from './settler.ts';
import { tellOf } from './target-report.ts';

interface OpenLane {
  lane: Lane;
  /** When something was last due for it. */
  dueAtMs: number;
  /** While it is being given back. */
  closing: Promise<void> | null;
}

const lots = 2 ** 32;

export class Dispatcher implements AsyncDisposable {
  readonly #parts: DispatcherParts;
  readonly #leases: Leases;
  readonly #settler: Settler;
  readonly #laneUses: LaneUses;
  readonly #lanes = new Map<number, OpenLane>();
  /** Until when targets that could not be opened are left alone. */
  readonly #unopened = new Map<number, number>();
  readonly #reports = new Set<Promise<void>>();
  #rested: (() => void)[] = [];
  #looking: Promise<void> | null = null;
  #lookedAt = 0;
  #isWorkWanted = false;
  #isStopping = false;

  constructor(parts: DispatcherParts) {
    const { database, clock, random, observer } = parts;
    this.#parts = parts;
    const owner = random.uuid();
    const failed = (error: unknown, subscriptionId: number | null = null): void =>
      observer.failed(error, subscriptionId);
    this.#leases = new Leases(database, owner, clock, failed);
    this.#settler = new Settler(database, owner, failed);
    this.#laneUses = {
      ...parts,
      readDue: (wanted) => readDue(database, wanted),
      settler: this.#settler,
      places: new Places(),
      drawLot: () => random.below(lots) / lots,
      mayBegin: () => this.#leases.areGood,
      rested: () => this.#checkRest(),
      verdict: (report) => this.#report(report),
    };
  }

  /** There may be something to send now that was not before. Returns at once. */
  wake(): void {
    this.#look().catch((error: unknown) => this.#parts.observer.failed(error, null));
  }

  /** Looks for work; resolves when everything that is due by the clock has been sent and what came of it is kept. */
  async sendDue(): Promise<void> {
    await this.#look();
    await this.#rest();
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
    await Promise.all([...this.#lanes.values()].map(({ lane }) => lane[Symbol.asyncDispose]()));
    await Promise.all(this.#reports);
    if (this.#lanes.size > 0) await this.#leases.release();
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
      // Who asked in this very turn found that one was under way.
      if (this.#isWorkWanted) this.wake();
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
    const nowMs = this.#parts.clock();
    for (const subscriptionId of await this.#leases.renew([...this.#lanes.keys()], nowMs)) {
      this.#closeLane(subscriptionId);
    }
    const free: number[] = [];
    const owned = new Set<number>();
    for (const work of await this.#leases.listWork(nowMs)) {
      const open = this.#lanes.get(work.subscriptionId);
      if (open !== undefined) {
        if (this.#leases.has(work)) owned.add(work.subscriptionId);
        this.#wakeLane(open, work, nowMs);
      } else if (this.#mayClaim(work, nowMs)) {
        free.push(work.subscriptionId);
      }
    }
    for (const [subscriptionId, open] of this.#lanes) {
      const isIdle = open.lane.isResting && nowMs - open.dueAtMs >= laneIdleMs;
      if (!owned.has(subscriptionId) || isIdle || open.lane.isStopped) this.#closeLane(subscriptionId);
    }
    if (free.length > 0) await this.#claim(free.slice(0, targetsClaimedAtOnce), nowMs);
    if (free.length > targetsClaimedAtOnce) this.#isWorkWanted = true;
  }

  #wakeLane(open: OpenLane, work: TargetWork, nowMs: number): void {
    const { subscription } = open.lane;
    const isChanged = work.updatedAtMs !== subscription.updatedAtMs || work.workflowState !== 'active';
    if (isChanged) open.lane.stop();
    if (work.isDue === 0) return;
    open.dueAtMs = nowMs;
    open.lane.wake();
  }

  #mayClaim(work: TargetWork, nowMs: number): boolean {
    const isLeftAlone = nowMs < (this.#unopened.get(work.subscriptionId) ?? 0);
    return work.isDue === 1 && this.#leases.isFree(work, nowMs) && work.heldUntilMs <= nowMs && !isLeftAlone;
  }

  async #claim(subscriptionIds: readonly number[], nowMs: number): Promise<void> {
    const claimed = await this.#leases.claim(subscriptionIds, nowMs, this.#lanes.size === 0);
    await Promise.all(claimed.map((target) => this.#open(target, nowMs)));
  }

  async #open({ subscription, health }: ClaimedTarget, nowMs: number): Promise<void> {
    const { secrets, openTransport, observer } = this.#parts;
    try {
      if (secrets === null) throw new Error('there are no keys of secrets');
      const transport = await openTransport(openTargetOf(subscription, secrets));
      const laneHealth = laneHealthOf(health, transport.sendsAtOnceMax === 1);
      const lane = new Lane(subscription, laneHealth, transport, this.#laneUses);
      this.#lanes.set(subscription.id, { lane, dueAtMs: nowMs, closing: null });
      this.#unopened.delete(subscription.id);
      lane.wake();
    } catch (error) {
      observer.failed(error, subscription.id);
      this.#unopened.set(subscription.id, nowMs + openAgainAfterMs);
      await this.#leases.release(subscription.id);
    }
  }

  #closeLane(subscriptionId: number): void {
    const open = this.#lanes.get(subscriptionId);
    if (open !== undefined) void this.#close(subscriptionId, open);
  }

  /** Gives a target back when what is under way has ended and is kept. */
  #close(subscriptionId: number, open: OpenLane): Promise<void> {
    open.closing ??= this.#giveBack(subscriptionId, open, null);
    return open.closing;
  }

  async #giveBack(subscriptionId: number, { lane }: OpenLane, report: TargetReport | null): Promise<void> {
    await lane.drain();
    if (report !== null) await tellOf(report, this.#parts);
    await lane[Symbol.asyncDispose]();
    await this.#leases.release(subscriptionId);
    this.#lanes.delete(subscriptionId);
    // There may be something for it by now.
    this.wake();
  }

  #report(report: TargetReport): void {
    const subscriptionId = report.subscription.id;
    const open = this.#lanes.get(subscriptionId);
    if (report.verdict.kind === 'disabled' && open?.lane.subscription === report.subscription) {
      open.closing ??= this.#giveBack(subscriptionId, open, report);
      return;
    }
    const reported = tellOf(report, this.#parts).then(() => {
      this.#reports.delete(reported);
      this.#checkRest();
    });
    this.#reports.add(reported);
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
