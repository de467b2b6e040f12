// Makes sure that a signed live event is Canvas's: a compact JWS by one of the keys that Canvas publishes. Canvas: live events
// reference §6.1 (HTTPS, "Sign Payload").

import type { errors as JoseErrors, JWTVerifyGetKey } from 'jose';
import type { Clock } from '../model/clock.ts';
import { keySetTimeoutMs, tokenHeaderCharsMax } from '../model/feed-limits.ts';
import { retryAfterSeconds } from '../model/limits.ts';
import { isRecord } from '../model/loose-value.ts';
import { declined, malformed, Refusal } from '../model/refusal.ts';
import { jsonOf, utf8TextOf } from './canvas-wire/body-text.ts';

/**
 * The JSON text that the token signs. Raises declined as unauthorized (not signed by Canvas, or no longer good), malformed,
 * and overloaded when the keys cannot be read, so that Canvas sends again.
 */
export type VerifyCanvasToken = (token: string) => Promise<string>;

interface SignatureUses {
  keySetUrl: string;
  /** `root_account_uuid` of whose events are taken; empty for every account that these keys sign for. */
  rootAccountUuids: readonly string[];
  clock: Clock;
}

/** Whether a body is a compact JWS, signed or not, rather than JSON. */
export function isCompactToken(text: string): boolean {
  return /^[\w-]+\.[\w-]+\.[\w-]*$/.test(text);
}

/** Keys are kept for ten minutes, and fetched anew, at most every half minute, when one is named that is not among them. */
export function canvasSignatures({ keySetUrl, rootAccountUuids, clock }: SignatureUses): VerifyCanvasToken {
  const url = new URL(keySetUrl);
  let keySet: JWTVerifyGetKey | undefined;

  return async (token) => {
    // It is read before anybody knows who signed.
    if (token.indexOf('.') > tokenHeaderCharsMax)
      throw declined('unauthorized', 'the signature is not valid: its header is too long');
    const { createRemoteJWKSet, errors, jwtVerify } = await import('jose');
    keySet ??= createRemoteJWKSet(url, { timeoutDuration: keySetTimeoutMs });
    const findKey = findingIn(keySet, errors);
    try {
      await jwtVerify(token, findKey, { algorithms: ['RS256'], currentDate: new Date(clock()) });
    } catch (error) {
      // A published key that is too short or no RSA key at all.
      if (error instanceof TypeError) throw keysUnreadable();
      if (!(error instanceof errors.JOSEError)) throw error;
      throw declined('unauthorized', `the signature is not valid: ${error.message}`);
    }
    const claims = utf8TextOf(Buffer.from(token.split('.', 2)[1] ?? '', 'base64url'));
    if (rootAccountUuids.length > 0) assertFromAccounts(jsonOf(claims), rootAccountUuids);
    return claims;
  };
}

function keysUnreadable(): Refusal {
  const message = 'the keys that Canvas signs with cannot be read now; send it again';
  return new Refusal({ kind: 'overloaded', message, retryAfterSeconds });
}

/** What is not the token's fault is that the keys cannot be read. */
function findingIn(keySet: JWTVerifyGetKey, errors: typeof JoseErrors): JWTVerifyGetKey {
  return async (header, token) => {
    try {
      return await keySet(header, token);
    } catch (error) {
      const isTokensFault =
        error instanceof errors.JWKSNoMatchingKey ||
        error instanceof errors.JWKSMultipleMatchingKeys ||
        error instanceof errors.JOSENotSupported;
      throw isTokensFault ? error : keysUnreadable();
    }
  };
}

/** Canvas's cloud signs for all its customers with the same keys. */
function assertFromAccounts(claims: unknown, rootAccountUuids: readonly string[]): void {
  const metadata = isRecord(claims) ? claims.metadata : undefined;
  if (!isRecord(metadata)) throw malformed('the claims must have an object metadata');
  const { root_account_uuid } = metadata;
  if (typeof root_account_uuid === 'string' && rootAccountUuids.includes(root_account_uuid)) return;
  throw declined('unauthorized', 'events of this root account are not taken');
}
