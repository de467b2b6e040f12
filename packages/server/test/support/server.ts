// A real server for one test: its own database, a clock that the test holds, and a client that speaks plain HTTP.

import { pino } from 'pino';
import { type App, type Schedule, startApp } from '../../src/app.ts';
import { type Config, readConfig } from '../../src/config.ts';
import { systemRandom } from '../../src/operations/random.ts';
import type { TestDatabase } from './databases.ts';

export interface Reply {
  status: number;
  headers: Headers;
  text: string;
  /** The parsed body; undefined when it is not JSON. */
  json: ReturnType<typeof JSON.parse>;
}

export interface CallOptions {
  /** An access token; null for none; the admin's if absent. */
  token?: string | null;
  /** Sent as JSON unless it is text, which goes as it is. */
  body?: unknown;
  headers?: Record<string, string>;
}

export interface TestServer extends AsyncDisposable {
  app: App;
  url: string;
  adminToken: string;
  /** What the server takes for now, in epoch milliseconds; set it as needed. */
  clock: { nowMs: number };
  /** Does everything once that the server does every so often; by itself it does none of it here. */
  upkeep(): Promise<void>;
  call(method: string, path: string, options?: CallOptions): Promise<Reply>;
}

export const testStartMs = Date.UTC(2026, 8, 1, 9, 0, 0, 123);

/** Starts a server on a free port, on a fresh database unless `databaseUrl` is given. */
export async function startTestServer(
  database: Pick<TestDatabase, 'readyUrl'>,
  settings: Partial<Config> & { databaseUrl?: string } = {},
): Promise<TestServer> {
  const clock = { nowMs: testStartMs };
  const adminToken = settings.adminToken ?? 'admin-token-of-the-test';
  const config: Config = {
    ...readConfig({}),
    port: 0,
    isThrottled: false,
    databaseUrl: settings.databaseUrl ?? (await database.readyUrl()),
    ...settings,
    adminToken,
  };
  const works = new Set<() => Promise<void>>();
  const schedule: Schedule = (_, work) => {
    works.add(work);
    return () => works.delete(work);
  };
  const silent = pino({ level: 'silent' });
  const app = await startApp(config, silent, () => clock.nowMs, systemRandom, schedule);
  return {
    app,
    url: app.url,
    adminToken,
    clock,
    upkeep: async () => void (await Promise.all([...works].map((work) => work()))),
    call: (method, path, options) => call(app.url, method, path, { token: adminToken, ...options }),
    [Symbol.asyncDispose]: () => app[Symbol.asyncDispose](),
  };
}

async function call(url: string, method: string, path: string, options: CallOptions): Promise<Reply> {
  const { token, body, headers = {} } = options;
  const response = await fetch(`${url}${path}`, {
    method,
    headers: {
      ...(token == null ? {} : { Authorization: `Bearer ${token}` }),
      ...(body === undefined || typeof body === 'string' ? {} : { 'Content-Type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: parsed(text) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
