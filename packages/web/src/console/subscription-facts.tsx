// What a subscription is: who gets what, where and how. Never a secret.

import type { ReactNode } from 'react';
import { Time } from '../shell/time.tsx';
import type { Subscription } from './console-api.ts';
import { formatTexts, targetText, transportTexts } from './console-words.ts';
import { CopyButton } from './copy-button.tsx';
import { VerifyHelp } from './verify-help.tsx';

const contextTexts = {
  root_account: 'The whole account',
  course: 'Course',
  assignment: 'Assignment',
} as const;

export function SubscriptionFacts({ subscription }: { subscription: Subscription }) {
  const { TransportMetadata: target, Health: health } = subscription;
  return (
    <section className="panel stack" aria-labelledby="facts-title">
      <h2 id="facts-title">What it is</h2>
      <dl className="facts facts-wide">
        <Fact name={transportTexts[subscription.TransportType]}>
          <code className="wraps">{targetText(subscription)}</code>
        </Fact>
        <Fact name="Id">
          <code className="wraps">{subscription.Id}</code>
        </Fact>
        <Fact name="Format">{formatTexts[subscription.Format]}</Fact>
        <Fact name="Of">
          {contextTexts[subscription.ContextType]}
          {subscription.ContextType === 'root_account' ? '' : ` ${subscription.ContextId}`}
        </Fact>
        <Fact name="Order">
          {subscription.Ordered ? 'Events of one student one after the other' : 'As they come'}
        </Fact>
        <Fact name="Secrets">{secretsText(target)}</Fact>
        <Fact name="Made">
          <Time iso={subscription.CreatedAt} precision="minute" />
          {subscription.ToolProxyId === null ? '' : ` by tool ${subscription.ToolProxyId}`}
        </Fact>
        {health.HeldUntil !== null && <Fact name="Nothing is sent before">{momentOf(health.HeldUntil)}</Fact>}
      </dl>
      <details>
        <summary>
          {subscription.EventTypes.includes('*')
            ? 'All events, those to come as well'
            : `Events: ${subscription.EventTypes.length}`}
        </summary>
        <ul className="names">
          {subscription.EventTypes.map((name) => (
            <li key={name}>
              <code>{name === '*' ? 'all' : name}</code>
            </li>
          ))}
        </ul>
      </details>
      {subscription.TransportType === 'https' && <VerifyHelp />}
      <CopyButton text={subscription.Id} label="Copy the id" />
    </section>
  );
}

/** What whoever comes because of a failure looks for first. */
export function LastSends({ subscription: { Health: health } }: { subscription: Subscription }) {
  return (
    <p className="small wraps">
      <span className="muted">Last success:</span> {momentOf(health.LastSuccessAt)}
      {' · '}
      <span className="muted">last failure:</span> {momentOf(health.LastFailureAt)}
      {health.LastFailureReason !== null && `, ${health.LastFailureReason}`}
    </p>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function momentOf(iso: string | null): ReactNode {
  return iso === null ? 'None yet' : <Time iso={iso} />;
}

/** Which there are: what they are, nobody is told. */
function secretsText(target: Record<string, unknown>): string {
  const kept = [
    target.SecretSet === true && 'signing secret',
    target.SignPayload === true && 'body signed as a JWT',
    target.BearerTokenSet === true && 'bearer token',
    target.CredentialsSet === true && 'AWS credentials',
    target.SaslSet === true && 'login for Kafka',
  ].filter((text) => text !== false);
  return kept.length === 0 ? 'None' : kept.join(', ');
}
