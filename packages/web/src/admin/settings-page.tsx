// The settings of the account: its features, and how the server is configured, to be read.

import { useCallback } from 'react';
import { call } from '../api/client.ts';
import type { Viewer } from '../api/session.ts';
import { AskedPart, useAsked } from '../shell/asked.tsx';
import { AdminFrame } from './admin-frame.tsx';
import { Features } from './features.tsx';
import { ScrolledTable } from './scrolled-table.tsx';
import { limitText, type ServerState } from './server-state.ts';

export function SettingsPage({ viewer }: { viewer: Viewer }) {
  const asked = useAsked(useCallback((signal) => call<ServerState>('GET', '/api/v1/server', { signal }), []));
  return (
    <AdminFrame viewer={viewer} at="settings">
      <Features path="/api/v1/accounts/self/features" kind="account" />
      <AskedPart asked={asked}>
        {({ settings, limits }) => (
          <>
            <Announcements isOn={settingOf(settings, 'QUIZWIRE_ANNOUNCE_QUIZ_EVENTS') === 'true'} />
            <section className="panel stack" aria-labelledby="configuration">
              <h2 className="panel-title" id="configuration">
                Configuration of the server
              </h2>
              <p className="muted">
                By environment variables, read when it starts. Here they are only shown, and of secrets only
                whether they are set.
              </p>
              <NamedValues
                label="Configuration"
                heads={['Variable', 'Value']}
                rows={settings.map(({ name, value }) => [name, value ?? 'not set'])}
              />
            </section>
            <section className="panel stack" aria-labelledby="limits">
              <h2 className="panel-title" id="limits">
                Limits
              </h2>
              <NamedValues
                label="Limits"
                heads={['What', 'At most']}
                rows={Object.entries(limits).map(([name, value]) => [
                  limitText(name),
                  value.toLocaleString('en'),
                ])}
              />
            </section>
          </>
        )}
      </AskedPart>
    </AdminFrame>
  );
}

function Announcements({ isOn }: { isOn: boolean }) {
  return (
    <section className="panel stack" aria-labelledby="announcements">
      <h2 className="panel-title" id="announcements">
        Announcements of quiz events
      </h2>
      <p>
        <span className="pill">{isOn ? 'On' : 'Off'}</span>
      </p>
      <p className="muted">
        {isOn
          ? 'What happens within an attempt becomes live events too, for standard Caliper.'
          : 'What happens within an attempt stays in its log. Attempts, grades and courses are announced all the same.'}{' '}
        It is decided where the server is started, by <code>QUIZWIRE_ANNOUNCE_QUIZ_EVENTS</code>.
      </p>
    </section>
  );
}

interface NamedValuesProps {
  label: string;
  heads: readonly [string, string];
  rows: readonly (readonly [string, string])[];
}

function NamedValues({ label, heads, rows }: NamedValuesProps) {
  return (
    <ScrolledTable label={label} heads={heads}>
      {rows.map(([name, value]) => (
        <tr key={name}>
          <th scope="row">{name}</th>
          <td>{value}</td>
        </tr>
      ))}
    </ScrolledTable>
  );
}

function settingOf(settings: ServerState['settings'], name: string): string | null {
  return settings.find((setting) => setting.name === name)?.value ?? null;
}
