// How sends to a target went over time, from counts that are kept in steps of five minutes. Pure: it knows no database.

import { sendCountStepMs, statisticsPageRows } from './delivery-log-limits.ts';
import type { Flag } from './flag.ts';
import type { TargetBacklog } from './target-backlog.ts';

/** Sends of one subscription that began in one step, had one kind of end and took about as long. */
export interface SendCount {
  subscriptionId: number;
  /** The beginning of the step, in epoch milliseconds. */
  atMs: number;
  isDelivered: Flag;
  /** See `durationClassOf`. */
  durationClass: number;
  sends: number;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** What a chart can be of, how wide its bars are, each so many whole steps, and of how many subscriptions it is read at once. */
export const statisticsPeriods = {
  hour: { bars: 12, barMs: sendCountStepMs, pageRows: statisticsPageRows.hour },
  day: { bars: 24, barMs: hourMs, pageRows: statisticsPageRows.day },
  week: { bars: 28, barMs: 6 * hourMs, pageRows: statisticsPageRows.week },
} as const;

export type StatisticsPeriod = keyof typeof statisticsPeriods;

export interface SendSummary {
  delivered: number;
  failed: number;
  /** How long half of the sends took at most, and nineteen of twenty, to within a fifth; null without sends. */
  p50Ms: number | null;
  p95Ms: number | null;
}

export interface SendStatistics extends SendSummary {
  period: StatisticsPeriod;
  fromMs: number;
  /** The end of the bar that is now. */
  untilMs: number;
  barMs: number;
  /** Without gaps, the earliest first. */
  bars: (SendSummary & { atMs: number })[];
}

/** What a target owes and was not given, as far as it is counted. */
export type TargetLag = Pick<TargetBacklog, 'waiting' | 'oldestWaitingAtMs'> & { dead: number };

/** The step that a moment is in. */
export function sendCountStepOf(atMs: number): number {
  return Math.floor(atMs / sendCountStepMs) * sendCountStepMs;
}

/** Two classes to each doubling, from 0 for up to a millisecond: class 20 is about a second. */
export function durationClassOf(durationMs: number): number {
  return durationMs <= 1 ? 0 : Math.ceil(2 * Math.log2(durationMs) - 1e-9);
}

/** Bars begin at whole multiples of their width, in UTC. */
export function statisticsRange(
  period: StatisticsPeriod,
  nowMs: number,
): { fromMs: number; untilMs: number; barMs: number } {
  const { bars, barMs } = statisticsPeriods[period];
  const untilMs = (Math.floor(nowMs / barMs) + 1) * barMs;
  return { fromMs: untilMs - bars * barMs, untilMs, barMs };
}

/** `counts` are of one subscription, in any order and of steps or whole bars; those outside the period are passed over. */
export function sendStatistics(
  counts: readonly SendCount[],
  period: StatisticsPeriod,
  nowMs: number,
): SendStatistics {
  const { fromMs, untilMs, barMs } = statisticsRange(period, nowMs);
  const ofBars = Array.from({ length: statisticsPeriods[period].bars }, (): SendCount[] => []);
  for (const count of counts) ofBars[Math.floor((count.atMs - fromMs) / barMs)]?.push(count);
  return {
    period,
    fromMs,
    untilMs,
    barMs,
    ...summaryOf(ofBars.flat()),
    bars: ofBars.map((some, index) => ({ atMs: fromMs + index * barMs, ...summaryOf(some) })),
  };
}

function summaryOf(counts: readonly SendCount[]): SendSummary {
  const sum = (of: readonly SendCount[]): number => of.reduce((total, { sends }) => total + sends, 0);
  const delivered = sum(counts.filter(({ isDelivered }) => isDelivered === 1));
  const total = sum(counts);
  const byDuration = counts.toSorted((one, other) => one.durationClass - other.durationClass);
  return {
    delivered,
    failed: total - delivered,
    p50Ms: quantileOf(byDuration, total * 0.5),
    p95Ms: quantileOf(byDuration, total * 0.95),
  };
}

/** Where the send of that rank would be if those of a class were spread evenly over it. */
function quantileOf(byDuration: readonly SendCount[], rank: number): number | null {
  let before = 0;
  for (const { durationClass, sends } of byDuration) {
    if (before + sends >= rank) {
      const [from, until] =
        durationClass === 0 ? [0, 1] : [2 ** ((durationClass - 1) / 2), 2 ** (durationClass / 2)];
      return Math.round(from + ((until - from) * (rank - before)) / sends);
    }
    before += sends;
  }
  return null;
}
