// The access tokens of a person: what there are, a new one, and the end of one. A value is shown once, when it was made.

import { useCallback, useState } from 'react';
import { call } from '../api/client.ts';
import { callAll } from '../api/pages.ts';
import { AskedPart, useAsked } from '../shell/asked.tsx';
import { Time } from '../shell/time.tsx';
import { useAction } from '../shell/use-action.ts';
import { countText } from '../shell/wording.ts';
import { ConfirmButton } from './confirm-button.tsx';
import { Outcome } from './field.tsx';
import { NewToken } from './new-token.tsx';
import { ScrolledTable } from './scrolled-table.tsx';
import { TokenValue } from './token-value.tsx';

export interface AccessToken {
  id: number;
  purpose: string | null;
  token_hint: string;
  scopes: string[];
  created_at: string;
  expires_at: string | null;
  last_used_at: string | null;
  workflow_state: string;
  /** Whole, only when it was just made. */
  token?: string;
}

interface TokensProps {
  userId: number;
  /** Null for one's own. */
  ownerName: string | null;
}

export function Tokens({ userId, ownerName }: TokensProps) {
  const path = `/api/v1/users/${userId}`;
  const asked = useAsked(
    useCallback(
      (signal) =>
        callAll<AccessToken>(
          `/api/v1/users/${userId}/user_generated_tokens?per_page=100`,
          undefined,
          undefined,
          signal,
        ),
      [userId],
    ),
  );
  const [made, setMade] = useState<AccessToken | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const revoking = useAction(async ({ id, purpose }: AccessToken) => {
    setDone(null);
    await call('DELETE', `${path}/tokens/${id}`);
    setMade((before) => (before?.id === id ? null : before));
    setDone(`The token “${purpose ?? ''}” has ended.`);
    asked.again();
  });
  return (
    <section className="panel stack" aria-labelledby="tokens">
      <h2 className="panel-title" id="tokens">
        Access tokens
      </h2>
      <p className="muted">
        A token stands for {ownerName === null ? 'you' : <span dir="auto">{ownerName}</span>}: programs send
        it, and people sign in with one that has no scopes.
      </p>
      {made !== null && <TokenValue made={made} />}
      <Outcome problem={revoking.problem} done={done} />
      <AskedPart asked={asked}>
        {(tokens) =>
          tokens.length === 0 ? (
            <p className="empty">There are no access tokens.</p>
          ) : (
            <ScrolledTable
              label="access tokens"
              heads={['Purpose', 'Begins with', 'May', 'State', 'Last used', 'Ends', 'Made']}
              hasActions
            >
              {tokens.map((token) => (
                <TokenRow
                  key={token.id}
                  token={token}
                  isBusy={revoking.isBusy}
                  onRevoke={() => void revoking.run(token)}
                />
              ))}
            </ScrolledTable>
          )
        }
      </AskedPart>
      <NewToken
        path={`${path}/tokens`}
        isForOther={ownerName !== null}
        onMade={(token) => {
          setDone(null);
          setMade(token);
          asked.again();
        }}
      />
    </section>
  );
}

interface TokenRowProps {
  token: AccessToken;
  isBusy: boolean;
  onRevoke: () => void;
}

function TokenRow({ token, isBusy, onRevoke }: TokenRowProps) {
  const { purpose, token_hint, scopes, last_used_at, expires_at } = token;
  return (
    <tr>
      <th scope="row" dir="auto">
        {purpose}
      </th>
      <td className="mono">{token_hint}…</td>
      <td>
        {scopes.length === 0 ? (
          'All that the person may'
        ) : (
          <details>
            <summary>{countText(scopes.length, 'scope')}</summary>
            <ul className="plain-list mono small">
              {scopes.map((scope) => (
                <li key={scope}>{scope}</li>
              ))}
            </ul>
          </details>
        )}
      </td>
      <td>{stateText(token)}</td>
      <td>{last_used_at === null ? 'Never' : <Time iso={last_used_at} precision="minute" />}</td>
      <td>{expires_at === null ? 'Never' : <Time iso={expires_at} precision="minute" />}</td>
      <td>
        <Time iso={token.created_at} precision="minute" />
      </td>
      <td>
        <ConfirmButton
          name="Revoke"
          of={purpose ?? 'the token'}
          question="Revoke this access token?"
          isSmall
          isDisabled={isBusy}
          onConfirm={onRevoke}
        >
          <p>
            “<span dir="auto">{purpose}</span>” ends at once, with every session that began with it. It cannot
            be brought back.
          </p>
        </ConfirmButton>
      </td>
    </tr>
  );
}

function stateText({ workflow_state, expires_at }: AccessToken): string {
  if (expires_at !== null && Date.parse(expires_at) <= Date.now()) return 'Expired';
  if (workflow_state === 'active') return 'Active';
  if (workflow_state === 'pending') return 'Waits for its owner';
  return workflow_state;
}
