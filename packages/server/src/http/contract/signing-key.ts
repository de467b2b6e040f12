// The keys that messages are signed with, on the wire: as a key set for who checks signatures (RFC 7517), and with what is
// known of them for admins.

import { type Static, Type } from 'typebox';
import type { SigningKey } from '../../model/signing-key.ts';
import { wireTime } from '../../model/time.ts';

export const keySetPath = '/api/lti/security/jwks';
export const rotateSigningKeysPath = '/api/v1/signing_keys/rotate';

export const shownKeySet = Type.Object({
  keys: Type.Array(
    Type.Object({
      kty: Type.String(),
      n: Type.String(),
      e: Type.String(),
      kid: Type.String(),
      alg: Type.String(),
      use: Type.String(),
    }),
    { description: 'The previous one, the one in use, the next' },
  ),
});

/** The keys in the order given. */
export function keySetJson(keys: readonly SigningKey[]): Static<typeof shownKeySet> {
  return { keys: keys.map(({ publicJwk }) => JSON.parse(publicJwk)) };
}

const signingKeyState = Type.Union([Type.Literal('previous'), Type.Literal('current'), Type.Literal('next')]);

export const shownSigningKeys = Type.Object({
  signing_keys: Type.Array(
    Type.Object({
      kid: Type.String(),
      state: signingKeyState,
      created_at: Type.String(),
      began_at: Type.Unsafe<string | null>({ type: ['string', 'null'] }),
    }),
  ),
});

/** The newest three, oldest first. */
export function signingKeysJson(keys: readonly SigningKey[]): Static<typeof shownSigningKeys> {
  const current = keys.findLast(({ beganAtMs }) => beganAtMs !== null);
  return {
    signing_keys: keys.map((key) => ({
      kid: key.kid,
      state: key === current ? 'current' : key.beganAtMs === null ? 'next' : 'previous',
      created_at: wireTime(key.createdAtMs),
      began_at: wireTime(key.beganAtMs),
    })),
  };
}
