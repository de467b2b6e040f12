// What the console asks the server and is told: subscriptions, deliveries, replays and live events, as the API words them.

import { bodyOf, call, request } from '../api/client.ts';
import { callPage, type Page } from '../api/pages.ts';

export type SubscriptionState = 'Active' | 'Inactive' | 'Disabled' | 'Deleted';
export type TransportType = 'https' | 'sqs' | 'kafka';

export interface Health {
  FailuresInARow: number;
  FailingSince: string | null;
  HeldUntil: string | null;
  LastSuccessAt: string | null;
  LastFailureAt: string | null;
  LastFailureReason: string | null;
  DisabledReason: 'failing' | 'gone' | null;
  DisabledAt: string | null;
}

export interface Subscription {
  Id: string;
  LocalId: number;
  Name: string | null;
  ContextType: 'root_account' | 'course' | 'assignment';
  ContextId: string;
  EventTypes: string[];
  Format: 'live-event' | 'caliper' | 'caliper-1.1';
  TransportType: TransportType;
  /** Never with a secret, but for one that was just made. */
  TransportMetadata: Record<string, unknown>;
  State: SubscriptionState;
  Ordered: boolean;
  ToolProxyId: number | null;
  CreatedAt: string;
  Health: Health;
}

export interface TestResult {
  Delivered: boolean;
  Status: number | null;
  LatencyMs: number;
  Reason: string | null;
}

export interface SendSummary {
  delivered: number;
  failed: number;
  p50_ms: number | null;
  p95_ms: number | null;
}

export interface SendBar extends SendSummary {
  at: string;
}

export const periods = ['hour', 'day', 'week'] as const;
export type Period = (typeof periods)[number];

export interface Statistics extends SendSummary {
  subscription_id: string;
  period: Period;
  from: string;
  until: string;
  bar_seconds: number;
  waiting: number;
  oldest_waiting_at: string | null;
  dead: number;
  bars: SendBar[];
}

export const deliveryStates = ['waiting', 'delivered', 'dead', 'left_out'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

export interface Send {
  started_at: string;
  duration_ms: number;
  outcome: 'delivered' | 'failed' | 'gone';
  status: number | null;
  response_head: string | null;
  reason: string | null;
  next_try_at: string | null;
}

export interface Delivery {
  id: number;
  subscription_id: string;
  cursor: string;
  event_id: string;
  event_name: string;
  event_time: string;
  user_id: number | null;
  state: DeliveryState;
  tries: number;
  next_try_at: string | null;
  created_at: string;
  settled_at: string | null;
  last_send: Send | null;
}

export type DeliveryInFull = Omit<Delivery, 'last_send'> & { sends: Send[] };

export interface Replay {
  id: number;
  to_subscription_id: string;
  dead: boolean;
  event_name: string[];
  from_cursor: string;
  to_cursor: string;
  state: 'running' | 'done' | 'cancelled';
  /** 0 to 100. */
  completion: number;
  deliveries: number;
  waiting: number;
  created_at: string;
  finished_at: string | null;
}

export const messageFormats = ['canvas', 'canvas-caliper', 'caliper'] as const;
export type MessageFormat = (typeof messageFormats)[number];

export interface LiveEvent {
  cursor: string;
  id: string;
  event_name: string;
  event_time: string;
  /** Null where the event has no form in the format. */
  message: object | null;
}

const subscriptions = '/api/lti/subscriptions';
const ours = (id: string): string => `/api/v1/subscriptions/${encodeURIComponent(id)}`;

/** All, oldest first. */
export async function listSubscriptions(signal?: AbortSignal): Promise<Subscription[]> {
  const all: Subscription[] = [];
  for (let startKey: string | null = ''; startKey !== null; ) {
    const headers: Record<string, string> = startKey === '' ? {} : { StartKey: startKey };
    const response = await request('GET', subscriptions, { headers, ...(signal && { signal }) });
    all.push(...(JSON.parse(await bodyOf(response, signal)) as Subscription[]));
    startKey = response.headers.get('EndKey');
  }
  return all;
}

export const showSubscription = (id: string, signal?: AbortSignal): Promise<Subscription> =>
  call('GET', `${subscriptions}/${encodeURIComponent(id)}`, signal && { signal });

/** The answer has the secret that was made, if one was. */
export const createSubscription = (subscription: object): Promise<Subscription & { Test: TestResult }> =>
  call('POST', subscriptions, { body: { subscription } });

export const changeSubscription = (id: string, subscription: object): Promise<Subscription> =>
  call('PUT', `${subscriptions}/${encodeURIComponent(id)}`, { body: { subscription } });

export const deleteSubscription = (id: string): Promise<Subscription> =>
  call('DELETE', `${subscriptions}/${encodeURIComponent(id)}`);

export const testSubscription = (id: string): Promise<TestResult> => call('POST', `${ours(id)}/test`);

export const rotateSecret = (
  id: string,
  overlapHours: number,
): Promise<{ Secret?: string; PreviousSecretValidUntil: string }> =>
  call('POST', `${ours(id)}/rotate_secret`, { body: { overlap_hours: overlapHours } });

/** By category. */
export const eventTypes = (format: Subscription['Format']): Promise<Record<string, string[]>> =>
  call('GET', `/api/lti/accounts/self/data_services/event_types?message_type=${format}`);

/** Of all subscriptions, page after page. */
export async function listStatistics(signal?: AbortSignal): Promise<Statistics[]> {
  const all: Statistics[] = [];
  for (let next: string | null = '/api/v1/subscriptions/statistics?per_page=25'; next !== null; ) {
    const page: Page<Statistics> = await callPage(next, undefined, signal);
    all.push(...page.rows);
    next = page.next;
  }
  return all;
}

export const showStatistics = (id: string, period: Period, signal?: AbortSignal): Promise<Statistics> =>
  call('GET', `${ours(id)}/statistics?period=${period}`, signal && { signal });

/** Where the log of one subscription begins, or without one that of all; `query` is what it is filtered by. */
export function deliveriesPath(subscriptionId: string | null, query: URLSearchParams): string {
  const path = subscriptionId === null ? '/api/v1/deliveries' : `${ours(subscriptionId)}/deliveries`;
  return `${path}?${new URLSearchParams([...query, ['per_page', '100']])}`;
}

export const showDelivery = (id: string, signal?: AbortSignal): Promise<DeliveryInFull> =>
  call('GET', `/api/v1/deliveries/${encodeURIComponent(id)}`, signal && { signal });

export const redeliver = (id: number): Promise<Delivery> =>
  call('POST', `/api/v1/deliveries/${id}/redeliver`);

export const startReplay = (subscriptionId: string, asked: object): Promise<Replay> =>
  call('POST', `${ours(subscriptionId)}/replay`, { body: asked });

export const listReplays = (subscriptionId: string, signal?: AbortSignal): Promise<Replay[]> =>
  call('GET', `${ours(subscriptionId)}/replays`, signal && { signal });

export const cancelReplay = (id: number): Promise<Replay> => call('DELETE', `/api/v1/replays/${id}`);

export const showLiveEvent = (
  cursor: string,
  format: MessageFormat,
  signal?: AbortSignal,
): Promise<LiveEvent> =>
  call('GET', `/api/v1/live_events/${encodeURIComponent(cursor)}?format=${format}`, signal && { signal });
