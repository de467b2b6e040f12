// Lets Kysely speak through node:sqlite. Every query waits for its turn, so that none slips into a transaction that
// another caller has open on the one connection.

import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import type { Turn } from './turn.ts';

/** Statements kept prepared; the server has fewer distinct ones than this. */
const statementsKept = 500;

/** `turn` is for the connection, `writing` for the database: who stores events holds only the latter. */
export function sqliteDialect(connection: DatabaseSync, turn: Turn, writing: Turn): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new SqliteDriver(connection, turn, writing),
    createIntrospector: (database) => new SqliteIntrospector(database),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

class SqliteDriver implements Driver {
  readonly #connection: SqliteConnection;
  readonly #turn: Turn;
  readonly #writing: Turn;

  constructor(connection: DatabaseSync, turn: Turn, writing: Turn) {
    this.#connection = new SqliteConnection(connection);
    this.#turn = turn;
    this.#writing = writing;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    await this.#turn.take();
    return this.#connection;
  }

  async beginTransaction(): Promise<void> {
    await this.#writing.take();
    try {
      this.#connection.exec('begin immediate');
    } catch (error) {
      this.#writing.release();
      throw error;
    }
  }

  /** A commit that fails is followed by a rollback, which ends the turn. */
  async commitTransaction(): Promise<void> {
    this.#connection.exec('commit');
    this.#writing.release();
  }

  /** After some errors (a full disk) SQLite has rolled back by itself; a second time would hide the error. */
  async rollbackTransaction(): Promise<void> {
    try {
      if (this.#connection.isTransaction) this.#connection.exec('rollback');
    } finally {
      this.#writing.release();
    }
  }

  async releaseConnection(): Promise<void> {
    this.#turn.release();
  }

  /** The database is closed by who opened it. */
  async destroy(): Promise<void> {}
}

class SqliteConnection implements DatabaseConnection {
  readonly #connection: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  constructor(connection: DatabaseSync) {
    this.#connection = connection;
  }

  get isTransaction(): boolean {
    return this.#connection.isTransaction;
  }

  exec(sql: string): void {
    this.#connection.exec(sql);
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const statement = this.#prepare(query.sql);
    const parameters = query.parameters as SQLInputValue[];
    if (statement.columns().length > 0) return { rows: statement.all(...parameters) as Row[] };
    const { changes, lastInsertRowid } = statement.run(...parameters);
    return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) };
  }

  // biome-ignore lint/correctness/useYield: Kysely's interface asks for a generator; streams go round it, see database.ts
  async *streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error('stream through Database.stream: a stream here would hold up every writer');
  }

  #prepare(sql: string): StatementSync {
    const kept = this.#statements.get(sql);
    if (kept) return kept;
    if (this.#statements.size >= statementsKept) this.#statements.clear();
    const statement = this.#connection.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}
