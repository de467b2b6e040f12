// How the server is, asked again every few seconds.

import { useCallback, useEffect } from 'react';
import { call } from '../api/client.ts';
import { urlOf } from '../api/place.ts';
import type { Viewer } from '../api/session.ts';
import { fileSizeText } from '../questions/file-size.ts';
import { AskedPart, useAsked } from '../shell/asked.tsx';
import { Time } from '../shell/time.tsx';
import { ZoneChoice } from '../shell/zone-choice.tsx';
import { lastedText } from '../shell/zoned-time.ts';
import { AdminFrame } from './admin-frame.tsx';
import { ScrolledTable } from './scrolled-table.tsx';
import { countedText, type ServerState } from './server-state.ts';

const everyMs = 10_000;

export function HealthPage({ viewer }: { viewer: Viewer }) {
  const asked = useAsked(useCallback((signal) => call<ServerState>('GET', '/api/v1/server', { signal }), []));
  const { again } = asked;
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === 'visible' && again(), everyMs);
    return () => clearInterval(timer);
  }, [again]);
  return (
    <AdminFrame viewer={viewer} at="health">
      <AskedPart asked={asked}>
        {(state) => (
          <>
            <Running state={state} />
            <Waits state={state} />
            <Holds state={state} />
            <Schema state={state} />
            <div className="row row-apart">
              <ZoneChoice />
              <p className="muted small">
                As of <Time iso={state.now} />, and again every {everyMs / 1000} seconds.{' '}
                <a href={urlOf('/metrics')}>All metrics</a>
              </p>
            </div>
          </>
        )}
      </AskedPart>
    </AdminFrame>
  );
}

function Running({ state: { version, node_version, started_at, now, database } }: { state: ServerState }) {
  return (
    <section className="panel" aria-labelledby="running">
      <h2 className="panel-title" id="running">
        The server
      </h2>
      <dl className="facts facts-wide">
        <div>
          <dt>Version</dt>
          <dd>{version}</dd>
        </div>
        <div>
          <dt>Node</dt>
          <dd>{node_version}</dd>
        </div>
        <div>
          <dt>Running for</dt>
          <dd>{lastedText(Date.parse(now) - Date.parse(started_at))}</dd>
        </div>
        <div>
          <dt>Since</dt>
          <dd>
            <Time iso={started_at} />
          </dd>
        </div>
        <div>
          <dt>Database</dt>
          <dd>{database.kind === 'sqlite' ? 'SQLite' : 'PostgreSQL'}</dd>
        </div>
        <div>
          <dt>Database size</dt>
          <dd>{fileSizeText(database.bytes)}</dd>
        </div>
        {Object.entries(database.durability).map(([name, value]) => (
          <div key={name}>
            <dt>{name[0]?.toUpperCase() + name.slice(1).replaceAll('_', ' ')}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Waits({ state: { queue, deliveries, now } }: { state: ServerState }) {
  const { waiting, oldest_waiting_at, subscriptions, subscriptions_disabled } = deliveries;
  return (
    <section className="panel stack" aria-labelledby="waits">
      <h2 className="panel-title" id="waits">
        What waits
      </h2>
      <div className="field">
        <label className="field-label" htmlFor="queue">
          Quiz events waiting to be stored
        </label>
        <progress
          className="progress"
          id="queue"
          max={queue.quiz_event_bytes_max}
          value={queue.quiz_event_bytes}
        />
        <p className="field-hint">
          {fileSizeText(queue.quiz_event_bytes)} of {fileSizeText(queue.quiz_event_bytes_max)}. When it is
          full, events are refused and sent again by the pages.
        </p>
      </div>
      <dl className="facts">
        <div>
          <dt>Deliveries waiting</dt>
          <dd>{waiting.toLocaleString('en')}</dd>
        </div>
        <div>
          <dt>The oldest waits for</dt>
          <dd>
            {oldest_waiting_at === null
              ? 'None waits'
              : lastedText(Math.max(0, Date.parse(now) - Date.parse(oldest_waiting_at)))}
          </dd>
        </div>
        <div>
          <dt>Subscriptions</dt>
          <dd>{subscriptions}</dd>
        </div>
        <div>
          <dt>Of them disabled</dt>
          <dd>{subscriptions_disabled}</dd>
        </div>
      </dl>
      <div>
        <a className="button button-small" href={urlOf('/console')}>
          Deliveries
        </a>
      </div>
    </section>
  );
}

function Holds({ state: { counts } }: { state: ServerState }) {
  const facts: [string, string][] = [
    ['Quiz events', countedText(counts.quiz_events)],
    ['Live events', countedText(counts.live_events)],
    ['Attempts running', counts.running_attempts.toLocaleString('en')],
    ['Quiz submissions', countedText(counts.quiz_submissions)],
    ['Quizzes', countedText(counts.quizzes)],
    ['Courses', countedText(counts.courses)],
    ['People', countedText(counts.users)],
  ];
  return (
    <section className="panel" aria-labelledby="holds">
      <h2 className="panel-title" id="holds">
        What it holds
      </h2>
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Schema({ state: { database } }: { state: ServerState }) {
  return (
    <section className="panel stack" aria-labelledby="schema">
      <h2 className="panel-title" id="schema">
        Migrations
      </h2>
      <ScrolledTable label="migrations of the database" heads={['Number', 'Name', 'Applied']}>
        {database.migrations.map(({ version, name, applied_at }) => (
          <tr key={version}>
            <th scope="row">{version}</th>
            <td>{name}</td>
            <td>
              <Time iso={applied_at} />
            </td>
          </tr>
        ))}
      </ScrolledTable>
    </section>
  );
}
