// What the rest of the server knows of a database: queries and transactions through Kysely, and three ways round it
// for the hot path. dialect/ has the two implementations; this file has no SQL.

import type { CompiledQuery, Kysely } from 'kysely';
import type { QuizEvent } from '../model/quiz-event.ts';
import type { GroupOutcome, PostedBatch } from './posted-batch.ts';
import type { Schema } from './schema.ts';
import type { Settlement } from './settlement.ts';

export type DatabaseKind = 'sqlite' | 'postgres';

export type Query = Kysely<Schema>;

export type NewQuizEvent = Omit<QuizEvent, 'id'>;

export type KeyValue = number | string | null;

/** How one lookup is said: key columns in order, and a query over the relation that holds them. */
export interface LookupDefinition {
  /** Name of the prepared statement. */
  name: string;
  keys: Readonly<Record<string, 'bigint' | 'text'>>;
  /**
   * The query. `keys` is a relation named `k` with the key columns and `ord`, to be written after `from`. The query must
   * select `k.ord` and give at most one row for each key; columns come back as it names them.
   */
  sql(keys: string): string;
}

/** Finds one row by key. Concurrent calls may be answered by one query; the answer is never from a cache. */
export type Lookup<Row> = (key: readonly KeyValue[]) => Promise<Row | undefined>;

export interface Database extends AsyncDisposable {
  readonly kind: DatabaseKind;
  /** Settings that decide whether a commit survives a power cut, as the database itself reports them. */
  readonly durability: Readonly<Record<string, string>>;
  readonly query: Query;

  /**
   * Runs `work` in one transaction; it must await nothing but its queries. On PostgreSQL a transaction that lost
   * against another (serialization, deadlock) is run again from the start, at most five times.
   */
  transaction<T>(work: (transaction: Query) => Promise<T>): Promise<T>;

  /** Prepares a lookup; call once for each definition. */
  lookup<Row>(definition: LookupDefinition): Lookup<Row>;

  /**
   * Reads and stores batches that were posted: each whole or not at all, those of an attempt in the order given, as few commits
   * as their number allows; skips events whose client id is stored already. Rejects when it cannot be known what came of them.
   */
  storeBatches(batches: readonly PostedBatch[]): Promise<GroupOutcome>;

  /** Stores what came of sends, one call at a time. When it rejects it may be stored, or part of it; a repeat does no harm. */
  settleDeliveries(settlement: Settlement): Promise<void>;

  /** How many `storeBatches` calls may usefully run at once. */
  readonly groupsInFlight: number;

  /**
   * Reads a result that the query itself bounds, on the hot path: a row is its values in the order of selection. It sees what
   * is committed, and should have one text however often it is asked.
   */
  rows(query: CompiledQuery): Promise<KeyValue[][]>;

  /**
   * Reads a large result in chunks, one snapshot, bounded memory; a row is its values in the order of selection, which
   * costs a fraction of an object. Holds one connection until it ends.
   */
  stream(query: CompiledQuery, chunkRows: number): AsyncIterable<KeyValue[][]>;

  /**
   * Calls `heard` when another transaction has told something on the channel and committed; a hint that may be missing.
   * SQLite has one server, which needs no telling: there it is never called.
   */
  listen(channel: string, heard: () => void): AsyncDisposable;

  /** Answers when the database does; rejects when it does not. */
  ping(): Promise<void>;

  /** Makes what must exist ahead of time (monthly partitions). Idempotent, safe on several servers at once. */
  prepareAhead(nowMs: number): Promise<void>;

  /** Whether an error says that a unique constraint refused a row. */
  isUniqueConflict(error: unknown): boolean;

  /** Whether an error says that the database cannot work now (gone, restarting, disk full) and may again later. */
  isUnavailable(error: unknown): boolean;
}

/** The database cannot be used as configured; the message says what to change. */
export class DatabaseUnusable extends Error {
  override readonly name = 'DatabaseUnusable';
}
