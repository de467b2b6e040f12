// How a tool asks for an access token, and what it gets. Canvas: live events reference §6.3; RFC 6749 §5, RFC 7523.

import { type Static, Type } from 'typebox';
import { assertionCharsMax } from '../../model/delivery-limits.ts';
import { Refusal } from '../../model/refusal.ts';
import type { GrantedToken } from '../../operations/tools/authorize-tool.ts';

export const authorizeToolPath = '/api/lti/accounts/:id/authorize';

export const authorizeToolParams = Type.Object({
  id: Type.String({ description: 'Account id, `self`, `default` or `sis_account_id:…`' }),
});

const assertionGrant = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

const optional = (description: string) => Type.Optional(Type.Unknown({ description }));

export const authorizeToolBody = Type.Object({
  grant_type: optional(`\`${assertionGrant}\``),
  assertion: optional(
    'A JWT, HS256 by the shared secret: `sub` the guid, `aud` this URL, `exp`, `iat`, `jti` used once',
  ),
});

export const shownToolToken = Type.Object({
  access_token: Type.String(),
  token_type: Type.Literal('bearer'),
  expires_in: Type.String({ description: 'Seconds, as text' }),
});

export function toolTokenJson({ accessToken, seconds }: GrantedToken): Static<typeof shownToolToken> {
  return { access_token: accessToken, token_type: 'bearer', expires_in: String(seconds) };
}

/** Raises grant_refused as invalid_request, unsupported_grant_type. */
export function assertionOf(body: Record<string, unknown>): string {
  const grantType = textOf(body, 'grant_type');
  if (grantType === 'authorization_code')
    throw refused(
      'unsupported_grant_type',
      'there are no developer keys here: an admin registers a tool with POST /api/v1/accounts/:account_id/tool_proxies',
    );
  if (grantType !== assertionGrant)
    throw refused('unsupported_grant_type', `grant_type must be ${assertionGrant}`);
  return textOf(body, 'assertion');
}

function textOf(body: Record<string, unknown>, name: string): string {
  const value = body[name];
  if (value === undefined || value === null || value === '')
    throw refused('invalid_request', `${name} is missing`);
  if (typeof value !== 'string' || value.length > assertionCharsMax)
    throw refused('invalid_request', `${name} must be a text of at most ${assertionCharsMax} characters`);
  return value;
}

function refused(error: 'invalid_request' | 'unsupported_grant_type', message: string): Refusal {
  return new Refusal({ kind: 'grant_refused', error, message });
}
