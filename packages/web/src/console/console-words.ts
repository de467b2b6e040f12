// How the console says things: names, states, rates, how far behind, and times that people type. Pure.

import { lastedText } from '../shell/zoned-time.ts';
import type {
  DeliveryState,
  MessageFormat,
  Period,
  Replay,
  Send,
  SendSummary,
  Statistics,
  Subscription,
  TestResult,
} from './console-api.ts';

/** Counting ends there: what is more is only said to be more. */
const countedMax = 10_000;

export const formatTexts: Readonly<Record<Subscription['Format'], string>> = {
  'live-event': 'Canvas live event',
  caliper: 'Caliper as Canvas sends it',
  'caliper-1.1': 'Caliper 1.1 by the standard',
};

export const messageFormatTexts: Readonly<Record<MessageFormat, string>> = {
  canvas: formatTexts['live-event'],
  'canvas-caliper': formatTexts.caliper,
  caliper: formatTexts['caliper-1.1'],
};

/** In which format of messages a subscription gets them. */
export const messageFormatOf: Readonly<Record<Subscription['Format'], MessageFormat>> = {
  'live-event': 'canvas',
  caliper: 'canvas-caliper',
  'caliper-1.1': 'caliper',
};

export const transportTexts: Readonly<Record<Subscription['TransportType'], string>> = {
  https: 'Webhook (HTTPS)',
  sqs: 'Amazon SQS',
  kafka: 'Kafka',
};

export const stateTexts: Readonly<Record<DeliveryState, string>> = {
  waiting: 'Waiting',
  delivered: 'Delivered',
  dead: 'Given up',
  left_out: 'Left out',
};

export const periodTexts: Readonly<Record<Period, string>> = {
  hour: 'Last hour',
  day: 'Last day',
  week: 'Last week',
};

/** What people call it; never empty. */
export function nameOf({ Name, LocalId }: Pick<Subscription, 'Name' | 'LocalId'>): string {
  return Name?.trim() || `Subscription ${LocalId}`;
}

/** Where it leads. */
export function targetText({
  TransportType,
  TransportMetadata: told,
}: Pick<Subscription, 'TransportType' | 'TransportMetadata'>): string {
  if (TransportType !== 'kafka') return String(told.Url ?? '');
  const brokers = Array.isArray(told.Brokers) ? told.Brokers.join(', ') : '';
  return `${told.Topic} at ${brokers}`;
}

/** `All events`, `grade_change`, `grade_change and 3 more`. */
export function eventsText(names: readonly string[]): string {
  if (names.includes('*')) return 'All events';
  const [first = 'No events', ...others] = names;
  return others.length === 0 ? first : `${first} and ${others.length} more`;
}

/** How a subscription stands, in a word, and how much that matters. */
export function standingOf({ State, Health: health }: Pick<Subscription, 'State' | 'Health'>): {
  text: string;
  tone: 'success' | 'warning' | 'error' | 'none';
} {
  if (State === 'Disabled') return { text: 'Disabled', tone: 'error' };
  if (State === 'Inactive') return { text: 'Paused', tone: 'none' };
  if (State === 'Deleted') return { text: 'Deleted', tone: 'none' };
  if (health.FailuresInARow > 0) return { text: 'Failing', tone: 'warning' };
  return { text: 'Active', tone: 'success' };
}

/** What has happened to the target and what comes next, as a sentence; null when there is nothing to say. */
export function healthText({ State, Health: health }: Pick<Subscription, 'State' | 'Health'>): string | null {
  if (State === 'Disabled') {
    return health.DisabledReason === 'gone'
      ? 'The target answered 410 Gone, so nothing more is sent. What is announced meanwhile waits until you enable the subscription.'
      : 'The target failed too many times in a row, so nothing more is sent. What is announced meanwhile waits until you enable the subscription.';
  }
  if (State === 'Inactive')
    return 'Paused: what is announced now is not for it. What waited goes on waiting until you enable it.';
  if (health.FailuresInARow === 0) return null;
  const times =
    health.FailuresInARow === 1 ? 'The last send failed' : `${health.FailuresInARow} sends in a row failed`;
  return `${times}: ${health.LastFailureReason ?? 'no reason is known'}. They are tried again by themselves.`;
}

/** `100 %`, `99.9 %`: never 100 while anything failed, never 0 while anything succeeded. */
export function successText({ delivered, failed }: Pick<SendSummary, 'delivered' | 'failed'>): string {
  const total = delivered + failed;
  if (total === 0) return '–';
  if (failed === 0) return '100 %';
  if (delivered === 0) return '0 %';
  const percent = (delivered / total) * 100;
  return `${Math.min(99.9, Math.max(0.1, Math.round(percent * 10) / 10))} %`;
}

/** `12 ms`, `1.4 s`. */
export function tookText(ms: number | null): string {
  if (ms === null) return '–';
  return ms < 1_000 ? `${ms} ms` : `${(ms / 1_000).toFixed(1)} s`;
}

/** `1,204`, `10,000 or more`. */
export function countedText(count: number): string {
  const text = count.toLocaleString('en');
  return count >= countedMax ? `${text} or more` : text;
}

/** How far a target is behind: nothing waits, or since when the oldest does. */
export function lagText(
  { waiting, oldest_waiting_at: oldest }: Pick<Statistics, 'waiting' | 'oldest_waiting_at'>,
  nowMs: number,
): string {
  if (waiting === 0 || oldest === null) return 'Nothing waits';
  return `${countedText(waiting)} waiting, ${lastedText(Math.max(0, nowMs - Date.parse(oldest)))}`;
}

/** What came of a send, in a few words. */
export function sendText(send: Send | null): string {
  if (send === null) return 'Not sent yet';
  const isTold = send.outcome !== 'delivered' && send.reason?.includes(String(send.status));
  const status = send.status === null || isTold ? '' : `${send.status} `;
  if (send.outcome === 'delivered') return `${status}in ${tookText(send.duration_ms)}`;
  return `${status}${send.reason ?? 'failed'}`;
}

export function testText({ Delivered, Status, LatencyMs, Reason }: TestResult): string {
  const status = Status === null ? '' : ` with ${Status}`;
  return Delivered
    ? `The test event was taken${status} after ${tookText(LatencyMs)}.`
    : `The test event was not taken${status}: ${Reason ?? 'no reason is known'}.`;
}

export function replayText({ state, dead, deliveries, completion }: Replay): string {
  const what = dead ? 'What was given up' : 'A stretch of the feed';
  const sent = `${deliveries.toLocaleString('en')} ${deliveries === 1 ? 'delivery' : 'deliveries'} made`;
  if (state === 'running') return `${what}: ${Math.floor(completion)} %, ${sent}`;
  return `${what}: ${state === 'done' ? 'done' : 'cancelled'}, ${sent}`;
}

/** ISO 8601 in UTC of a local time as `<input type=datetime-local>` has it, in a zone; null for none. */
export function momentIn(local: string, zone: string): string | null {
  const wall = Date.parse(`${local}${local.length === 16 ? ':00' : ''}Z`);
  if (Number.isNaN(wall)) return null;
  // Twice, because the offset at the first guess may be that of the other side of a change of clocks.
  const guess = wall - offsetMs(wall, zone);
  return new Date(wall - offsetMs(guess, zone)).toISOString();
}

/** The other way round; empty for none. */
export function localIn(iso: string | null, zone: string): string {
  const atMs = Date.parse(iso ?? '');
  if (Number.isNaN(atMs)) return '';
  return new Date(atMs + offsetMs(atMs, zone)).toISOString().slice(0, 19);
}

function offsetMs(atMs: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(atMs);
  const part = (type: string): number => Number(parts.find((one) => one.type === type)?.value);
  const wall = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return wall - Math.floor(atMs / 1_000) * 1_000;
}
