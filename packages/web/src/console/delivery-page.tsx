// One delivery: the event, what became of it, every send, and its message in each format.

import { useState } from 'react';
import { urlOf } from '../api/place.ts';
import { Time } from '../shell/time.tsx';
import { ZoneChoice } from '../shell/zone-choice.tsx';
import {
  type DeliveryInFull,
  redeliver,
  type Subscription,
  showDelivery,
  showSubscription,
} from './console-api.ts';
import { consoleUrls } from './console-place.ts';
import { messageFormatOf, nameOf } from './console-words.ts';
import { MessageView } from './message-view.tsx';
import { SendsTable } from './sends-table.tsx';
import { StatePill } from './state-pill.tsx';
import { Trouble } from './trouble.tsx';
import { usePolled } from './use-polled.ts';
import { Waiting } from './waiting.tsx';

const everyMs = 3_000;

interface Shown {
  delivery: DeliveryInFull;
  /** Null when it is deleted: its log stays. */
  subscription: Subscription | null;
}

async function ask(id: string, signal: AbortSignal): Promise<Shown> {
  const delivery = await showDelivery(id, signal);
  const subscription = await showSubscription(delivery.subscription_id, signal).catch((error: unknown) => {
    if (signal.aborted) throw error;
    return null;
  });
  return { delivery, subscription };
}

export function DeliveryPage({ id }: { id: string }) {
  const { answer, error, again } = usePolled((signal) => ask(id, signal), id, everyMs);
  if (answer === null) {
    return error === null ? (
      <Waiting />
    ) : (
      <div className="stack">
        <h1 className="title">Delivery</h1>
        <Trouble error={error} onAgain={again} />
      </div>
    );
  }
  return (
    <div className="stack">
      <Trouble error={error} onAgain={again} />
      <InFull {...answer} onSent={again} />
    </div>
  );
}

function InFull({ delivery, subscription, onSent }: Shown & { onSent: () => void }) {
  const [isAsking, setIsAsking] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [said, setSaid] = useState('');

  async function sendAgain(): Promise<void> {
    setIsAsking(true);
    setError(null);
    try {
      await redeliver(delivery.id);
      setSaid('It is sent again, with the same id.');
      onSent();
    } catch (thrown) {
      setError(thrown);
    } finally {
      setIsAsking(false);
    }
  }

  return (
    <>
      <div className="row row-apart">
        <div className="row">
          <h1 className="title">{delivery.event_name}</h1>
          <StatePill state={delivery.state} />
        </div>
        <ZoneChoice />
      </div>
      <div className="row">
        <button
          type="button"
          className="button button-primary"
          disabled={isAsking || subscription === null}
          onClick={() => void sendAgain()}
        >
          Send again
        </button>
        <a className="button" href={consoleUrls.events(delivery.cursor)}>
          The event and who else got it
        </a>
        <span className="small muted" role="status">
          {subscription === null ? 'The subscription is deleted: nothing is sent to it any more.' : said}
        </span>
      </div>
      <Trouble error={error} />
      <dl className="facts facts-wide panel">
        <div>
          <dt>Subscription</dt>
          <dd>
            {subscription === null ? (
              'Deleted'
            ) : (
              <a href={consoleUrls.subscription(subscription.Id)} dir="auto">
                {nameOf(subscription)}
              </a>
            )}
          </dd>
        </div>
        <div>
          <dt>Announced</dt>
          <dd>
            <Time iso={delivery.event_time} precision="millisecond" />
          </dd>
        </div>
        <div>
          <dt>{delivery.state === 'waiting' ? 'Next try' : 'Settled'}</dt>
          <dd>
            <MomentOrNone iso={delivery.state === 'waiting' ? delivery.next_try_at : delivery.settled_at} />
          </dd>
        </div>
        <div>
          <dt>Sends</dt>
          <dd>{delivery.tries}</dd>
        </div>
        <div>
          <dt>About user</dt>
          <dd>
            {delivery.user_id === null ? (
              'Nobody'
            ) : (
              <a href={urlOf(`/admin/people/${delivery.user_id}`)}>{delivery.user_id}</a>
            )}
          </dd>
        </div>
        <div>
          <dt>Id of the message</dt>
          <dd>
            <code className="wraps">{delivery.event_id}</code>
          </dd>
        </div>
      </dl>
      <div className="halves">
        <section className="stack stack-sm" aria-labelledby="sends-title">
          <h2 id="sends-title">Sends</h2>
          <SendsTable sends={delivery.sends} state={delivery.state} />
        </section>
        <section className="stack stack-sm" aria-labelledby="message-title">
          <h2 id="message-title">Message</h2>
          <MessageView
            cursor={delivery.cursor}
            initial={subscription === null ? 'canvas' : messageFormatOf[subscription.Format]}
          />
        </section>
      </div>
    </>
  );
}

function MomentOrNone({ iso }: { iso: string | null }) {
  return iso === null ? '–' : <Time iso={iso} precision="millisecond" />;
}
