// The frame of the console and which of its pages is in it.

import type { ReactNode } from 'react';
import { urlOf } from '../api/place.ts';
import type { Viewer } from '../api/session.ts';
import { usePath } from '../shell/address.ts';
import { StaffShell } from '../shell/staff-shell.tsx';
import './console.css';
import { type ConsolePlace, consolePlace, consoleUrls } from './console-place.ts';
import { DeadPage } from './dead-page.tsx';
import { DeliveryPage } from './delivery-page.tsx';
import { EditPage } from './edit-page.tsx';
import { EventsPage } from './events-page.tsx';
import { NewPage } from './new-page.tsx';
import { SubscriptionPage } from './subscription-page.tsx';
import { SubscriptionsPage } from './subscriptions-page.tsx';
import { useTitle } from './use-title.ts';

const titles: Readonly<Record<ConsolePlace['page'], string>> = {
  subscriptions: 'Subscriptions',
  'new subscription': 'New subscription',
  subscription: 'Subscription',
  'edit subscription': 'Change a subscription',
  delivery: 'Delivery',
  dead: 'Given up',
  events: 'Live events',
  nowhere: 'No such page',
};

const sectionOf: Readonly<Record<ConsolePlace['page'], string>> = {
  subscriptions: 'Subscriptions',
  'new subscription': 'Subscriptions',
  subscription: 'Subscriptions',
  'edit subscription': 'Subscriptions',
  delivery: 'Subscriptions',
  dead: 'Given up',
  events: 'Live events',
  nowhere: '',
};

export function Console({ viewer }: { viewer: Viewer }) {
  const place = consolePlace(usePath());
  const title = titles[place.page];
  useTitle(title);
  if (!viewer.isAccountAdmin) return <NotForThem viewer={viewer} />;
  const isTop = place.page === 'subscriptions';
  return (
    <StaffShell
      viewer={viewer}
      crumbs={
        isTop
          ? [{ name: 'Deliveries' }]
          : [{ name: 'Deliveries', url: consoleUrls.subscriptions() }, { name: title }]
      }
      sections={[
        { name: 'Subscriptions', url: consoleUrls.subscriptions() },
        { name: 'Given up', url: consoleUrls.dead() },
        { name: 'Live events', url: consoleUrls.events() },
      ]}
      section={sectionOf[place.page]}
    >
      {pageAt(place)}
    </StaffShell>
  );
}

function pageAt(place: ConsolePlace): ReactNode {
  switch (place.page) {
    case 'subscriptions':
      return <SubscriptionsPage />;
    case 'new subscription':
      return <NewPage />;
    case 'subscription':
      return <SubscriptionPage id={place.id} />;
    case 'edit subscription':
      return <EditPage id={place.id} />;
    case 'delivery':
      return <DeliveryPage id={place.id} />;
    case 'dead':
      return <DeadPage />;
    case 'events':
      return <EventsPage />;
    case 'nowhere':
      return (
        <div className="stack">
          <h1 className="title">There is no such page</h1>
          <p className="lede">The address may be wrong, or it was taken away.</p>
          <p>
            <a href={consoleUrls.subscriptions()}>All subscriptions</a>
          </p>
        </div>
      );
  }
}

function NotForThem({ viewer }: { viewer: Viewer }) {
  return (
    <StaffShell viewer={viewer} crumbs={[{ name: 'Deliveries' }]}>
      <div className="stack">
        <h1 className="title">You may not see this</h1>
        <p className="lede">
          Deliveries tell of everybody, so they are for admins of the account. If you should be one, ask
          whoever runs this server.
        </p>
        <div>
          <a className="button" href={urlOf('/courses')}>
            Your courses
          </a>
        </div>
      </div>
    </StaffShell>
  );
}
