// What was given up, of all subscriptions: one or many are sent again.

import { useCallback, useEffect, useState } from 'react';
import { changeAddress, useAddress } from '../shell/address.ts';
import { ZoneChoice } from '../shell/zone-choice.tsx';
import { type Delivery, deliveriesPath, listSubscriptions, redeliver, startReplay } from './console-api.ts';
import { consoleUrls } from './console-place.ts';
import { nameOf } from './console-words.ts';
import { DeliveriesList } from './deliveries-list.tsx';
import { Trouble } from './trouble.tsx';
import { usePolled } from './use-polled.ts';

export function DeadPage() {
  const of = useAddress().get('subscription');
  const subscriptions = usePolled(listSubscriptions, 'all', null);
  const [rows, setRows] = useState<readonly Delivery[]>([]);
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const [sent, setSent] = useState<{ done: number; of: number } | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [said, setSaid] = useState('');
  const [isStarting, setIsStarting] = useState(false);
  const [version, setVersion] = useState(0);
  const onRows = useCallback((shown: readonly Delivery[]) => setRows(shown), []);
  // What is not shown any more is not sent for.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list has other deliveries
  useEffect(() => setChosen(new Set()), [of, version]);
  const names = new Map(subscriptions.answer?.map((one) => [one.Id, nameOf(one)]));
  const isAll = rows.length > 0 && rows.every(({ id }) => chosen.has(id));
  const isSending = sent !== null || isStarting;
  const ids = rows.flatMap(({ id }) => (chosen.has(id) ? [id] : []));

  async function sendChosen(ids: readonly number[]): Promise<void> {
    setError(null);
    setSaid('');
    let done = 0;
    setSent({ done, of: ids.length });
    try {
      for (const id of ids) {
        await redeliver(id);
        done++;
        setSent({ done, of: ids.length });
      }
    } catch (thrown) {
      setError(thrown);
    } finally {
      setSent(null);
      setSaid(`${done} of ${ids.length} will be sent again.`);
      setVersion((before) => before + 1);
    }
  }

  async function sendAllOf(id: string): Promise<void> {
    setError(null);
    setIsStarting(true);
    try {
      await startReplay(id, { dead: true });
      location.assign(consoleUrls.subscription(id));
    } catch (thrown) {
      setError(thrown);
    } finally {
      setIsStarting(false);
    }
  }

  const query = new URLSearchParams({ state: 'dead' });
  return (
    <div className="stack">
      <h1 className="title">Given up</h1>
      <p className="lede">
        Deliveries that are not tried any more by themselves. They stay here, with every send, until they are
        sent again or the log of deliveries has grown too old.
      </p>
      <Trouble error={error ?? subscriptions.error} />
      <div className="toolbar">
        <div className="toolbar-field">
          <label htmlFor="dead-of">Subscription</label>
          <select
            id="dead-of"
            className="input input-small"
            value={of ?? ''}
            onChange={({ target: { value } }) => changeAddress({ subscription: value || null })}
          >
            <option value="">All</option>
            {subscriptions.answer?.map((one) => (
              <option key={one.Id} value={one.Id}>
                {nameOf(one)}
              </option>
            ))}
          </select>
        </div>
        <ZoneChoice />
        <button
          type="button"
          className="button button-small button-primary"
          disabled={ids.length === 0 || isSending}
          onClick={() => void sendChosen(ids)}
        >
          Send the chosen again{ids.length > 0 && ` (${ids.length})`}
        </button>
        {of !== null && (
          <button
            type="button"
            className="button button-small"
            disabled={isSending}
            onClick={() => void sendAllOf(of)}
          >
            Send all of this subscription again
          </button>
        )}
        <label className="toolbar-field">
          <input
            type="checkbox"
            checked={isAll}
            disabled={rows.length === 0 || isSending}
            onChange={() => setChosen(isAll ? new Set() : new Set(rows.map(({ id }) => id)))}
          />
          Choose all that are shown
        </label>
        <span className="small muted" role="status">
          {said}
        </span>
      </div>
      {sent !== null && (
        <progress className="progress" max={sent.of} value={sent.done} aria-label="Sending again" />
      )}
      <DeliveriesList
        path={deliveriesPath(of, query)}
        version={version}
        label="Deliveries that were given up"
        onRows={onRows}
        empty="Nothing was given up."
        leaveOut={['state', 'next']}
        moreColumns={[
          {
            key: 'subscription',
            head: 'Subscription',
            width: 'minmax(12rem, 2fr)',
            cell: ({ subscription_id: id }) => (
              <a href={consoleUrls.subscription(id)} dir="auto">
                {names.get(id) ?? id}
              </a>
            ),
          },
        ]}
        lastColumns={[
          {
            key: 'again',
            head: 'Choose, send again',
            width: '12rem',
            cell: ({ id, event_name: name }) => (
              <span className="row">
                <span className="pick">
                  <input
                    type="checkbox"
                    aria-label={`Choose ${name} ${id}`}
                    checked={chosen.has(id)}
                    disabled={isSending}
                    onChange={({ target: { checked } }) => setChosen(withOne(chosen, id, checked))}
                  />
                </span>
                <button
                  type="button"
                  className="button button-small"
                  disabled={isSending}
                  aria-label={`Send ${name} ${id} again`}
                  onClick={() => void sendChosen([id])}
                >
                  Send again
                </button>
              </span>
            ),
          },
        ]}
      />
    </div>
  );
}

function withOne(chosen: ReadonlySet<number>, id: number, isChosen: boolean): ReadonlySet<number> {
  const changed = new Set(chosen);
  if (isChosen) changed.add(id);
  else changed.delete(id);
  return changed;
}
