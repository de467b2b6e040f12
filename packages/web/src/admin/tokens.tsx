// The access tokens of a person: what there are, a new one, and the end of one. A value is shown once, when it was made.

import { useCallback, useState } from 'react';
import { call } from '../api/client.ts';
import { callAll } from '../api/pages.ts';
import { AskedPart, useAsked } from '../shell/asked.tsx';
import { useAction } from '../shell/use-action.ts';
import type { AccessToken } from './access-token.ts';
import { Outcome } from './field.tsx';
import { NewToken } from './new-token.tsx';
import { ScrolledTable } from './scrolled-table.tsx';
import { TokenRow } from './token-row.tsx';
import { TokenValue } from './token-value.tsx';

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
  const { run, isBusy, problem } = useAction(async (change: 'revoke' | 'activate', token: AccessToken) => {
    const { id, purpose } = token;
    setDone(null);
    if (change === 'revoke') {
      await call('DELETE', `${path}/tokens/${id}`);
      setMade((before) => (before?.id === id ? null : before));
    } else {
      await call('PUT', `${path}/tokens/${id}`, { body: { token: { active: true } } });
    }
    setDone(`The token “${purpose ?? ''}” ${change === 'revoke' ? 'has ended' : 'can be used now'}.`);
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
      <Outcome problem={problem} done={done} />
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
                  isOwn={ownerName === null}
                  isBusy={isBusy}
                  onChange={(change) => void run(change, token)}
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
