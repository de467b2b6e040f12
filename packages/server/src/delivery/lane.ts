// Everything that goes to one target of ours: reads what is due, oldest first, sends as much at once as the target takes, and
// decides what becomes of each message. It does nothing by itself: it is woken, and goes on when a send ends.

import type { Clock } from '../model/clock.ts';
import type { Outcome } from '../model/delivery.ts';
import { dueLowWater, dueReadAtOnce, laneDeliveriesMax } from '../model/delivery-limits.ts';
import type { RenderMessage } from '../model/live-event.ts';
import type { Subscription } from '../model/subscription.ts';
import {
  afterFailure,
  afterSuccess,
  type LaneHealth,
  sendsAllowed,
  standingAt,
  verdictOn,
} from '../model/target-health.ts';
import type { DueDelivery, DueWanted } from '../store/due-deliveries.ts';
import { DueQueue } from './due-queue.ts';
import type { DeliveryObserver, TargetReport } from './observer.ts';
import { failedToSend, keptSendOf, settledAfter } from './outcomes.ts';
import type { Places, WaitsForPlace } from './places.ts';
import type { Settler, Settling } from './settler.ts';
import type { OutgoingMessage, Transport } from './transport.ts';

export interface LaneUses {
  readDue(wanted: DueWanted): Promise<{ due: DueDelivery[]; isAll: boolean }>;
  renderMessage: RenderMessage;
  settler: Settler;
  places: Places;
  observer: DeliveryObserver;
  clock: Clock;
  /** From 0 to below 1. */
  drawLot(): number;
  retryMs: number;
  baseUrl(): string;
  /** Whether the server still has its targets. */
  mayBegin(): boolean;
  /** Called when it has nothing to do any more for now. */
  rested(): void;
  /** The target is failing; `disabled`: the lane does nothing any more. */
  verdict(lane: Lane, report: TargetReport): void;
}

/** Of the oldest deliveries, how many take turns as the one that probes a target which answers but takes none of them. */
const probesInTurn = 8;

/** Answers that speak of the target and not of the message. */
const statusesOfTarget: ReadonlySet<number> = new Set([408, 425, 429, 502, 503, 504]);

export class Lane implements Settling, WaitsForPlace {
  readonly subscription: Subscription;
  readonly #transport: Transport;
  readonly #uses: LaneUses;
  readonly #queue: DueQueue;
  readonly #mayOvertake: boolean;
  #health: LaneHealth;
  #underWay = 0;
  #mayHaveMore = true;
  #isReading = false;
  /** What a read that began before it brings is out of date. */
  #epoch = 0;
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
  }

  get health(): LaneHealth {
    return this.#health;
  }

  /** Nothing is under way, nothing is about to be sent and nothing waits to be stored. */
  get isResting(): boolean {
    return this.#underWay === 0 && !this.#isReading && this.#queue.knownCount === 0;
  }

  get isStopped(): boolean {
    return this.#isStopped;
  }

  /** Something may be due that was not before. */
  wake(): void {
    this.#mayHaveMore = true;
    this.#proceed();
  }

  placeIsFree(): void {
    this.#proceed();
  }

  /** Begins no more sends; resolves when those under way have ended and what came of them is stored. */
  stop(): Promise<void> {
    if (!this.#isStopped) {
      this.#isStopped = true;
      this.#uses.places.leave(this);
      this.#leaveUnsent();
    }
    this.#rest();
    return this.#drained.promise;
  }

  settled(deliveryIds: readonly number[], isKept: boolean): void {
    if (this.#queue.settled(deliveryIds) || !isKept) {
      this.#epoch++;
      this.#mayHaveMore = true;
    }
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
    if (this.#isReading || !this.#mayHaveMore || this.#queue.length > dueLowWater) return;
    if (this.#queue.knownCount > laneDeliveriesMax - dueReadAtOnce) return;
    void this.#read(dueReadAtOnce).then((due) => {
      this.#isReading = false;
      this.#queue.add(due);
      this.#proceed();
    });
  }

  /** Sends one of the oldest, which is read when nothing is on its way any more. */
  #probe(): void {
    if (!this.isResting || !this.#mayHaveMore || !this.#uses.places.take(this)) return;
    void this.#read(this.#probeTurn + 1).then((oldest) => {
      this.#isReading = false;
      const probe = oldest[this.#probeTurn % oldest.length];
      if (probe === undefined) {
        this.#uses.places.release();
      } else {
        this.#mayHaveMore = true;
        this.#queue.add([probe]);
        this.#send(this.#queue.next(1));
      }
      this.#proceed();
    });
  }

  /** What is due and not known yet; none when it is out of date by now or could not be read. */
  async #read(limit: number): Promise<readonly DueDelivery[]> {
    const epoch = this.#epoch;
    this.#isReading = true;
    this.#mayHaveMore = false;
    try {
      const { due, isAll } = await this.#uses.readDue({
        subscriptionId: this.subscription.id,
        isOrdered: this.subscription.isOrdered === 1,
        dueByMs: this.#uses.clock(),
        knownIds: this.#queue.knownIds,
        limit,
        charsMax: this.#uses.places.charsLeft(this.#queue.chars),
      });
      if (!isAll || epoch !== this.#epoch) this.#mayHaveMore = true;
      return epoch === this.#epoch && !this.#isStopped ? due : [];
    } catch (error) {
      // The next time that work is looked for wakes it.
      this.#uses.observer.failed(error, this.subscription.id);
      return [];
    }
  }

  #send(deliveries: readonly DueDelivery[]): void {
    const { renderMessage, clock, baseUrl } = this.#uses;
    const { format } = this.subscription;
    const sentAtMs = clock();
    const sent: DueDelivery[] = [];
    const messages: OutgoingMessage[] = [];
    for (const delivery of deliveries) {
      const { uuid, eventName, eventTimeMs, userId } = delivery.event;
      const text = renderMessage(delivery.event, format, sentAtMs, baseUrl());
      if (text === null) {
        this.#leaveOut(delivery, sentAtMs);
        continue;
      }
      sent.push(delivery);
      messages.push({ uuid, eventName, eventTimeMs, userId, format, text, sentAtMs });
    }
    if (sent.length === 0) {
      this.#uses.places.release();
      return;
    }
    this.#underWay++;
    const begun = { round: this.#health.round, startedAtMs: sentAtMs, startedAt: performance.now() };
    void this.#carry(messages).then((outcomes) => this.#ended(sent, outcomes, begun));
  }

  /** A transport that throws is a defect, which must not stop the lane. */
  async #carry(messages: readonly OutgoingMessage[]): Promise<readonly Outcome[]> {
    try {
      return await this.#transport.send(messages);
    } catch (error) {
      this.#uses.observer.failed(error, this.subscription.id);
      return [];
    }
  }

  #ended(
    sent: readonly DueDelivery[],
    outcomes: readonly Outcome[],
    { round, startedAtMs, startedAt }: { round: number; startedAtMs: number; startedAt: number },
  ): void {
    const durationMs = Math.round(performance.now() - startedAt);
    this.#underWay--;
    for (const [index, delivery] of sent.entries()) {
      this.#apply(delivery, outcomes[index] ?? failedToSend, { round, startedAtMs, durationMs });
    }
    this.#uses.places.release();
    this.#proceed();
  }

  #apply(
    delivery: DueDelivery,
    outcome: Outcome,
    { round, startedAtMs, durationMs }: { round: number; startedAtMs: number; durationMs: number },
  ): void {
    const { clock, drawLot, retryMs, settler, observer } = this.#uses;
    const nowMs = clock();
    const before = this.#health;
    this.#health = healthAfter(before, delivery, outcome, { round, nowMs, lot: drawLot() });
    const heldUntilMs = standingAt(this.#health, nowMs) === 'held' ? this.#health.heldUntilMs : null;
    const settled = settledAfter(delivery, outcome, {
      startedAtMs,
      nowMs,
      retryMs,
      heldUntilMs,
      lot: drawLot(),
    });
    const isSentAgain = settled.state === 'waiting' && outcome.kind !== 'gone';
    const nextAtMs = isSentAgain ? (heldUntilMs ?? settled.dueAtMs) : null;
    this.#queue.ended(delivery, settled.state !== 'waiting');
    settler.add(this, settled, keptSendOf(delivery, outcome, { startedAtMs, durationMs, nextAtMs }));
    const { uuid, eventName } = delivery.event;
    const { deliveryId, position, createdAtMs } = delivery;
    observer.sent({
      subscriptionId: this.subscription.id,
      deliveryId,
      position,
      uuid,
      eventName,
      tries: settled.tries,
      outcome,
      durationMs,
      lagMs: nowMs - createdAtMs,
      nextAtMs,
    });
    if (outcome.kind !== 'delivered') this.#failed(before, outcome, heldUntilMs !== null);
    else if (before.strikes >= before.holdsFrom) this.#mayHaveMore = true;
  }

  #failed(before: LaneHealth, outcome: Exclude<Outcome, { kind: 'delivered' }>, isHeld: boolean): void {
    if (isHeld && before.heldUntilMs !== this.#health.heldUntilMs) {
      this.#leaveUnsent();
      this.#uses.settler.hold(this.subscription.id);
      this.#probeTurn = this.#mayOvertake && isOfMessage(outcome) ? (this.#probeTurn + 1) % probesInTurn : 0;
    }
    const verdict: TargetReport['verdict'] | null =
      outcome.kind === 'gone' ? { kind: 'disabled', reason: 'gone' } : verdictOn(before, this.#health);
    if (verdict === null || this.#isStopped) return;
    const { failuresInARow, failingSinceMs } = this.#health;
    const { subscription } = this;
    this.#uses.verdict(this, {
      subscription,
      verdict,
      failuresInARow,
      failingSinceMs,
      reason: outcome.reason,
    });
  }

  #leaveOut(delivery: DueDelivery, nowMs: number): void {
    const { deliveryId: id, tries, firstTriedAtMs, dueAtMs } = delivery;
    this.#queue.ended(delivery, true);
    this.#uses.settler.add(
      this,
      { id, state: 'left_out', tries, firstTriedAtMs, dueAtMs, settledAtMs: nowMs },
      null,
    );
  }

  /** What was read and not sent is read again when its time has come. */
  #leaveUnsent(): void {
    this.#queue.clear();
    this.#epoch++;
    this.#mayHaveMore = true;
  }

  #rest(): void {
    if (!this.isResting) return;
    if (this.#isStopped) this.#drained.resolve();
    this.#uses.rested();
  }
}

/** Whether the target may have meant this message and no other. */
function isOfMessage({ status }: Outcome): boolean {
  return status !== null && !statusesOfTarget.has(status);
}

function healthAfter(
  health: LaneHealth,
  { deliveryId, position }: DueDelivery,
  outcome: Outcome,
  { round, nowMs, lot }: { round: number; nowMs: number; lot: number },
): LaneHealth {
  switch (outcome.kind) {
    case 'delivered':
      return afterSuccess(health, position, nowMs);
    case 'gone':
      return afterFailure(health, {
        deliveryId,
        round,
        atMs: nowMs,
        reason: outcome.reason,
        retryAfterMs: null,
        lot,
      });
    case 'failed': {
      const { reason, retryAfterMs, isFinal } = outcome;
      if (isFinal) return health;
      return afterFailure(health, { deliveryId, round, atMs: nowMs, reason, retryAfterMs, lot });
    }
  }
}
