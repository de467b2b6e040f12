// Makes a subscription, and then shows what was made: the test, and the secret, this once.

import { useEffect, useRef, useState } from 'react';
import { createSubscription, type Subscription, type TestResult } from './console-api.ts';
import { consoleUrls } from './console-place.ts';
import { nameOf, testText } from './console-words.ts';
import { emptyDraft } from './form-draft.ts';
import { SecretShown } from './secret-shown.tsx';
import { SubscriptionForm } from './subscription-form.tsx';

export function NewPage() {
  const [made, setMade] = useState<(Subscription & { Test: TestResult }) | null>(null);
  if (made !== null) return <Made subscription={made} test={made.Test} />;
  return (
    <div className="stack">
      <h1 className="title">New subscription</h1>
      <p className="lede">Which live events go where, and in what form.</p>
      <SubscriptionForm
        initial={emptyDraft}
        before={null}
        submit="Make the subscription"
        cancelUrl={consoleUrls.subscriptions()}
        onSubmit={async (asked) => setMade(await createSubscription(asked))}
      />
    </div>
  );
}

function Made({ subscription, test }: { subscription: Subscription; test: TestResult }) {
  const secret = subscription.TransportMetadata.Secret;
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <div className="stack form">
      <h1 className="title" ref={title} tabIndex={-1} dir="auto">
        {nameOf(subscription)} is there
      </h1>
      <p className={`notice ${test.Delivered ? 'notice-success' : 'notice-warning'}`}>
        {testText(test)}
        {!test.Delivered &&
          ' The subscription is made all the same: events are tried again until the target takes them.'}
      </p>
      {typeof secret === 'string' && (
        <SecretShown secret={secret}>
          Give it to the receiver: with it, a message can be checked by any library for Standard Webhooks.
          Keep it now, nobody can look it up again; if it is lost, rotate it.
        </SecretShown>
      )}
      <div>
        <a className="button button-primary" href={consoleUrls.subscription(subscription.Id)}>
          Go to the subscription
        </a>
      </div>
    </div>
  );
}
