// A tool exchanges an assertion, signed with its secret, for an access token. Canvas: live events reference §6.3; RFC 7523.

import type { Clock } from '../../model/clock.ts';
import {
  assertionIdCharsMax,
  assertionSeconds,
  clockSkewSeconds,
  toolTokenSeconds,
} from '../../model/delivery-limits.ts';
import type { Lookup } from '../../model/lookup.ts';
import { Refusal } from '../../model/refusal.ts';
import type { Database } from '../../store/database.ts';
import type { SecretBox } from '../../store/secret-box.ts';
import { findToolProxyByGuid, insertUsedAssertion } from '../../store/tool-proxies.ts';
import { digestOf } from '../digest.ts';
import { isAccountWithin, namedAccount } from '../named-account.ts';
import type { Random } from '../random.ts';
import { configuredSecrets } from '../subscriptions/configured-secrets.ts';
import { assertedGuid } from './asserted-guid.ts';
import { makeToolToken } from './tool-token.ts';

export interface AssertionAsked {
  account: Lookup;
  assertion: string;
  /** The URL that was asked, as the tool knows it. */
  authorizeUrl: string;
  /** Of that URL. */
  host: string;
}

export interface GrantedToken {
  accessToken: string;
  seconds: number;
}

export type AuthorizeTool = (asked: AssertionAsked) => Promise<GrantedToken>;

/**
 * An assertion is good once, for a tool of the account or of one above it. Raises not_found (account),
 * subscriptions_not_configured, grant_refused as invalid_grant.
 */
export function authorizeTool(
  database: Database,
  secrets: SecretBox | null,
  clock: Clock,
  random: Random,
): AuthorizeTool {
  return async ({ account: lookup, assertion, authorizeUrl, host }) => {
    const account = await namedAccount(database.query, lookup);
    const box = configuredSecrets(secrets);
    const nowMs = clock();
    const guid = await assertedGuid(assertion);
    const tool = guid === undefined ? undefined : await findToolProxyByGuid(database.query, guid);
    const isKnown =
      tool?.workflowState === 'active' && (await isAccountWithin(database.query, account.id, tool.accountId));
    // Nobody learns whether a tool is there who could not sign for it.
    if (tool === undefined || !isKnown) throw refused(notSigned);
    const secret = Buffer.from(box.unseal(tool.sharedSecret));
    const { jti, expiresAtMs } = await claimsOf(assertion, secret, authorizeUrl, nowMs);
    const assertionDigest = digestOf(`${tool.guid}\n${jti}`);
    const isFirst = await database.transaction((transaction) =>
      insertUsedAssertion(transaction, { assertionDigest, expiresAtMs }),
    );
    if (!isFirst) throw refused('the assertion has been used: each needs a jti of its own');
    const accessToken = await makeToolToken(box, { guid: tool.guid, host, jti: random.uuid(), nowMs });
    return { accessToken, seconds: toolTokenSeconds };
  };
}

const notSigned =
  'the assertion is not a JWT that a tool of this account has signed with HS256 and its secret';

async function claimsOf(
  assertion: string,
  secret: Uint8Array,
  audience: string,
  nowMs: number,
): Promise<{ jti: string; expiresAtMs: number }> {
  const { errors, jwtVerify } = await import('jose');
  try {
    const { payload } = await jwtVerify<{ exp: number; iat: number }>(assertion, secret, {
      algorithms: ['HS256'],
      audience,
      requiredClaims: ['sub', 'exp', 'iat', 'jti'],
      maxTokenAge: assertionSeconds,
      clockTolerance: clockSkewSeconds,
      currentDate: new Date(nowMs),
    });
    const jti: unknown = payload.jti;
    if (typeof jti !== 'string' || jti === '' || jti.length > assertionIdCharsMax)
      throw refused(`jti must be a text of 1 to ${assertionIdCharsMax} characters`);
    // As late as it could still be taken, to the second in which that is judged.
    const lastSecond = Math.min(payload.exp, payload.iat + assertionSeconds) + clockSkewSeconds;
    return { jti, expiresAtMs: (Math.ceil(lastSecond) + 1) * 1_000 };
  } catch (error) {
    if (error instanceof errors.JWTClaimValidationFailed || error instanceof errors.JWTExpired)
      throw refused(error.claim === 'aud' ? `aud must be ${audience}` : error.message);
    if (error instanceof errors.JOSEError) throw refused(notSigned);
    throw error;
  }
}

function refused(message: string): Refusal {
  return new Refusal({ kind: 'grant_refused', error: 'invalid_grant', message });
}
