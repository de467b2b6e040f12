// Closed-loop load: as many requests under way as there are connections, never more, so that it finds how much a server can
// take. What happens to load that does not wait for the server is load/open-loop.ts.
import { fileURLToPath } from 'node:url';
import { runGenerator, type Watch } from './generator.ts';

export interface ClosedLoad {
  url: string;
  connections: {
    token: string;
    /** A POST sends batches of the event mix, always other ones. */
    method: 'POST' | 'GET';
    /** Asked in turn. */
    paths: string[];
  }[];
  warmUpSeconds: number;
  seconds: number;
}

export interface ClosedResult {
  /** Answers by status, of the whole run. */
  statuses: Record<string, number>;
  /** Connections that broke and requests that were not answered. */
  errors: number;
  /** These of the measured seconds only. */
  requestsPerSecond: number;
  p50Ms: number;
  p99Ms: number;
  maxMs: number;
  /** CPU cores that the generator itself kept busy. */
  cores: number;
}

export function runClosedLoop(load: ClosedLoad, watch: Watch): Promise<ClosedResult> {
  return runGenerator(fileURLToPath(new URL('./closed-loop-process.ts', import.meta.url)), load, watch);
}
