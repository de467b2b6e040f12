// A new key to sign messages with.

import type { SigningKey } from '../../model/signing-key.ts';
import type { SecretBox } from '../../store/secret-box.ts';

/** RSA of 2,048 bits, which takes a core a fraction of a second. It has not begun. */
export async function makeSigningKey(
  generation: number,
  secrets: SecretBox,
  nowMs: number,
): Promise<SigningKey> {
  const { calculateJwkThumbprint, exportJWK, generateKeyPair } = await import('jose');
  const { publicKey, privateKey } = await generateKeyPair('RS256', {
    modulusLength: 2_048,
    extractable: true,
  });
  const bare = await exportJWK(publicKey);
  const kid = await calculateJwkThumbprint(bare);
  const named = { kid, alg: 'RS256', use: 'sig' };
  return {
    generation,
    kid,
    publicJwk: JSON.stringify({ ...bare, ...named }),
    privateJwk: secrets.seal(JSON.stringify({ ...(await exportJWK(privateKey)), ...named })),
    createdAtMs: nowMs,
    beganAtMs: null,
  };
}
