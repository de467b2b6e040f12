// The generator of closed-loop load: connections that each ask, wait for the answer and ask again.
import { createHistogram } from 'node:perf_hooks';
import autocannon from 'autocannon';
import { randomFrom } from '../../packages/server/test/support/random-from.ts';
import { batchBody } from '../event-mix.ts';
import type { ClosedLoad, ClosedResult } from './closed-loop.ts';
import { type FromGenerator, generateOnce } from './generator.ts';

/** Different batches that a connection sends in turn. */
const bodiesPerConnection = 16;

/** What autocannon's client has and its types leave out: it ends by itself once it has made so many requests. */
type Client = autocannon.Client & { reqsMade: number; responseMax: number };

generateOnce(post);

async function post(
  load: ClosedLoad,
  tell: (message: FromGenerator<ClosedResult>) => void,
): Promise<ClosedResult> {
  const latencies = createHistogram({ figures: 3 });
  const statuses: Record<string, number> = {};
  const clients: Client[] = [];
  let isMeasuring = false;
  let measuredRequests = 0;
  let measuredFrom = 0;
  let measuredSeconds = 0;
  let cpu = process.cpuUsage();

  const running = autocannon({
    url: load.url,
    connections: load.connections.length,
    // It ends when every connection is told to below; this is only further away.
    duration: load.warmUpSeconds + load.seconds + 60,
    timeout: 30,
    sampleInt: 100,
    setupClient: (client) => {
      const index = clients.push(client as Client) - 1;
      const connection = load.connections[index];
      if (connection === undefined) throw new Error('autocannon made a connection too many');
      client.setRequests(requestsOf(connection, randomFrom(index + 1)));
      client.on('response', (status: number, _bytes: number, ms: number) => {
        statuses[status] = (statuses[status] ?? 0) + 1;
        if (!isMeasuring) return;
        measuredRequests++;
        latencies.record(Math.max(1, Math.round(ms * 1000)));
      });
    },
  });

  after(load.warmUpSeconds, () => {
    isMeasuring = true;
    measuredFrom = performance.now();
    cpu = process.cpuUsage();
    tell({ kind: 'measuring' });
  });
  after(load.warmUpSeconds + load.seconds, () => {
    isMeasuring = false;
    measuredSeconds = (performance.now() - measuredFrom) / 1000;
    cpu = process.cpuUsage(cpu);
    tell({ kind: 'measured' });
    // Each connection gets the answer to what it has asked and asks no more: every row is then accounted for.
    for (const client of clients) client.responseMax = client.reqsMade;
  });

  const { errors, timeouts } = await running;
  return {
    statuses,
    errors: errors + timeouts,
    requestsPerSecond: measuredRequests / measuredSeconds,
    p50Ms: latencies.percentile(50) / 1000,
    p99Ms: latencies.percentile(99) / 1000,
    maxMs: latencies.max / 1000,
    cores: (cpu.user + cpu.system) / 1e6 / measuredSeconds,
  };
}

function after(seconds: number, work: () => void): void {
  setTimeout(work, seconds * 1000);
}

function requestsOf(
  { token, method, paths }: ClosedLoad['connections'][number],
  random: () => number,
): autocannon.Request[] {
  const headers = { authorization: `Bearer ${token}` };
  if (method === 'GET') return paths.map((path) => ({ method, path, headers }));
  return Array.from({ length: bodiesPerConnection }, (_, index) => ({
    method,
    path: paths[index % paths.length] ?? '/',
    headers: { ...headers, 'content-type': 'application/json' },
    body: batchBody(random),
  }));
}
