// What somebody has put into the form of a subscription, and what is asked of the server by it. Pure.

import type { Subscription, TransportType } from './console-api.ts';

/** Everything is a text or a tick, as fields have it. Secrets are empty unless somebody types one. */
export interface FormDraft {
  name: string;
  transport: TransportType;
  format: Subscription['Format'];
  context: Subscription['ContextType'];
  contextId: string;
  allEvents: boolean;
  eventNames: readonly string[];
  isOrdered: boolean;
  /** By the name that `TransportMetadata` has; those of all transports, so that changing to and fro loses nothing. */
  texts: Readonly<Record<string, string>>;
  ticks: Readonly<Record<string, boolean>>;
}

export interface TargetField {
  name: string;
  label: string;
  hint: string;
  kind: 'text' | 'url' | 'secret' | 'tick' | 'choice';
  isRequired?: boolean;
  /** What the field of a subscription is called that says that there is a secret. */
  setBy?: string;
  choices?: readonly string[];
  placeholder?: string;
}

export const targetFields: Readonly<Record<TransportType, readonly TargetField[]>> = {
  https: [
    {
      name: 'Url',
      label: 'Address',
      hint: 'Each event is one POST there. Any answer from 200 to 299 within 15 seconds is a success; 410 ends it.',
      kind: 'url',
      isRequired: true,
      placeholder: 'https://receiver.example/events',
    },
    {
      name: 'SignPayload',
      label: 'Send the body as a JWT',
      hint: 'As Canvas signs messages: by a key that is published at /api/lti/security/jwks. The signature of Standard Webhooks in the header is always there.',
      kind: 'tick',
    },
    {
      name: 'BearerToken',
      label: 'Bearer token',
      hint: 'Sent in the Authorization header, if the receiver wants one.',
      kind: 'secret',
      setBy: 'BearerTokenSet',
    },
  ],
  sqs: [
    {
      name: 'Url',
      label: 'Address of the queue',
      hint: 'As AWS shows it.',
      kind: 'url',
      isRequired: true,
      placeholder: 'https://sqs.eu-central-1.amazonaws.com/123456789012/events',
    },
    {
      name: 'Region',
      label: 'Region',
      hint: 'Only where the address does not tell it.',
      kind: 'text',
      placeholder: 'eu-central-1',
    },
    {
      name: 'RoleArn',
      label: 'Role',
      hint: 'Assumed to send, if you do it that way.',
      kind: 'text',
      placeholder: 'arn:aws:iam::123456789012:role/events',
    },
    { name: 'ExternalId', label: 'External id', hint: 'What the owner of the role asks for.', kind: 'text' },
    {
      name: 'AccessKeyId',
      label: 'Access key id',
      hint: 'Without credentials the server uses its own.',
      kind: 'secret',
      setBy: 'CredentialsSet',
    },
    {
      name: 'SecretAccessKey',
      label: 'Secret access key',
      hint: 'Belongs to the id above: they are changed together.',
      kind: 'secret',
      setBy: 'CredentialsSet',
    },
    {
      name: 'SessionToken',
      label: 'Session token',
      hint: 'Of credentials that are good for a while only.',
      kind: 'secret',
      setBy: 'CredentialsSet',
    },
  ],
  kafka: [
    {
      name: 'Brokers',
      label: 'Brokers',
      hint: 'host:port of some to begin with, divided by commas.',
      kind: 'text',
      isRequired: true,
      placeholder: 'kafka-1.example:9093, kafka-2.example:9093',
    },
    { name: 'Topic', label: 'Topic', hint: 'It must be there already.', kind: 'text', isRequired: true },
    {
      name: 'Tls',
      label: 'Encrypted connection (TLS)',
      hint: 'Without it passwords and messages can be read on the way.',
      kind: 'tick',
    },
    {
      name: 'SaslMechanism',
      label: 'Way of signing in',
      hint: 'Choose none where the brokers ask for none.',
      kind: 'choice',
      setBy: 'SaslSet',
      choices: ['PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512'],
    },
    { name: 'SaslUsername', label: 'User name', hint: 'For signing in.', kind: 'secret', setBy: 'SaslSet' },
    { name: 'SaslPassword', label: 'Password', hint: 'For signing in.', kind: 'secret', setBy: 'SaslSet' },
  ],
};

export const emptyDraft: FormDraft = {
  name: '',
  transport: 'https',
  format: 'live-event',
  context: 'root_account',
  contextId: '',
  allEvents: false,
  eventNames: ['grade_change', 'quiz_submitted'],
  isOrdered: false,
  texts: {},
  ticks: { Tls: true },
};

/** A subscription as the form begins with it. */
export function draftOf(subscription: Subscription): FormDraft {
  const { TransportMetadata: told, EventTypes: names } = subscription;
  const texts: Record<string, string> = {};
  const ticks: Record<string, boolean> = {};
  for (const { name, kind } of targetFields[subscription.TransportType]) {
    const value = told[name];
    if (kind === 'tick') ticks[name] = value === true;
    else if (Array.isArray(value)) texts[name] = value.join(', ');
    else if (typeof value === 'string') texts[name] = value;
  }
  return {
    name: subscription.Name ?? '',
    transport: subscription.TransportType,
    format: subscription.Format,
    context: subscription.ContextType,
    contextId: subscription.ContextType === 'root_account' ? '' : subscription.ContextId,
    allEvents: names.includes('*'),
    eventNames: names.filter((name) => name !== '*'),
    isOrdered: subscription.Ordered,
    texts,
    ticks: { Tls: true, ...ticks },
  };
}

/** What cannot be right, by the field; the server judges the rest. */
export function faultsOf(draft: FormDraft): Readonly<Record<string, string>> {
  const faults: Record<string, string> = {};
  for (const { name, label, isRequired } of targetFields[draft.transport]) {
    if (isRequired && textOf(draft, name) === '') faults[name] = `${label} is needed.`;
  }
  if (!draft.allEvents && draft.eventNames.length === 0) faults.events = 'Choose at least one event, or all.';
  if (draft.context !== 'root_account' && draft.contextId.trim() === '')
    faults.contextId = 'The id is needed.';
  return faults;
}

/**
 * As the API takes it. Of secrets only those that were typed: the others stay. A text that was taken away (`before` had it) is
 * null.
 */
export function askedOf(draft: FormDraft, before: FormDraft | null): object {
  const target: Record<string, unknown> = {};
  for (const { name, kind } of targetFields[draft.transport]) {
    const text = textOf(draft, name);
    if (kind === 'tick') target[name] = draft.ticks[name] === true;
    else if (draft.ticks[takenAway(name)] === true) target[name] = null;
    else if (text !== '') target[name] = name === 'Brokers' ? text.split(/[\s,]+/) : text;
    else if (kind !== 'secret' && before?.transport === draft.transport && textOf(before, name) !== '')
      target[name] = null;
  }
  return {
    Name: draft.name.trim() || null,
    ContextType: draft.context,
    ...(draft.context === 'root_account' ? {} : { ContextId: draft.contextId.trim() }),
    EventTypes: draft.allEvents ? ['*'] : [...draft.eventNames],
    Format: draft.format,
    TransportType: draft.transport,
    TransportMetadata: target,
    Ordered: draft.isOrdered,
  };
}

/** Under which name it is ticked that a secret is to go. */
export function takenAway(name: string): string {
  return `without ${name}`;
}

function textOf({ texts }: FormDraft, name: string): string {
  return texts[name]?.trim() ?? '';
}
