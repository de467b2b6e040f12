// What came of many sends, column by column: the form in which it crosses to the thread that stores it, and in which
// PostgreSQL takes it.

import type { Delivery, Send } from '../model/delivery.ts';
import type { SendCount } from '../model/send-statistics.ts';
import type { TargetHealth } from '../model/subscription.ts';

export type Columns<Row> = { [Name in keyof Row]: Row[Name][] };

export type SettledDelivery = Pick<
  Delivery,
  'id' | 'state' | 'tries' | 'firstTriedAtMs' | 'dueAtMs' | 'settledAtMs'
>;

export type KeptSend = Omit<Send, 'id'>;

export type KeptHealth = Omit<TargetHealth, 'owner' | 'ownedUntilMs' | 'disabledReason' | 'disabledAtMs'>;

export interface Settlement {
  /** The server that sent; what it says of a target counts only while it has it. */
  owner: string;
  /** Deliveries that do not wait any more are left as they are. */
  deliveries: Columns<SettledDelivery>;
  sends: Columns<KeptSend>;
  /** The same sends, counted; by key, so that servers lock rows in one order. */
  counts: Columns<SendCount>;
  healths: Columns<KeptHealth>;
  /** Subscriptions whose waiting deliveries become due again by their making, after all this. */
  heldSubscriptionIds: readonly number[];
}

export const deliveryColumns = ['id', 'state', 'tries', 'firstTriedAtMs', 'dueAtMs', 'settledAtMs'] as const;

export const sendColumns = [
  'deliveryId',
  'startedAtMs',
  'durationMs',
  'outcome',
  'status',
  'responseHead',
  'reason',
  'nextAtMs',
] as const;

export const countColumns = ['subscriptionId', 'atMs', 'isDelivered', 'durationClass', 'sends'] as const;

export const healthColumns = [
  'subscriptionId',
  'failuresInARow',
  'failingSinceMs',
  'heldUntilMs',
  'lastSuccessAtMs',
  'lastSuccessPosition',
  'lastFailureAtMs',
  'lastFailureReason',
] as const;

/** Adds a row to columns named by `names`. */
export function addRow<Row extends object>(
  columns: Columns<Row>,
  names: readonly (keyof Row)[],
  row: Row,
): void {
  for (const name of names) columns[name].push(row[name]);
}
