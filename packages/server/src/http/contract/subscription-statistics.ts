// Statistics of subscriptions on the wire: what may be asked, and one subscription's charts.

import { type Static, Type } from 'typebox';
import { backlogCountedMax } from '../../model/delivery-limits.ts';
import { statisticsPageRows } from '../../model/delivery-log-limits.ts';
import { malformed } from '../../model/refusal.ts';
import { type SendSummary, type StatisticsPeriod, statisticsPeriods } from '../../model/send-statistics.ts';
import { wireTimeMs } from '../../model/time.ts';
import type { StatisticsShown } from '../../operations/subscriptions/subscription-statistics.ts';
import { stringParam } from '../canvas-wire/params.ts';

export const allStatisticsPath = '/api/v1/subscriptions/statistics';
export const statisticsPath = '/api/v1/subscriptions/:id/statistics';

const periodNames = Object.keys(statisticsPeriods) as StatisticsPeriod[];

const optional = (description: string) => Type.Optional(Type.Unknown({ description }));
const nullableInteger = (description: string) =>
  Type.Unsafe<number | null>({ type: ['integer', 'null'], description });

export const statisticsQuery = Type.Object({
  period: optional(`\`${periodNames.join('`, `')}\`, up to now; \`day\` if absent`),
});

export const allStatisticsQuery = Type.Object({
  ...statisticsQuery.properties,
  page: optional('From 1'),
  per_page: optional(
    `10 if absent; at most ${statisticsPageRows.hour} of an hour, ${statisticsPageRows.day} of a day, ${statisticsPageRows.week} of a week`,
  ),
});

const summary = {
  delivered: Type.Integer({ description: 'Sends that were a success' }),
  failed: Type.Integer({ description: 'Sends that were none; each may be tried again' }),
  p50_ms: nullableInteger('What half of the sends took at most, to within a fifth'),
  p95_ms: nullableInteger('The same of nineteen of twenty'),
};

export const shownStatistics = Type.Object({
  subscription_id: Type.String(),
  period: Type.Unsafe<StatisticsPeriod>({ enum: periodNames }),
  from: Type.String(),
  until: Type.String({ description: 'The end of the bar that is now' }),
  bar_seconds: Type.Integer(),
  ...summary,
  waiting: Type.Integer({ description: `Deliveries that wait now, counted to ${backlogCountedMax}` }),
  oldest_waiting_at: Type.Unsafe<string | null>({
    type: ['string', 'null'],
    description: 'When the oldest of those was made: so far the target is behind',
  }),
  dead: Type.Integer({ description: `Deliveries that are dead, counted to ${backlogCountedMax}` }),
  bars: Type.Array(Type.Object({ at: Type.String(), ...summary })),
});

/** Raises malformed. */
export function periodOf(query: Record<string, unknown>): StatisticsPeriod {
  const text = stringParam(query.period, 'period') || 'day';
  const period = periodNames.find((known) => known === text);
  if (period === undefined) throw malformed(`period must be one of ${periodNames.join(', ')}`);
  return period;
}

export function statisticsJson({
  uuid,
  statistics,
  waiting,
  oldestWaitingAtMs,
  dead,
}: StatisticsShown): Static<typeof shownStatistics> {
  const { period, fromMs, untilMs, barMs, bars } = statistics;
  return {
    subscription_id: uuid,
    period,
    from: wireTimeMs(fromMs),
    until: wireTimeMs(untilMs),
    bar_seconds: barMs / 1_000,
    ...summaryJson(statistics),
    waiting,
    oldest_waiting_at: wireTimeMs(oldestWaitingAtMs),
    dead,
    bars: bars.map((bar) => ({ at: wireTimeMs(bar.atMs), ...summaryJson(bar) })),
  };
}

function summaryJson({ delivered, failed, p50Ms, p95Ms }: SendSummary) {
  return { delivered, failed, p50_ms: p50Ms, p95_ms: p95Ms };
}
