// One live event beside the list: its message in each format, and its deliveries.

import { callPage } from '../api/pages.ts';
import { changeAddress } from '../shell/address.ts';
import { type Delivery, deliveriesPath, listSubscriptions } from './console-api.ts';
import { consoleUrls } from './console-place.ts';
import { nameOf, sendText } from './console-words.ts';
import { MessageView } from './message-view.tsx';
import { StatePill } from './state-pill.tsx';
import { Trouble } from './trouble.tsx';
import { usePolled } from './use-polled.ts';
import { Waiting } from './waiting.tsx';

const everyMs = 5_000;

interface Went {
  deliveries: Delivery[];
  hasMore: boolean;
  names: ReadonlyMap<string, string>;
}

async function ask(cursor: string, signal: AbortSignal): Promise<Went> {
  const path = deliveriesPath(null, new URLSearchParams({ cursor }));
  const [{ rows: deliveries, next }, subscriptions] = await Promise.all([
    callPage<Delivery>(path, undefined, signal),
    listSubscriptions(signal),
  ]);
  return {
    deliveries,
    hasMore: next !== null,
    names: new Map(subscriptions.map((one) => [one.Id, nameOf(one)])),
  };
}

export function EventDetails({ cursor }: { cursor: string }) {
  const { answer, error, again } = usePolled((signal) => ask(cursor, signal), cursor, everyMs);
  return (
    <section className="panel stack" aria-labelledby="event-title">
      <div className="row row-apart">
        <h2 id="event-title">Event at place {cursor}</h2>
        <button
          type="button"
          className="button button-quiet button-small"
          onClick={() => changeAddress({ event: null, format: null })}
        >
          Close
        </button>
      </div>
      <MessageView cursor={cursor} initial="canvas" />
      <h3>Where it went</h3>
      <Trouble error={error} onAgain={again} />
      {answer === null && error === null && <Waiting />}
      {answer?.deliveries.length === 0 && <p className="empty">No subscription asked for it.</p>}
      {answer !== null && answer.deliveries.length > 0 && (
        <ul className="plain-list stack stack-sm">
          {answer.deliveries.map((delivery) => (
            <li key={delivery.id} className="row">
              <a href={consoleUrls.delivery(delivery.id)} dir="auto">
                {answer.names.get(delivery.subscription_id) ?? delivery.subscription_id}
              </a>
              <StatePill state={delivery.state} />
              <span className="small muted">{sendText(delivery.last_send)}</span>
            </li>
          ))}
        </ul>
      )}
      {answer?.hasMore && <p className="small muted">And others: there are more than a hundred.</p>}
    </section>
  );
}
