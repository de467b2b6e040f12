// The tokens that tools call with: JWTs that only this server can make. Canvas: live events reference §6.3.

import { toolTokenSeconds } from '../../model/delivery-limits.ts';
import { Refusal } from '../../model/refusal.ts';
import type { SecretBox } from '../../store/secret-box.ts';

const issuer = 'Canvas';

/** Canvas: tokens begin this long before they are made, for clocks that are behind. */
const notBeforeSeconds = 30;

export interface ToolTokenFacts {
  guid: string;
  /** The host that the tool asked. */
  host: string;
  jti: string;
  nowMs: number;
}

/** A token of the tool, good for `toolTokenSeconds`. */
export async function makeToolToken(
  secrets: SecretBox,
  { guid, host, jti, nowMs }: ToolTokenFacts,
): Promise<string> {
  const { SignJWT } = await import('jose');
  const now = Math.floor(nowMs / 1_000);
  return new SignJWT()
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuer(issuer)
    .setSubject(guid)
    .setAudience(host)
    .setIssuedAt(now)
    .setNotBefore(now - notBeforeSeconds)
    .setExpirationTime(now + toolTokenSeconds)
    .setJti(jti)
    .sign(tokenKey(secrets));
}

/** The guid of the tool that a token was made for. Raises access_token_invalid, access_token_expired. */
export async function readToolToken(secrets: SecretBox, token: string, nowMs: number): Promise<string> {
  const { errors, jwtVerify } = await import('jose');
  try {
    // Whom it is for is not checked: a server goes by several hosts, and nobody else has the key.
    const { payload } = await jwtVerify<{ sub: string }>(token, tokenKey(secrets), {
      algorithms: ['HS256'],
      issuer,
      requiredClaims: ['sub', 'exp'],
      currentDate: new Date(nowMs),
    });
    return payload.sub;
  } catch (error) {
    if (error instanceof errors.JWTExpired)
      throw new Refusal({
        kind: 'access_token_expired',
        expiredAtMs: Number(error.payload.exp) * 1_000,
      });
    if (error instanceof errors.JOSEError) throw new Refusal({ kind: 'access_token_invalid' });
    throw error;
  }
}

function tokenKey(secrets: SecretBox): Uint8Array {
  return secrets.keyFor('lti access tokens');
}
