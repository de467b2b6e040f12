// The keys that a Canvas signs with, published as Canvas does it, on a loopback server of the test's own.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';

export interface SigningKey {
  kid: string;
  privateKey: CryptoKey;
  publicJwk: object;
}

export interface KeySet extends AsyncDisposable {
  url: string;
  /** What is published; change it at will. */
  published: { status: number; keys: SigningKey[] };
  /** How often it was asked for. */
  readonly requests: number;
}

export async function signingKey(kid: string): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
  return { kid, privateKey, publicJwk: { ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' } };
}

/** A compact JWS of `claims` as Canvas signs it. */
export function signed(
  claims: object,
  { kid, privateKey }: Pick<SigningKey, 'privateKey'> & { kid?: string },
): Promise<string> {
  const header = { alg: 'RS256', ...(kid === undefined ? {} : { kid }) };
  return new SignJWT(claims as JWTPayload).setProtectedHeader(header).sign(privateKey);
}

export async function publishKeys(...keys: SigningKey[]): Promise<KeySet> {
  const published = { status: 200, keys };
  let requests = 0;
  const server = createServer((_, response) => {
    requests++;
    response.writeHead(published.status, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ keys: published.keys.map(({ publicJwk }) => publicJwk) }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/main/jwks`,
    published,
    get requests() {
      return requests;
    },
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
