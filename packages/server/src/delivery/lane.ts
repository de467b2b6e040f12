// Everything that goes to one target of ours: reads what is due, oldest first, sends as much at once as the target takes, and
// decides what becomes of each message. It does nothing by itself: it is woken, and goes on when a send ends.

import type { Outcome } from '../model/delivery.ts';
import {
  dueLowWater,
  dueReadAtOnce,
  dueReadFirst,
  laneDeliveriesMax,
  probesInTurn,
} from '../model/delivery-limits.ts';
import type { Subscription } from '../model/subscription.ts';
import { type LaneHealth, sendsAllowed, standingAt } from '../model/target-health.ts';
import type { DueDelivery } from '../store/due-deliveries.ts';
import { DueQueue } from './due-queue.ts';
import { DueReader } from './due-reader.ts';
import type { Begun, LaneUses } from './lane-uses.ts';
import { deliveredFirst, ended, healthAfter, isOfMessage, leftOut } from './outcomes.ts';
import type { WaitsForPlace } from './places.ts';
import { renderedDue } from './rendered.ts';
import { sendThrough } from './send-through.ts';
import type { Settling } from './settler.ts';
import { targetReportOn } from './target-report.ts';
import type { Transport } from './transport.ts';

export class Lane implements Settling, WaitsForPlace, AsyncDisposable {
  readonly subscription: Subscription;
  readonly #transport: Transport;
  readonly #uses: LaneUses;
  readonly #queue: DueQueue;
  readonly #reader: DueReader;
  readonly #mayOvertake: boolean;
  #health: LaneHealth;
  #underWay = 0;
  #probeTurn = 0;
  #isStopped = false;
  readonly #drained = Promise.withResolvers<void>();

  constructor(subscription: Subscription, health: LaneHealth, transport: Transport, uses: LaneUses) {
    this.subscription = subscription;
    this.#health = health;
    this.#transport = transport;
    this.#uses = uses;
    const isOrdered = subscription.isOrdered === 1;
    // A transport that sends one thing at a time keeps order by itself.
    const isSequential = transport.sendsAtOnceMax === 1;
    this.#mayOvertake = !isOrdered && !isSequential;
    this.#queue = new DueQueue(isOrdered && !isSequential, (chars) => uses.places.hold(chars));
    this.#reader = new DueReader(uses.readDue, (error) => this.#defect(error));
  }

  get health(): LaneHealth {
    return this.#health;
  }

  /** Nothing is under way, nothing is about to be sent and nothing waits to be stored. */
  get isResting(): boolean {
    return this.#underWay === 0 && !this.#reader.isReading && this.#queue.knownCount === 0;
  }

  get isStopped(): boolean {
    return this.#isStopped;
  }

  /** Something may be due that was not before. */
  wake(): void {
    this.#reader.wake();
    this.#proceed();
  }

  placeIsFree(): void {
    this.#proceed();
  }

  /** Begins no more sends. */
  stop(): void {
    if (this.#isStopped) return;
    this.#isStopped = true;
    this.#uses.places.leave(this);
    this.#leaveUnsent();
    this.#rest();
  }

  /** Stops; resolves when what was under way has ended and what came of it is stored. */
  async drain(): Promise<void> {
    this.stop();
    await this.#drained.promise;
  }

  /** Closes the connections; what is still under way fails. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.stop();
    try {
      await this.#transport[Symbol.asyncDispose]();
    } catch (error) {
      this.#defect(error);
    }
  }

  settled(deliveryIds: readonly number[], isKept: boolean): void {
    if (this.#queue.settled(deliveryIds) || !isKept) this.#reader.outdate();
    this.#proceed();
  }

  #proceed(): void {
    if (!this.#isStopped && this.#uses.mayBegin()) {
      const standing = standingAt(this.#health, this.#uses.clock());
      if (standing === 'probed') this.#probe();
      if (standing === 'open') {
        this.#sendMany();
        this.#readMore();
      }
    }
    this.#rest();
  }

  #sendMany(): void {
    const { sendsAtOnceMax } = this.#transport;
    while (
      this.#queue.hasNext() &&
      this.#underWay < sendsAllowed(this.#health, 'open', sendsAtOnceMax) &&
      this.#uses.places.take(this)
    ) {
      this.#send(this.#queue.next(this.#transport.messagesAtOnceMax));
    }
  }

  #readMore(): void {
    if (!this.#reader.mayRead || this.#queue.length > dueLowWater) return;
    if (this.#queue.knownCount > laneDeliveriesMax - dueReadAtOnce) return;
    if (!this.#uses.places.hasRoom(this.#queue.chars)) return;
    // The first ones fast, the others while those are on their way.
    this.#read(this.#queue.knownCount === 0 ? dueReadFirst : dueReadAtOnce, (due) => this.#queue.add(due));
  }

  /** Sends one of the oldest, which is read when nothing is on its way any more. */
  #probe(): void {
    if (!this.isResting || !this.#reader.mayRead || !this.#uses.places.take(this)) return;
    this.#read(this.#probeTurn + 1, (oldest) => {
      const probe = oldest[this.#probeTurn % oldest.length];
      if (probe === undefined) return this.#uses.places.release();
      this.#reader.wake();
      this.#queue.add([probe]);
      this.#send(this.#queue.next(1));
    });
  }

  #read(limit: number, use: (due: readonly DueDelivery[]) => void): void {
    const { places, clock } = this.#uses;
    const bytesMax = places.charsLeft(this.#queue.chars);
    const wanted = {
      subscriptionId: this.subscription.id,
      isOrdered: this.subscription.isOrdered === 1,
      dueByMs: clock(),
      knownIds: this.#queue.knownIds,
      limit,
      bytesMax,
    };
    // Others that read meanwhile must leave room for it.
    places.hold(bytesMax);
    this.#reader.read(wanted, (due) => {
      places.hold(-bytesMax);
      use(due);
      this.#proceed();
    });
  }

  /** The caller has taken a place for it. */
  #send(deliveries: readonly DueDelivery[]): void {
    const { renderMessage, clock, baseUrl, settler, places } = this.#uses;
    const { format } = this.subscription;
    const startedAtMs = clock();
    const rendering = { renderMessage, format, sentAtMs: startedAtMs, baseUrl: baseUrl() };
    const { sent, messages, formless } = renderedDue(deliveries, rendering);
    for (const delivery of formless) {
      this.#queue.ended(delivery, true);
      settler.add(this, leftOut(delivery, startedAtMs), null);
    }
    if (sent.length === 0) {
      places.release();
      return;
    }
    this.#underWay++;
    const begun = { round: this.#health.round, startedAtMs, startedAt: performance.now() };
    void sendThrough(this.#transport, messages, (error) => this.#defect(error)).then((outcomes) =>
      this.#ended(sent, outcomes, begun),
    );
  }

  #ended(sent: readonly DueDelivery[], outcomes: readonly Outcome[], begun: Begun): void {
    this.#underWay--;
    for (const [delivery, outcome] of deliveredFirst(sent, outcomes)) this.#apply(delivery, outcome, begun);
    this.#uses.places.release();
    this.#proceed();
  }

  #apply(delivery: DueDelivery, outcome: Outcome, { round, startedAtMs, startedAt }: Begun): void {
    const { clock, drawLot, retryMs, settler, observer } = this.#uses;
    const durationMs = Math.round(performance.now() - startedAt);
    const nowMs = clock();
    const isDelivered = outcome.kind === 'delivered';
    const lot = isDelivered ? 0 : drawLot();
    const before = this.#health;
    this.#health = healthAfter(before, delivery, outcome, { round, nowMs, lot });
    const heldUntilMs = standingAt(this.#health, nowMs) === 'held' ? this.#health.heldUntilMs : null;
    const end = { subscriptionId: this.subscription.id, startedAtMs, durationMs, nowMs };
    const { settled, send, report } = ended(delivery, outcome, { ...end, retryMs, heldUntilMs, lot });
    this.#queue.ended(delivery, settled.state !== 'waiting');
    settler.add(this, settled, send);
    observer.sent(report);
    if (!isDelivered) this.#failed(before, outcome, heldUntilMs !== null);
    else if (before.strikes >= before.holdsFrom) this.#reader.wake();
  }

  #failed(before: LaneHealth, outcome: Exclude<Outcome, { kind: 'delivered' }>, isHeld: boolean): void {
    if (isHeld && before.heldUntilMs !== this.#health.heldUntilMs) {
      this.#leaveUnsent();
      // Later failures find everything in its place already.
      if (standingAt(before, this.#health.lastFailureAtMs ?? 0) === 'open') {
        this.#uses.settler.hold(this.subscription.id);
      }
      this.#probeTurn = this.#mayOvertake && isOfMessage(outcome) ? (this.#probeTurn + 1) % probesInTurn : 0;
    }
    const report = targetReportOn(this.subscription, before, this.#health, outcome);
    if (report !== null && !this.#isStopped) this.#uses.verdict(report);
  }

  /** What was read and not sent is read again when its time has come. */
  #leaveUnsent(): void {
    this.#queue.clear();
    this.#reader.outdate();
  }

  #defect(error: unknown): void {
    this.#uses.observer.failed(error, this.subscription.id);
  }

  #rest(): void {
    if (!this.isResting) return;
    if (this.#isStopped) this.#drained.resolve();
    this.#uses.rested();
  }
}
