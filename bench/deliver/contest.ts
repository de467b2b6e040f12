// How fast waiting messages are sent: from memory (the limit), by Quizwire, and by the rivals. In turns.
import { type BenchDatabase, type Databases, type Kind, kindNames } from '../databases.ts';
import type { Progress } from '../report/progress.ts';
import { gradeChanges, type Posted, postedOf } from './messages.ts';
import { fillFeed, prepareSubscriptions, startOurs } from './our-server.ts';
import { fillGraphile, fillPgBoss, leftInGraphile, leftInPgBoss } from './senders/queued.ts';
import { type SenderName, startSender } from './senders/start-sender.ts';
import { type Drain, Sink } from './sink.ts';

export interface Turn extends Drain {
  /** Messages that the queue still has when the sender has ended. */
  left: number;
}

export interface ContestRound {
  rawRequest: Turn;
  /** `raw` right before `ours`, so that both had the same weather. */
  ours: Partial<Record<Kind, { raw: Turn; ours: Turn }>>;
  /** Null without PostgreSQL. */
  rivals: { graphile: Turn; pgBoss: Turn } | null;
}

/** Sent before measuring begins, so that everybody's code is compiled. */
export const warmUpMessages = 5_000;

const leftOfOurs = "select count(*) from deliveries where state <> 'delivered'";

/** Turns of a round, for who shows the progress. */
export function turnsOf({ kinds }: Databases): number {
  return 1 + 2 * kinds.length + (kinds.includes('postgres') ? 2 : 0);
}

/** `environment` is added to that of our servers. */
export async function contestRound(
  databases: Databases,
  messages: number,
  environment: Record<string, string>,
  progress: Progress,
): Promise<ContestRound> {
  const amount = { warmUp: warmUpMessages, total: warmUpMessages + messages };
  const turn = async (who: string, work: () => Promise<Turn>): Promise<Turn> => {
    progress.label(who);
    const result = await work();
    progress.advance(1);
    return result;
  };
  const raw = (): Promise<Turn> => turn('the raw loop', () => rawTurn('raw', amount));
  const round: ContestRound = {
    rawRequest: await turn('the raw loop by pool.request', () => rawTurn('raw-request', amount)),
    ours: {},
    rivals: null,
  };
  for (const kind of databases.kinds) {
    round.ours[kind] = {
      raw: await raw(),
      ours: await turn(kindNames[kind], () => ourTurn(databases, kind, amount, environment)),
    };
  }
  if (databases.kinds.includes('postgres')) {
    round.rivals = {
      graphile: await turn('graphile-worker', () => rivalTurn(databases, graphile, amount)),
      pgBoss: await turn('pg-boss', () => rivalTurn(databases, pgBoss, amount)),
    };
  }
  return round;
}

interface Amount {
  warmUp: number;
  total: number;
}

async function rawTurn(name: SenderName, amount: Amount): Promise<Turn> {
  using sink = await Sink.start();
  const sending = { url: sink.url('/count'), count: amount.total, databaseUrl: '' };
  return { ...(await sink.drain(amount, async () => startSender(name, sending))), left: 0 };
}

/** What `ours` is measured with; also for who wants to look at it more closely. */
export async function ourTurn(
  databases: Databases,
  kind: Kind,
  amount: Amount,
  environment: Record<string, string>,
): Promise<Turn> {
  using sink = await Sink.start();
  await using database = await databases.fresh(kind);
  await prepareSubscriptions(database.url, [sink.url('/count')]);
  await fillFeed(database, gradeChanges(amount.total));
  const drained = await sink.drain(amount, async () => {
    const server = await startOurs(database.url, environment);
    return { processes: [{ pid: server.pid }, ...databaseProcess(databases, kind)], stop: server.stop };
  });
  return { ...drained, left: await database.number(leftOfOurs) };
}

interface Rival {
  name: SenderName;
  fill(databaseUrl: string, messages: readonly Posted[]): Promise<void>;
  left(database: BenchDatabase): Promise<number>;
}

const graphile: Rival = { name: 'graphile', fill: fillGraphile, left: leftInGraphile };
const pgBoss: Rival = { name: 'pg-boss', fill: fillPgBoss, left: leftInPgBoss };

async function rivalTurn(databases: Databases, { name, fill, left }: Rival, amount: Amount): Promise<Turn> {
  using sink = await Sink.start();
  await using database = await databases.fresh('postgres');
  await fill(database.url, gradeChanges(amount.total).map(postedOf));
  await database.analyze();
  const sending = { url: sink.url('/count'), count: amount.total, databaseUrl: database.url };
  const drained = await sink.drain(amount, async () => {
    const { processes, stop } = startSender(name, sending);
    return { processes: [...processes, ...databaseProcess(databases, 'postgres')], stop };
  });
  return { ...drained, left: await left(database) };
}

function databaseProcess(databases: Databases, kind: Kind): { pid: number; withChildren: true }[] {
  return kind === 'postgres' && databases.postgres !== null
    ? [{ pid: databases.postgres.pid, withChildren: true }]
    : [];
}
