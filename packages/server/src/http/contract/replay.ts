// Replays on the wire: what may be asked to be sent again, and how far that has come.

import { type Static, Type } from 'typebox';
import type { ReplayState } from '../../model/delivery.ts';
import { replayRateDefault, replayRateMax, replayWaitingMax } from '../../model/delivery-limits.ts';
import { feedEventNamesMax } from '../../model/feed-limits.ts';
import type { Lookup } from '../../model/lookup.ts';
import { malformed } from '../../model/refusal.ts';
import type { ReplayAsked } from '../../model/replay-asked.ts';
import { wireTimeMs } from '../../model/time.ts';
import type { ReplayShown } from '../../operations/subscriptions/show-replay.ts';
import { booleanParam, integerParam, stringParam, timeParam } from '../canvas-wire/params.ts';
import { cursorParam } from './delivery.ts';
import { eventNamesOf } from './live-event.ts';
import { subscriptionLookupOf } from './subscription-params.ts';

export const replayPath = '/api/v1/subscriptions/:id/replay';
export const replaysPath = '/api/v1/subscriptions/:id/replays';
export const shownReplayPath = '/api/v1/replays/:id';

export const replayParams = Type.Object({ id: Type.String({ description: 'Replay id' }) });

export const replaysQuery = Type.Object({
  page: Type.Optional(Type.Unknown({ description: 'From 1' })),
  per_page: Type.Optional(Type.Unknown({ description: '1 to 100, 10 if absent' })),
});

const optional = (description: string) => Type.Optional(Type.Unknown({ description }));

export const replayBody = Type.Object({
  after: optional('A cursor of the feed: what comes behind it; `0` for all'),
  from_cursor: optional('The same, with what is at it'),
  from: optional('What was announced at that time or later, to the second'),
  since_last_success: optional('`true`: what comes behind the last event of the feed that was delivered'),
  dead: optional('`true`: only deliveries that are dead; then it need not be said where to begin'),
  to_cursor: optional('Where to end, with what is at it; where the feed ends now if absent'),
  until: optional('What was announced at that time or before, to the second'),
  event_name: optional(`At most ${feedEventNamesMax} names: only these of the subscription's events`),
  to_subscription_id: optional('Who gets them; the subscription itself if absent'),
  rate_per_second: optional(`1 to ${replayRateMax}, ${replayRateDefault} if absent`),
});

export const shownReplay = Type.Object({
  id: Type.Integer(),
  subscription_id: Type.String(),
  to_subscription_id: Type.String(),
  dead: Type.Boolean(),
  event_name: Type.Array(Type.String(), { description: 'Empty for all' }),
  from_cursor: Type.String(),
  to_cursor: Type.String(),
  rate_per_second: Type.Integer(),
  state: Type.Unsafe<ReplayState>({ enum: ['running', 'done', 'cancelled'] }),
  cursor: Type.String({ description: 'Up to here it has come' }),
  completion: Type.Number({ description: 'The same, 0 to 100' }),
  deliveries: Type.Integer({ description: 'Sent for again so far' }),
  waiting: Type.Integer({
    description: `Deliveries that wait at the receiver now, counted to ${replayWaitingMax}: then the replay waits, too`,
  }),
  created_at: Type.String(),
  finished_at: Type.Unsafe<string | null>({ type: ['string', 'null'] }),
});

/** What every request may have beside its own parameters. */
const everybodys = ['access_token', 'as_user_id', 'authenticity_token'];

const knownNames: ReadonlySet<string> = new Set([...Object.keys(replayBody.properties), ...everybodys]);

/**
 * Raises malformed, naming the parameter: one that is not known, too, because without it a replay may be of everything.
 */
export function replayAskedOf(body: Record<string, unknown>, shard: number): ReplayAsked {
  const unknown = Object.keys(body).find((name) => !knownNames.has(name));
  if (unknown !== undefined) throw malformed(`${unknown} is no parameter of a replay`);
  const isOfDead = booleanParam(body.dead, 'dead') ?? false;
  return {
    from: beginningOf(body, isOfDead),
    until: endOf(body),
    isOfDead,
    eventNames: eventNamesOf(body.event_name),
    to: receiverOf(body.to_subscription_id, shard),
    ratePerSecond: rateOf(body.rate_per_second),
  };
}

function beginningOf(body: Record<string, unknown>, isOfDead: boolean): ReplayAsked['from'] {
  const after = cursorParam(body.after, 'after');
  const from = cursorParam(body.from_cursor, 'from_cursor');
  const ms = timeParam(body.from, 'from') ?? null;
  const said: ReplayAsked['from'][] = [];
  if (after !== null) said.push({ at: 'position', position: after + 1 });
  if (from !== null) said.push({ at: 'position', position: Math.max(from, 1) });
  if (ms !== null) said.push({ at: 'time', ms });
  if (booleanParam(body.since_last_success, 'since_last_success')) said.push({ at: 'last_success' });
  const [first = isOfDead ? ({ at: 'beginning' } as const) : undefined, ...others] = said;
  if (first === undefined || others.length > 0)
    throw malformed('say one of after, from_cursor, from and since_last_success, or dead');
  return first;
}

function endOf(body: Record<string, unknown>): ReplayAsked['until'] {
  const position = cursorParam(body.to_cursor, 'to_cursor');
  const ms = timeParam(body.until, 'until') ?? null;
  if (position !== null && ms !== null) throw malformed('say either to_cursor or until');
  if (position !== null) return { at: 'position', position };
  return ms === null ? null : { at: 'time', ms };
}

function receiverOf(value: unknown, shard: number): Lookup | null {
  const text = stringParam(value, 'to_subscription_id') || null;
  return text === null ? null : subscriptionLookupOf(text, shard);
}

function rateOf(value: unknown): number {
  const rate = integerParam(value, 'rate_per_second') ?? replayRateDefault;
  if (rate < 1 || rate > replayRateMax) throw malformed(`rate_per_second must be from 1 to ${replayRateMax}`);
  return rate;
}

export function replayJson({ replay, uuid, toUuid, waiting }: ReplayShown): Static<typeof shownReplay> {
  return {
    id: replay.id,
    subscription_id: uuid,
    to_subscription_id: toUuid,
    dead: replay.isOfDead === 1,
    event_name: JSON.parse(replay.eventNames) as string[],
    from_cursor: String(replay.fromPosition),
    to_cursor: String(replay.toPosition),
    rate_per_second: replay.ratePerSecond,
    state: replay.state,
    cursor: String(replay.donePosition),
    completion: completionOf(replay),
    deliveries: replay.deliveries,
    waiting,
    created_at: wireTimeMs(replay.createdAtMs),
    finished_at: wireTimeMs(replay.finishedAtMs),
  };
}

/** To one digit behind the point, and 100 only when all is done. */
function completionOf({ fromPosition, toPosition, donePosition }: ReplayShown['replay']): number {
  const all = toPosition - fromPosition + 1;
  return all <= 0 ? 100 : Math.floor(((donePosition - fromPosition + 1) / all) * 1_000) / 10;
}
