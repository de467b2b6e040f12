// The figures of the contest, and what was promised of them.
import { type Kind, kindNames } from '../databases.ts';
import { cell, median, table, type Verdict } from '../report/table.ts';
import type { ContestRound, Turn } from './contest.ts';

/** What was promised, of the raw loop and of each rival. */
const ofRaw = 0.75;
const ofRival = 1;

const kinds: readonly Kind[] = ['sqlite', 'postgres'];

export function contestTable(rounds: readonly ContestRound[]): string {
  const rows = [
    row(
      'raw HTTP loop',
      rounds.map(({ rawRequest }) => rawRequest),
    ),
    row('the same by pool.dispatch', rounds.flatMap(rawTurns)),
    ...kinds.map((kind) =>
      row(
        `quizwire on ${kindNames[kind]}`,
        rounds.flatMap(({ ours }) => ours[kind]?.ours ?? []),
      ),
    ),
    row(
      'graphile-worker',
      rounds.flatMap(({ rivals }) => rivals?.graphile ?? []),
    ),
    row(
      'pg-boss',
      rounds.flatMap(({ rivals }) => rivals?.pgBoss ?? []),
    ),
  ];
  return table(['', 'deliveries/s', 'least', 'most', 'CPU µs', 'sender', 'database', 'sink'], rows.flat());
}

/** None for who was not measured. */
function row(name: string, turns: readonly Turn[]): string[][] {
  if (turns.length === 0) return [];
  const rates = turns.map(({ perSecond }) => perSecond);
  const cores = (of: (all: readonly number[]) => number | undefined): string =>
    cell(median(turns.map((turn) => of(turn.cores) ?? Number.NaN)), 2);
  return [
    [
      name,
      cell(median(rates)),
      cell(Math.min(...rates)),
      cell(Math.max(...rates)),
      cell(median(turns.map(({ cores: [sender = Number.NaN], perSecond }) => (1e6 * sender) / perSecond)), 1),
      cores(([sender]) => sender),
      cores((all) => (all.length === 3 ? all[1] : undefined)),
      cores((all) => all.at(-1)),
    ],
  ];
}

/** Ratios are taken inside each round, and then their median. */
export function contestVerdicts(rounds: readonly ContestRound[]): Verdict[] {
  const ratios = kinds.flatMap((kind): Verdict[] => {
    const against = (
      rival: string,
      atLeast: number,
      of: (round: ContestRound) => Turn | undefined,
    ): Verdict => ({
      what: `${kindNames[kind]}: quizwire ÷ ${rival}`,
      is: median(
        rounds.flatMap((round) => {
          const [ours, other] = [round.ours[kind]?.ours, of(round)];
          return ours === undefined || other === undefined ? [] : [ours.perSecond / other.perSecond];
        }),
      ),
      must: { atLeast },
      decimals: 2,
    });
    return [
      against('raw HTTP loop', ofRaw, ({ rawRequest }) => rawRequest),
      against('graphile-worker', ofRival, ({ rivals }) => rivals?.graphile),
      against('pg-boss', ofRival, ({ rivals }) => rivals?.pgBoss),
    ].filter(({ is }) => !Number.isNaN(is));
  });
  const all = rounds.flatMap((round) => kinds.flatMap((kind) => round.ours[kind]?.ours ?? []));
  const sum = (of: (turn: Turn) => number): number => all.reduce((total, turn) => total + of(turn), 0);
  return [
    ...ratios,
    { what: 'deliveries not settled', is: sum(({ left }) => left), must: { exactly: 0 } },
    { what: 'messages that came twice', is: sum(({ repeated }) => repeated), must: { exactly: 0 } },
  ];
}

function rawTurns({ ours }: ContestRound): Turn[] {
  return kinds.flatMap((kind) => ours[kind]?.raw ?? []);
}
