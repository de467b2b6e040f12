// One subscription: how it stands, how sends go, what can be done with it, and its deliveries.

import { useState } from 'react';
import { ApiError } from '../api/client.ts';
import { ActionsPanel } from './actions-panel.tsx';
import { deliveriesPath, showSubscription } from './console-api.ts';
import { consoleUrls } from './console-place.ts';
import { eventsText, formatTexts, healthText, nameOf, standingOf, targetText } from './console-words.ts';
import { DeliveriesList } from './deliveries-list.tsx';
import { DeliveryFilters, useDeliveriesQuery } from './delivery-filters.tsx';
import { ReplayPanel } from './replay-panel.tsx';
import { StandingPill } from './standing-pill.tsx';
import { StatisticsPanel } from './statistics-panel.tsx';
import { LastSends, SubscriptionFacts } from './subscription-facts.tsx';
import { Trouble } from './trouble.tsx';
import { usePolled } from './use-polled.ts';
import { useTitle } from './use-title.ts';
import { Waiting } from './waiting.tsx';

const everyMs = 10_000;

export function SubscriptionPage({ id }: { id: string }) {
  const {
    answer: subscription,
    error,
    again,
  } = usePolled((signal) => showSubscription(id, signal), id, everyMs);
  useTitle(subscription === null ? 'Subscription' : nameOf(subscription));
  const query = useDeliveriesQuery();
  const [version, setVersion] = useState(0);
  if (subscription === null) {
    if (error === null) return <Waiting />;
    if (error instanceof ApiError && error.status === 404) return <NoSubscription />;
    return (
      <>
        <h1 className="title">Subscription</h1>
        <Trouble error={error} onAgain={again} />
      </>
    );
  }
  const changed = (): void => {
    again();
    setVersion(version + 1);
  };
  const told = healthText(subscription);
  const { tone } = standingOf(subscription);
  return (
    <div className="stack">
      <div className="row">
        <h1 className="title" dir="auto">
          {nameOf(subscription)}
        </h1>
        <StandingPill subscription={subscription} />
      </div>
      <p className="muted wraps">
        {targetText(subscription)} · {eventsText(subscription.EventTypes)} ·{' '}
        {formatTexts[subscription.Format]}
      </p>
      <LastSends subscription={subscription} />
      <Trouble error={error} onAgain={again} />
      {told !== null && (
        <p className={tone === 'none' ? 'notice' : `notice notice-${tone}`} role="status">
          {told}
        </p>
      )}
      <div className="split">
        <div className="stack">
          <StatisticsPanel id={id} />
        </div>
        <div className="stack">
          <ActionsPanel subscription={subscription} onChange={changed} />
          <ReplayPanel subscription={subscription} onChange={changed} />
        </div>
      </div>
      <section className="stack stack-sm" aria-labelledby="deliveries-title">
        <h2 id="deliveries-title">Deliveries</h2>
        <DeliveryFilters eventNames={subscription.EventTypes.filter((name) => name !== '*')} />
        <DeliveriesList
          path={deliveriesPath(id, query)}
          version={version}
          label="List of deliveries"
          empty={
            query.size > 0
              ? 'No delivery is like that. Take a filter away to see more.'
              : 'Nothing was announced for it yet. Send a test event to see whether the target answers.'
          }
        />
      </section>
      <SubscriptionFacts subscription={subscription} />
    </div>
  );
}

function NoSubscription() {
  return (
    <div className="stack" role="alert">
      <h1 className="title">There is no such subscription</h1>
      <p className="lede">The address may be wrong, or it was deleted.</p>
      <p>
        <a href={consoleUrls.subscriptions()}>All subscriptions</a>
      </p>
    </div>
  );
}
