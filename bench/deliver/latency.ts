// How soon after its commit an event is at its target, one event at a time, beside a POST that nobody keeps: while nothing
// else happens, and while 10,000 students post their events.
import { setTimeout as sleep } from 'node:timers/promises';
import { canvasEventsPath } from '../../packages/server/src/http/contract/canvas-event.ts';
import { type Exam, seedExam } from '../../packages/server/test/support/load-fixture.ts';
import { type Databases, type Kind, kindNames } from '../databases.ts';
import { runOpenLoop } from '../load/open-loop.ts';
import type { Progress } from '../report/progress.ts';
import { cell, table } from '../report/table.ts';
import { gradeChanges, postedOf } from './messages.ts';
import { adminToken, type OurServer, startOurs, subscribe } from './our-server.ts';
import { request } from './senders/post.ts';
import { openPool } from './senders/undici.ts';
import { Sink } from './sink.ts';

export interface LatencyTimes {
  students: number;
  warmUpSeconds: number;
  seconds: number;
}

/** Each list in milliseconds. */
interface Probes {
  /** A POST straight to the sink, until it arrives there. */
  bare: number[];
  /** A POST of an event to the server, until it is answered: the event is committed by then. */
  answered: number[];
  /** From that answer until the message arrives. Less than 0 when it was there before the answer. */
  afterCommit: number[];
  /** From the POST until the message arrives. */
  whole: number[];
}

export interface LatencyFigures {
  kind: Kind;
  idle: Probes;
  loaded: Probes;
}

/** Between two probes. */
const restMs = 20;

/** Canvas's page sends what it has every 15 seconds. */
const postEverySeconds = 15;

export async function measureLatency(
  databases: Databases,
  kind: Kind,
  times: LatencyTimes,
  progress: Progress,
): Promise<LatencyFigures> {
  using sink = await Sink.start();
  await using database = await databases.fresh(kind);
  const exam = await seedExam(database.url, times.students);
  const server = await startOurs(database.url);
  try {
    await subscribe(server, [sink.url('/time')]);
    const probe = openProbe(server, sink);
    progress.label(`latency on ${kindNames[kind]}, idle`);
    await probe(times.warmUpSeconds);
    const idle = await probe(times.seconds);
    progress.advance(1);
    progress.label(`latency on ${kindNames[kind]}, under load`);
    const loaded = await underLoad(server.url, exam, times, () => probe(times.seconds));
    progress.advance(1);
    await server.stop();
    return { kind, idle, loaded };
  } finally {
    await server.kill();
  }
}

/** Probes for so many seconds, a bare POST and an event in turn. */
function openProbe(server: OurServer, sink: Sink): (seconds: number) => Promise<Probes> {
  const sinkPool = openPool(sink.url(''), 1);
  const serverPool = openPool(server.url, 1);
  const headers = ['content-type', 'application/json', 'authorization', `Bearer ${adminToken}`];
  let number = 0;
  return async (seconds) => {
    const probes: Probes = { bare: [], answered: [], afterCommit: [], whole: [] };
    const endMs = nowMs() + seconds * 1_000;
    while (nowMs() < endMs) {
      const event = probeEvent(`probe-${++number}`);
      const bare = sink.arrivalOf(event.mark);
      const bareFrom = nowMs();
      await request(sinkPool, '/time', headers, event.text);
      probes.bare.push((await bare) - bareFrom);
      await sleep(restMs);

      const arrival = sink.arrivalOf(event.mark);
      const from = nowMs();
      await request(serverPool, canvasEventsPath, headers, event.text);
      const answeredAt = nowMs();
      const arrivedAt = await arrival;
      probes.answered.push(answeredAt - from);
      probes.afterCommit.push(arrivedAt - answeredAt);
      probes.whole.push(arrivedAt - from);
      await sleep(restMs);
    }
    return probes;
  };
}

function probeEvent(mark: string): { mark: string; text: string } {
  const [event] = gradeChanges(1);
  if (event === undefined) throw new Error('no event');
  const { text } = postedOf({
    ...event,
    metadata: event.metadata.replace('"bench-0"', JSON.stringify(mark)),
  });
  return { mark, text };
}

async function underLoad(
  url: string,
  exam: Exam,
  { warmUpSeconds, seconds }: LatencyTimes,
  probe: () => Promise<Probes>,
): Promise<Probes> {
  let probing: Promise<Probes> | undefined;
  const load = { postEverySeconds, readsPerSecond: 0, saveEverySeconds: null, fields: [], handsIn: false };
  // A second more than is probed, so that no probe is without load.
  const { errors } = await runOpenLoop(
    { url, exam, ...load, warmUpSeconds, seconds: seconds + 1 },
    {
      measuring() {
        probing = probe();
      },
      measured() {},
    },
  );
  if (Object.keys(errors).length > 0) throw new Error(`the load was answered ${JSON.stringify(errors)}`);
  if (probing === undefined) throw new Error('the load ended before it was measured');
  return probing;
}

/** By the clock that all processes of the machine share. */
function nowMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

export function latencyTable(figures: readonly LatencyFigures[]): string {
  const rows = figures.flatMap(({ kind, idle, loaded }) =>
    (
      [
        ['idle', idle],
        ['under load', loaded],
      ] as const
    ).flatMap(([when, probes]) => [
      row(`${kindNames[kind]}, ${when}: a bare POST`, probes.bare),
      row('  from the commit, as it is answered', probes.afterCommit),
      row('  from the POST that causes it', probes.whole),
      row('  that POST alone', probes.answered),
    ]),
  );
  return table(['until it arrives', 'count', 'p50 ms', 'p99 ms', 'max ms'], rows);
}

function row(name: string, ms: readonly number[]): string[] {
  const sorted = [...ms].sort((a, b) => a - b);
  const at = (share: number): string => cell(sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN, 2);
  return [name, cell(ms.length), at(0.5), at(0.99), at(1)];
}
