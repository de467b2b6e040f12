// Subscriptions as they are asked for: paths, parameters, and how each is read. Live events reference §6.2.

import { Type } from 'typebox';
import {
  headerTokenCharsMax,
  secretOverlapHoursDefault,
  secretOverlapHoursMax,
} from '../../model/delivery-limits.ts';
import { nameCharsMax } from '../../model/limits.ts';
import type { Lookup } from '../../model/lookup.ts';
import { Refusal, subscriptionInvalid } from '../../model/refusal.ts';
import { subscriptionContexts, transportTypes } from '../../model/subscription.ts';
import { contextTypeUnknown } from '../../model/subscription-draft.ts';
import { type TargetDraft, targetParameters } from '../../model/target-parameters.ts';
import type { AskedSubscription } from '../../operations/subscriptions/asked-subscription.ts';
import type { AskedRotation } from '../../operations/subscriptions/rotate-secret.ts';
import { parseLookup } from '../canvas-wire/ids.ts';
import {
  booleanParam,
  integerParam,
  objectParam,
  stringListParam,
  stringParam,
} from '../canvas-wire/params.ts';
import { formatNames, stateNames } from './subscription.ts';

const optional = (description: string) => Type.Optional(Type.Unknown({ description }));

export const postedSubscription = Type.Object({
  subscription: optional(
    '`ContextType` (`root_account`, `course`, `assignment`), `ContextId`, `EventTypes` (names, or `*` for all), `Format` ' +
      '(`live-event`, `caliper`, `caliper-1.1`), `TransportType` (`https`, `sqs`, `kafka`), `TransportMetadata` (`Url`, …); ' +
      'ours: `Name`, `Ordered`, `State`',
  ),
});

export const postedRotation = Type.Object({
  secret: optional('`whsec_` and base64 of 24 to 64 bytes; one is made if absent'),
  overlap_hours: optional(`How long the one before still signs; ${secretOverlapHoursDefault} if absent`),
});

export const subscriptionParams = Type.Object({
  id: Type.String({ description: '`Id` or `LocalId` of a subscription' }),
});

/** What answers have beside the parameters: sent back, it changes nothing. */
const shownOnly: ReadonlySet<string> = new Set(['SecretSet', 'BearerTokenSet', 'CredentialsSet', 'SaslSet']);

const parameterNames = new Set<string>(Object.values(targetParameters));

/** By UUID, local id or global id. */
export function subscriptionLookupOf(text: string, shard: number): Lookup {
  const isUuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text);
  return isUuid ? { by: 'uuid', value: text.toLowerCase() } : parseLookup(text, 'section', shard);
}

/** Raises parameter_missing without `subscription`, and subscription_invalid. */
export function askedSubscriptionOf(body: Record<string, unknown>, shard: number): AskedSubscription {
  return asSubscription(() => {
    const asked = objectParam(body.subscription, 'subscription');
    if (asked === undefined || asked === null)
      throw new Refusal({ kind: 'parameter_missing', parameter: 'subscription' });
    const contextId = textOf(asked.ContextId, 'ContextId');
    return {
      name: textOf(asked.Name, 'Name', nameCharsMax),
      contextType: contextTypeOf(asked.ContextType),
      namesContext: contextId !== undefined,
      contextOf: (type) => contextLookupOf(type, contextId ?? null, shard),
      eventNames: stringListParam(asked.EventTypes, 'EventTypes') ?? undefined,
      format: keyOf(formatNames, textOf(asked.Format, 'Format'), 'Format'),
      transportType: transportTypeOf(textOf(asked.TransportType, 'TransportType')),
      target: targetDraftOf(asked.TransportMetadata),
      isOrdered: booleanParam(asked.Ordered, 'Ordered') ?? undefined,
      state: keyOf(stateNames, textOf(asked.State, 'State'), 'State'),
    };
  });
}

/** Raises subscription_invalid. */
export function askedRotationOf(body: Record<string, unknown>): AskedRotation {
  return asSubscription(() => {
    const hours = integerParam(body.overlap_hours, 'overlap_hours') ?? secretOverlapHoursDefault;
    if (hours < 0 || hours > secretOverlapHoursMax)
      throw subscriptionInvalid(`overlap_hours must be from 0 to ${secretOverlapHoursMax}`);
    return { secret: textOf(body.secret, 'secret') ?? null, overlapMs: hours * 3_600_000 };
  });
}

/** `StartKey`: the UUID in it; null for none. Raises subscription_invalid. */
export function startKeyOf(header: unknown): string | null {
  if (header === undefined || header === '') return null;
  const id = typeof header === 'string' ? /"Id"\s*:\s*"([\da-f-]{36})"/i.exec(header)?.[1] : undefined;
  if (id === undefined) throw subscriptionInvalid('StartKey must be an EndKey of this list');
  return id.toLowerCase();
}

function contextTypeOf(value: unknown): AskedSubscription['contextType'] {
  const text = textOf(value, 'ContextType') ?? undefined;
  if (text === undefined) return undefined;
  const type = subscriptionContexts.find((known) => known === text);
  if (type === undefined) throw contextTypeUnknown();
  return type;
}

function contextLookupOf(
  type: (typeof subscriptionContexts)[number],
  text: string | null,
  shard: number,
): Lookup | null {
  if (text === null) return null;
  if (type !== 'root_account') return parseLookup(text, type, shard);
  const lookup = parseLookup(text, 'account', shard);
  return lookup.by === 'unknown' ? { by: 'uuid', value: text } : lookup;
}

function transportTypeOf(text: string | null | undefined): AskedSubscription['transportType'] {
  if (text === undefined || text === null) return undefined;
  const type = transportTypes.find((known) => known === text.toLowerCase());
  if (type === undefined)
    throw subscriptionInvalid(`TransportType must be one of ${transportTypes.join(', ')}`);
  return type;
}

function targetDraftOf(value: unknown): TargetDraft | undefined {
  const asked = objectParam(value, 'TransportMetadata') ?? undefined;
  if (asked === undefined) return undefined;
  for (const name of Object.keys(asked)) {
    if (!parameterNames.has(name) && !shownOnly.has(name))
      throw subscriptionInvalid(`TransportMetadata has no parameter ${name.slice(0, 100)}`);
  }
  const { signsPayload, usesTls, brokers, ...texts } = targetParameters;
  const draft: TargetDraft = {
    signsPayload: booleanParam(asked[signsPayload], signsPayload),
    usesTls: booleanParam(asked[usesTls], usesTls),
    brokers: stringListParam(asked[brokers], brokers),
  };
  for (const [key, name] of Object.entries(texts) as [keyof typeof texts, string][])
    draft[key] = textOf(asked[name], name);
  return draft;
}

/** Which key has this name, in any case; undefined when nothing is asked. */
function keyOf<Key extends string>(
  names: Readonly<Record<Key, string>>,
  text: string | null | undefined,
  parameter: string,
): Key | undefined {
  if (text === undefined || text === null) return undefined;
  const known = Object.entries(names) as [Key, string][];
  const found = known.find(([, name]) => name.toLowerCase() === text.toLowerCase());
  if (found === undefined)
    throw subscriptionInvalid(`${parameter} must be one of ${known.map(([, name]) => name).join(', ')}`);
  return found[0];
}

/** Blank counts as null: a form cannot say that. */
function textOf(value: unknown, name: string, charsMax = headerTokenCharsMax): string | null | undefined {
  const text = stringParam(value, name, charsMax);
  return text?.trim() === '' ? null : text;
}

/** What cannot be read is worded as any other fault of a subscription. */
function asSubscription<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (error instanceof Refusal && error.reason.kind === 'malformed')
      throw subscriptionInvalid(error.reason.message);
    throw error;
  }
}
