// One access token in the list of them.

import { Time } from '../shell/time.tsx';
import { countText } from '../shell/wording.ts';
import type { AccessToken } from './access-token.ts';
import { ConfirmButton } from './confirm-button.tsx';

interface TokenRowProps {
  token: AccessToken;
  /** Only the owner of a token that somebody else made brings it to life. */
  isOwn: boolean;
  isBusy: boolean;
  onChange: (change: 'revoke' | 'activate') => void;
}

export function TokenRow({ token, isOwn, isBusy, onChange }: TokenRowProps) {
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
        <span className="row">
          {isOwn && token.workflow_state === 'pending' && (
            <button
              type="button"
              className="button button-small"
              aria-disabled={isBusy}
              onClick={() => onChange('activate')}
            >
              Activate<span className="visually-hidden"> {purpose}</span>
            </button>
          )}
          <ConfirmButton
            name="Revoke"
            of={purpose ?? 'the token'}
            question="Revoke this access token?"
            isSmall
            isDisabled={isBusy}
            onConfirm={() => onChange('revoke')}
          >
            <p>
              “<span dir="auto">{purpose}</span>” ends at once, with every session that began with it. It
              cannot be brought back.
            </p>
          </ConfirmButton>
        </span>
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
