// The rival of one hand-in: the same SQL statements with the same values, in one transaction, sent through the database's
// driver by nobody who thinks about them.
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import {
  type CompiledQuery,
  type KyselyPlugin,
  type PluginTransformQueryArgs,
  PostgresQueryCompiler,
  SqliteQueryCompiler,
} from 'kysely';
import pg from 'pg';
import type { Database, Query } from '../../packages/server/src/store/database.ts';

/** The same database; every statement of a transaction is also put into `statements`. */
export function recording(database: Database, statements: CompiledQuery[]): Database {
  const compiler = database.kind === 'sqlite' ? new SqliteQueryCompiler() : new PostgresQueryCompiler();
  // Parts of a statement pass here too; only what has a result was sent.
  const passed = new WeakMap<object, CompiledQuery>();
  const plugin: KyselyPlugin = {
    transformQuery({ node, queryId }: PluginTransformQueryArgs) {
      passed.set(queryId, compiler.compileQuery(node, queryId));
      return node;
    },
    async transformResult({ result, queryId }) {
      const statement = passed.get(queryId);
      if (statement !== undefined) statements.push(statement);
      return result;
    },
  };
  return {
    ...database,
    transaction: <T>(work: (transaction: Query) => Promise<T>) =>
      database.transaction((transaction) => {
        statements.length = 0;
        return work(transaction.withPlugin(plugin) as Query);
      }),
  };
}

export interface BareDatabase extends AsyncDisposable {
  /** Runs the statements in one transaction; milliseconds. */
  run(statements: readonly CompiledQuery[]): Promise<number>;
}

export async function openBare(url: string): Promise<BareDatabase> {
  return url.startsWith('sqlite:') ? bareSqlite(url.slice('sqlite:'.length)) : barePostgres(url);
}

function bareSqlite(path: string): BareDatabase {
  const connection = new DatabaseSync(path);
  connection.exec('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on');
  const prepared = new Map<string, StatementSync>();
  return {
    async run(statements) {
      const startedAt = performance.now();
      connection.exec('begin immediate');
      for (const { sql, parameters } of statements) {
        let statement = prepared.get(sql);
        if (statement === undefined) {
          statement = connection.prepare(sql);
          prepared.set(sql, statement);
        }
        statement.all(...(parameters as SQLInputValue[]));
      }
      connection.exec('commit');
      return performance.now() - startedAt;
    },
    async [Symbol.asyncDispose]() {
      connection.close();
    },
  };
}

async function barePostgres(url: string): Promise<BareDatabase> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return {
    async run(statements) {
      const startedAt = performance.now();
      await client.query('begin');
      for (const { sql, parameters } of statements) await client.query(sql, [...parameters]);
      await client.query('commit');
      return performance.now() - startedAt;
    },
    [Symbol.asyncDispose]: () => client.end(),
  };
}
