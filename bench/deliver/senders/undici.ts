// undici in the release that the server has, and of it what is used here. The workspace's root has another one.
import { createRequire } from 'node:module';

interface Posting {
  method: 'POST';
  path: string;
  /** Names and values in turn. */
  headers: readonly string[];
  body: string;
}

interface Handler {
  onRequestStart(): void;
  onResponseStart(controller: unknown, status: number): void;
  onResponseData(): void;
  onResponseEnd(): void;
  onResponseError(controller: unknown, error: Error): void;
}

export interface Pool {
  dispatch(posting: Posting, handler: Handler): boolean;
  request(posting: Posting): Promise<{ statusCode: number; body: { dump(): Promise<void> } }>;
}

interface Undici {
  Pool: new (origin: string, options: { connections: number; pipelining: number }) => Pool;
}

const { Pool } = createRequire(new URL('../../../packages/server/package.json', import.meta.url))(
  'undici',
) as Undici;

/** A request at a time on each connection. */
export function openPool(origin: string, connections: number): Pool {
  return new Pool(origin, { connections, pipelining: 1 });
}
