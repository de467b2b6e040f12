// What a dead target costs the others: 49 targets alone, and the same 49 beside one that takes connections and never answers.
import { type Databases, type Kind, kindNames } from '../databases.ts';
import type { Progress } from '../report/progress.ts';
import { cell, median, table, type Verdict } from '../report/table.ts';
import { warmUpMessages } from './contest.ts';
import { gradeChanges } from './messages.ts';
import { fillFeed, prepareSubscriptions, startOurs } from './our-server.ts';
import { type Drain, Sink } from './sink.ts';

/** Those that live. */
const targets = 49;

/** What was promised of the others' throughput. */
const ofAlone = 0.95;

export interface DeadTargetRound {
  kind: Kind;
  alone: Drain;
  beside: Drain;
}

export async function deadTargetRound(
  databases: Databases,
  kind: Kind,
  messages: number,
  progress: Progress,
): Promise<DeadTargetRound> {
  progress.label(`49 targets, ${kindNames[kind]}`);
  const alone = await drainTargets(databases, kind, messages, []);
  progress.advance(1);
  progress.label(`49 targets and a dead one, ${kindNames[kind]}`);
  const beside = await drainTargets(databases, kind, messages, ['/hang']);
  progress.advance(1);
  return { kind, alone, beside };
}

async function drainTargets(
  databases: Databases,
  kind: Kind,
  messages: number,
  dead: readonly string[],
): Promise<Drain> {
  using sink = await Sink.start();
  await using database = await databases.fresh(kind);
  // The dead one was subscribed first, so that it comes first wherever targets come in turn.
  const paths = [...dead, ...Array.from({ length: targets }, (_, index) => `/count/${index}`)];
  await prepareSubscriptions(
    database.url,
    paths.map((path) => sink.url(path)),
  );
  const events = Math.ceil((warmUpMessages + messages) / targets);
  await fillFeed(database, gradeChanges(events));
  return await sink.drain({ warmUp: warmUpMessages, total: events * targets }, async () => {
    const server = await startOurs(database.url);
    // Sends that hang would be waited for.
    return { processes: [{ pid: server.pid }], stop: server.kill };
  });
}

export function deadTargetTable(rounds: readonly DeadTargetRound[]): string {
  const kinds = [...new Set(rounds.map(({ kind }) => kind))];
  return table(
    ['49 targets, deliveries/s', 'alone', 'with a dead one'],
    kinds.map((kind) => {
      const ofKind = rounds.filter((round) => round.kind === kind);
      return [
        kindNames[kind],
        cell(median(ofKind.map(({ alone }) => alone.perSecond))),
        cell(median(ofKind.map(({ beside }) => beside.perSecond))),
      ];
    }),
  );
}

export function deadTargetVerdicts(rounds: readonly DeadTargetRound[]): Verdict[] {
  const kinds = [...new Set(rounds.map(({ kind }) => kind))];
  return kinds.map((kind) => ({
    what: `${kindNames[kind]}: 49 targets with a dead one ÷ alone`,
    is: median(
      rounds
        .filter((round) => round.kind === kind)
        .map(({ alone, beside }) => beside.perSecond / alone.perSecond),
    ),
    must: { atLeast: ofAlone },
    decimals: 2,
  }));
}
