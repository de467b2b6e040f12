// Keeps what came of sends: gathers it over all targets and stores many at a time, for as long as it takes. What a server
// that is killed had not stored is sent again.

import { setTimeout as delay } from 'node:timers/promises';
import {
  settleAfterMs,
  settleAgainAfterMs,
  settleAgainCeilingMs,
  settledAtOnce,
  settleTriesMax,
} from '../model/delivery-limits.ts';
import type { SendCount } from '../model/send-statistics.ts';
import type { Database } from '../store/database.ts';
import {
  addRow,
  type Columns,
  countColumns,
  deliveryColumns,
  healthColumns,
  type KeptHealth,
  type KeptSend,
  type SettledDelivery,
  type Settlement,
  sendColumns,
} from '../store/settlement.ts';
import { countedSends, countSend, type SendTally } from './send-tally.ts';

/** Whose outcomes are kept. */
export interface Settling {
  /** As it is by the time of storing. */
  readonly health: KeptHealth;
  /** These are stored, in the order of `add`; `isKept` is false when storing them was given up, so that they are sent again. */
  settled(deliveryIds: readonly number[], isKept: boolean): void;
}

interface Batch {
  deliveries: Columns<SettledDelivery>;
  sends: Columns<KeptSend>;
  tally: SendTally;
  /** Each with the ids of its deliveries. */
  lanes: Map<Settling, number[]>;
  held: Set<number>;
}

export class Settler {
  readonly #database: Pick<Database, 'settleDeliveries' | 'isUnavailable'>;
  readonly #owner: string;
  readonly #failed: (error: unknown) => void;
  readonly #stopping = new AbortController();
  #batch = emptyBatch();
  #timer: NodeJS.Timeout | null = null;
  #storing: Promise<void> | null = null;

  /** `failed` is told why storing failed; it is tried again. */
  constructor(
    database: Pick<Database, 'settleDeliveries' | 'isUnavailable'>,
    owner: string,
    failed: (error: unknown) => void,
  ) {
    this.#database = database;
    this.#owner = owner;
    this.#failed = failed;
  }

  get isIdle(): boolean {
    return this.#storing === null && this.#batch.lanes.size === 0;
  }

  /** `send` is null where nothing was sent, because there was no message. */
  add(lane: Settling, delivery: SettledDelivery, send: KeptSend | null): void {
    addRow(this.#batch.deliveries, deliveryColumns, delivery);
    if (send !== null) {
      addRow(this.#batch.sends, sendColumns, send);
      countSend(this.#batch.tally, lane.health.subscriptionId, send);
    }
    const ids = this.#batch.lanes.get(lane);
    if (ids === undefined) this.#batch.lanes.set(lane, [delivery.id]);
    else ids.push(delivery.id);
    this.#proceed();
  }

  /** With the outcomes so far, all that waits for the target becomes due by its making. */
  hold(subscriptionId: number): void {
    this.#batch.held.add(subscriptionId);
  }

  /** Ends waiting between tries: what cannot be stored now is given up. */
  stop(): void {
    this.#stopping.abort();
  }

  #proceed(): void {
    if (this.#storing !== null || this.#batch.lanes.size === 0) return;
    if (this.#batch.deliveries.id.length >= settledAtOnce) this.#store();
    else this.#timer ??= setTimeout(() => this.#store(), settleAfterMs);
  }

  #store(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const batch = this.#batch;
    this.#batch = emptyBatch();
    this.#storing = this.#storeBatch(batch).then((isKept) => {
      this.#storing = null;
      for (const [lane, deliveryIds] of batch.lanes) lane.settled(deliveryIds, isKept);
      this.#proceed();
    });
  }

  /** Whether it is stored. A repeat after a commit whose answer was lost changes nothing but to log and count its sends twice. */
  async #storeBatch({ deliveries, sends, tally, lanes, held }: Batch): Promise<boolean> {
    const healths = columnsOf<KeptHealth>(healthColumns);
    for (const { health } of lanes.keys()) addRow(healths, healthColumns, health);
    const counts = columnsOf<SendCount>(countColumns);
    for (const count of countedSends(tally)) addRow(counts, countColumns, count);
    const settlement: Settlement = {
      owner: this.#owner,
      deliveries,
      sends,
      counts,
      healths,
      heldSubscriptionIds: [...held],
    };
    let againAfterMs = settleAgainAfterMs;
    let refusals = 0;
    for (;;) {
      try {
        await this.#database.settleDeliveries(settlement);
        return true;
      } catch (error) {
        this.#failed(error);
        if (!this.#database.isUnavailable(error)) refusals++;
        if (refusals >= settleTriesMax || this.#stopping.signal.aborted) return false;
      }
      await delay(againAfterMs, undefined, { signal: this.#stopping.signal }).catch(() => {});
      againAfterMs = Math.min(settleAgainCeilingMs, againAfterMs * 2);
    }
  }
}

function emptyBatch(): Batch {
  return {
    deliveries: columnsOf<SettledDelivery>(deliveryColumns),
    sends: columnsOf<KeptSend>(sendColumns),
    tally: new Map(),
    lanes: new Map(),
    held: new Set(),
  };
}

function columnsOf<Row>(names: readonly (keyof Row)[]): Columns<Row> {
  return Object.fromEntries(names.map((name) => [name, []])) as unknown as Columns<Row>;
}
