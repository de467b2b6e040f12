// How SQLite stores what came of sends: a row at a time, which costs no more here than many.

import type { DatabaseSync } from 'node:sqlite';
import type { Settlement } from '../settlement.ts';

/** Prepares the statements when first used; the result stores all of a settlement in one transaction. */
export function settlementStore(connection: DatabaseSync): (settlement: Settlement) => void {
  let statements: ReturnType<typeof prepare> | undefined;
  return (settlement) => {
    statements ??= prepare(connection);
    connection.exec('begin immediate');
    try {
      store(statements, settlement);
      connection.exec('commit');
    } catch (error) {
      if (connection.isTransaction) connection.exec('rollback');
      throw error;
    }
  };
}

function prepare(connection: DatabaseSync) {
  return {
    settle: connection.prepare(
      `update deliveries set state = ?, tries = ?, first_tried_at_ms = ?, due_at_ms = ?, settled_at_ms = ?
       where id = ? and state = 'waiting'`,
    ),
    send: connection.prepare(
      `insert into sends (delivery_id, started_at_ms, duration_ms, outcome, status, response_head, reason, next_at_ms)
       values (?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    count: connection.prepare(
      `insert into send_counts (subscription_id, at_ms, is_delivered, duration_class, sends) values (?, ?, ?, ?, ?)
       on conflict do update set sends = sends + excluded.sends`,
    ),
    health: connection.prepare(
      `update target_healths set failures_in_a_row = ?, failing_since_ms = ?, held_until_ms = ?, last_success_at_ms = ?,
         last_success_position = ?, last_failure_at_ms = ?, last_failure_reason = ?
       where subscription_id = ? and owner = ?`,
    ),
    dueByMaking: connection.prepare(
      `update deliveries set due_at_ms = created_at_ms
       where subscription_id = ? and state = 'waiting' and due_at_ms > created_at_ms`,
    ),
  };
}

function store(statements: ReturnType<typeof prepare>, settlement: Settlement): void {
  const { deliveries: d, sends: s, counts: c, healths: h, owner, heldSubscriptionIds } = settlement;
  for (const [row, id] of d.id.entries()) {
    statements.settle.run(
      at(d.state, row),
      at(d.tries, row),
      at(d.firstTriedAtMs, row),
      at(d.dueAtMs, row),
      at(d.settledAtMs, row),
      id,
    );
  }
  for (const [row, deliveryId] of s.deliveryId.entries()) {
    statements.send.run(
      deliveryId,
      at(s.startedAtMs, row),
      at(s.durationMs, row),
      at(s.outcome, row),
      at(s.status, row),
      at(s.responseHead, row),
      at(s.reason, row),
      at(s.nextAtMs, row),
    );
  }
  for (const [row, subscriptionId] of c.subscriptionId.entries()) {
    statements.count.run(
      subscriptionId,
      at(c.atMs, row),
      at(c.isDelivered, row),
      at(c.durationClass, row),
      at(c.sends, row),
    );
  }
  for (const [row, subscriptionId] of h.subscriptionId.entries()) {
    statements.health.run(
      at(h.failuresInARow, row),
      at(h.failingSinceMs, row),
      at(h.heldUntilMs, row),
      at(h.lastSuccessAtMs, row),
      at(h.lastSuccessPosition, row),
      at(h.lastFailureAtMs, row),
      at(h.lastFailureReason, row),
      subscriptionId,
      owner,
    );
  }
  for (const subscriptionId of heldSubscriptionIds) statements.dueByMaking.run(subscriptionId);
}

function at<Value>(column: readonly Value[], row: number): Value | null {
  return column[row] ?? null;
}
