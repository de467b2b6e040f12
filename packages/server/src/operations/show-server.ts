// How the server is, for admins of the root account: what it runs on, what it holds, what waits. It says no secret.

import { rootAccountId } from '../model/account.ts';
import type { Caller } from '../model/caller.ts';
import type { Clock } from '../model/clock.ts';
import { notPermitted } from '../model/refusal.ts';
import type { TargetBacklog } from '../model/target-backlog.ts';
import type { Database } from '../store/database.ts';
import {
  type AppliedMigration,
  type CountedTable,
  countRows,
  countRunningAttempts,
  databaseBytes,
  listMigrations,
} from '../store/server-facts.ts';
import { listTargetBacklogs } from '../store/target-backlogs.ts';

export interface ServerState {
  startedAtMs: number;
  nowMs: number;
  database: {
    kind: Database['kind'];
    durability: Readonly<Record<string, string>>;
    bytes: number;
    migrations: AppliedMigration[];
  };
  counts: Record<CountedTable, number>;
  runningAttempts: number;
  /** Of quiz events that were taken and whose commit is still to come. */
  queuedEventBytes: number;
  backlogs: TargetBacklog[];
}

export type ShowServer = (caller: Caller) => Promise<ServerState>;

/** Raises not_permitted. */
export function showServer(
  database: Database,
  queuedEventBytes: () => number,
  startedAtMs: number,
  clock: Clock,
): ShowServer {
  const { query, kind, durability } = database;
  return async (caller) => {
    if (!caller.adminAccountIds.includes(rootAccountId)) throw notPermitted();
    return {
      startedAtMs,
      nowMs: clock(),
      database: {
        kind,
        durability,
        bytes: await databaseBytes(database),
        migrations: await listMigrations(query),
      },
      counts: await countRows(query),
      runningAttempts: await countRunningAttempts(query),
      queuedEventBytes: queuedEventBytes(),
      backlogs: await listTargetBacklogs(query),
    };
  };
}
