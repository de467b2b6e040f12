// All subscriptions: how each stands, how its last day went, how far it is behind.

import { useEffect, useState } from 'react';
import { changeAddress, useAddress } from '../shell/address.ts';
import { useZone } from '../shell/time-zone.ts';
import { ToolbarSearch } from '../shell/toolbar-field.tsx';
import { type Sorting, VirtualTable } from '../shell/virtual-table.tsx';
import { ZoneChoice } from '../shell/zone-choice.tsx';
import { zonedClockText } from '../shell/zoned-time.ts';
import { listStatistics, listSubscriptions, type Statistics, type Subscription } from './console-api.ts';
import { consoleUrls } from './console-place.ts';
import {
  countedText,
  eventsText,
  formatTexts,
  lagText,
  nameOf,
  standingOf,
  successText,
  targetText,
  tookText,
} from './console-words.ts';
import { SendChart } from './send-chart.tsx';
import { StandingPill } from './standing-pill.tsx';
import { Trouble } from './trouble.tsx';
import { usePolled } from './use-polled.ts';
import { Waiting } from './waiting.tsx';

/** Many are asked for seldom: their counts are some work for the server. */
const everyMs = { few: 10_000, many: 60_000 };
const fewRows = 50;

interface Row {
  subscription: Subscription;
  statistics: Statistics | undefined;
}

interface Listed {
  rows: Row[];
  atMs: number;
}

async function ask(signal: AbortSignal): Promise<Listed> {
  const [subscriptions, statistics] = await Promise.all([listSubscriptions(signal), listStatistics(signal)]);
  const statisticsOf = new Map(statistics.map((of) => [of.subscription_id, of]));
  const rows = subscriptions.map((subscription) => ({
    subscription,
    statistics: statisticsOf.get(subscription.Id),
  }));
  return { rows, atMs: Date.now() };
}

/** What a column sorts by. */
const sortKeys: Readonly<Record<string, (row: Row) => number | string>> = {
  name: ({ subscription }) => nameOf(subscription).toLowerCase(),
  state: ({ subscription }) => standingOf(subscription).text,
  success: ({ statistics: of }) =>
    of === undefined || of.delivered + of.failed === 0 ? 2 : of.delivered / (of.delivered + of.failed),
  p95: ({ statistics }) => statistics?.p95_ms ?? 0,
  lag: ({ statistics }) => -Date.parse(statistics?.oldest_waiting_at ?? '9999-12-31'),
  dead: ({ statistics }) => statistics?.dead ?? 0,
};

export function SubscriptionsPage() {
  const [isMany, setIsMany] = useState(false);
  const { answer, error, again } = usePolled(ask, 'all', isMany ? everyMs.many : everyMs.few);
  const rowCount = answer?.rows.length ?? 0;
  useEffect(() => setIsMany(rowCount > fewRows), [rowCount]);
  return (
    <div className="stack">
      <div className="row row-apart">
        <h1 className="title">Subscriptions</h1>
        <a className="button button-primary" href={consoleUrls.newSubscription()}>
          New subscription
        </a>
      </div>
      <Trouble error={error} onAgain={again} />
      {answer === null && error === null && <Waiting />}
      {answer !== null && <List {...answer} />}
    </div>
  );
}

function List({ rows, atMs }: Listed) {
  const address = useAddress();
  const zone = useZone();
  const search = address.get('search') ?? '';
  const sorting = sortingOf(address.get('sort'));
  if (rows.length === 0) {
    return (
      <div className="empty stack">
        <p>
          Nobody is subscribed yet. A subscription says which live events go where: to a webhook, a queue of
          SQS or a topic of Kafka.
        </p>
        <div>
          <a className="button" href={consoleUrls.newSubscription()}>
            Make the first
          </a>
        </div>
      </div>
    );
  }
  const wanted = search.trim().toLowerCase();
  const found = rows.filter(({ subscription }) =>
    `${nameOf(subscription)} ${targetText(subscription)} ${subscription.EventTypes.join(' ')}`
      .toLowerCase()
      .includes(wanted),
  );
  return (
    <>
      <div className="toolbar">
        <ToolbarSearch
          label="Search"
          value={search}
          placeholder="Name, target or event"
          onChange={(text) => changeAddress({ search: text || null }, 'here')}
        />
        <ZoneChoice />
      </div>
      <VirtualTable
        label="Subscriptions"
        rows={sorted(found, sorting)}
        rowKey={({ subscription }) => subscription.Id}
        rowHeight={72}
        sorting={sorting}
        onSort={(key) => changeAddress({ sort: nextSort(sorting, key) }, 'here')}
        empty="No subscription has that in its name, target or events."
        columns={[
          {
            key: 'name',
            head: 'Subscription',
            width: 'minmax(16rem, 3fr)',
            sorts: true,
            cell: ({ subscription }) => (
              <>
                <a className="strong" href={consoleUrls.subscription(subscription.Id)} dir="auto">
                  {nameOf(subscription)}
                </a>
                <span className="cell-line muted">{targetText(subscription)}</span>
              </>
            ),
          },
          {
            key: 'state',
            head: 'State',
            width: '7rem',
            sorts: true,
            cell: ({ subscription }) => <StandingPill subscription={subscription} />,
          },
          {
            key: 'events',
            head: 'Events',
            width: 'minmax(12rem, 2fr)',
            cell: ({ subscription }) => (
              <>
                {eventsText(subscription.EventTypes)}
                <span className="cell-line muted">{formatTexts[subscription.Format]}</span>
              </>
            ),
          },
          {
            key: 'day',
            head: 'Sends of the last day',
            width: '13rem',
            cell: ({ subscription, statistics: of }) =>
              of !== undefined && (
                <SendChart
                  bars={of.bars}
                  height={40}
                  label={`${nameOf(subscription)}: ${of.delivered} delivered and ${of.failed} failed in the last day`}
                  titleOf={({ at, delivered, failed }) =>
                    `${zonedClockText(Date.parse(at), zone, 'minute')}: ${delivered} delivered, ${failed} failed`
                  }
                />
              ),
          },
          {
            key: 'success',
            head: 'Success',
            width: '6.5rem',
            isNumber: true,
            sorts: true,
            cell: ({ statistics }) => (statistics === undefined ? '–' : successText(statistics)),
          },
          {
            key: 'p95',
            head: '95 % within',
            width: '8rem',
            isNumber: true,
            sorts: true,
            cell: ({ statistics }) => tookText(statistics?.p95_ms ?? null),
          },
          {
            key: 'lag',
            head: 'Behind',
            width: '12rem',
            sorts: true,
            cell: ({ statistics }) => (statistics === undefined ? '–' : lagText(statistics, atMs)),
          },
          {
            key: 'dead',
            head: 'Given up',
            width: '7rem',
            isNumber: true,
            sorts: true,
            cell: ({ subscription, statistics }) =>
              statistics === undefined || statistics.dead === 0 ? (
                '0'
              ) : (
                <a href={`${consoleUrls.subscription(subscription.Id)}?state=dead`}>
                  {countedText(statistics.dead)}
                </a>
              ),
          },
        ]}
      />
      <p className="small muted">
        A bar is an hour. What failed is hatched and stands on what was delivered. Asked again every ten
        seconds.
      </p>
    </>
  );
}

/** `name`, `-name`. */
function sortingOf(text: string | null): Sorting | undefined {
  const key = text?.replace(/^-/, '') ?? '';
  return Object.hasOwn(sortKeys, key) ? { key, isDescending: text?.startsWith('-') ?? false } : undefined;
}

function nextSort(sorting: Sorting | undefined, key: string): string {
  return sorting?.key === key && !sorting.isDescending ? `-${key}` : key;
}

function sorted(rows: readonly Row[], sorting: Sorting | undefined): readonly Row[] {
  const keyOf = sortKeys[sorting?.key ?? ''];
  if (keyOf === undefined) return rows;
  const ascending = rows.toSorted((one, other) => {
    const [a, b] = [keyOf(one), keyOf(other)];
    return a < b ? -1 : a > b ? 1 : 0;
  });
  return sorting?.isDescending ? ascending.reverse() : ascending;
}
