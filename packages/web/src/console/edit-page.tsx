// Changes a subscription.

import { useState } from 'react';
import { changeSubscription, type Subscription, showSubscription } from './console-api.ts';
import { consoleUrls } from './console-place.ts';
import { nameOf } from './console-words.ts';
import { draftOf } from './form-draft.ts';
import { SecretShown } from './secret-shown.tsx';
import { SubscriptionForm } from './subscription-form.tsx';
import { Trouble } from './trouble.tsx';
import { usePolled } from './use-polled.ts';
import { Waiting } from './waiting.tsx';

export function EditPage({ id }: { id: string }) {
  const { answer, error, again } = usePolled((signal) => showSubscription(id, signal), id, null);
  return (
    <div className="stack">
      <h1 className="title" dir="auto">
        {answer === null ? 'Change a subscription' : `Change ${nameOf(answer)}`}
      </h1>
      <Trouble error={error} onAgain={again} />
      {answer === null && error === null && <Waiting />}
      {answer !== null && <Form subscription={answer} />}
    </div>
  );
}

function Form({ subscription }: { subscription: Subscription }) {
  const [secret, setSecret] = useState<string | null>(null);
  const url = consoleUrls.subscription(subscription.Id);
  // A target that becomes a webhook is given one.
  if (secret !== null) {
    return (
      <div className="form stack">
        <SecretShown secret={secret}>
          The target is another now and has a signing secret. Give it to the receiver: nobody can look it up
          again.
        </SecretShown>
        <div>
          <a className="button button-primary" href={url}>
            Go to the subscription
          </a>
        </div>
      </div>
    );
  }
  return (
    <SubscriptionForm
      initial={draftOf(subscription)}
      before={subscription}
      submit="Save"
      cancelUrl={url}
      onSubmit={async (asked) => {
        const { TransportMetadata: told } = await changeSubscription(subscription.Id, asked);
        if (typeof told.Secret === 'string') setSecret(told.Secret);
        else location.assign(url);
      }}
    />
  );
}
