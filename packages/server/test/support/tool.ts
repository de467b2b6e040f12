// A tool that calls by itself: registered by the test server's admin, it signs assertions and gets tokens for them.

import { type JWTPayload, SignJWT } from 'jose';
import type { TestServer } from './server.ts';

export interface TestTool {
  id: number;
  guid: string;
  sharedSecret: string;
}

export const everyEvent = 'vnd.instructure.webhooks.root_account.all';
export const assertionGrant = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

export async function registeredTool(
  server: TestServer,
  capabilities: readonly string[] = [everyEvent],
  account: string | number = 1,
): Promise<TestTool> {
  const { status, json, text } = await server.call('POST', `/api/v1/accounts/${account}/tool_proxies`, {
    body: { tool_proxy: { name: 'Similarity', capabilities } },
  });
  if (status !== 201) throw new Error(`registering a tool answered ${status}: ${text}`);
  return { id: json.id, guid: json.guid, sharedSecret: json.shared_secret };
}

export function authorizeUrl(server: TestServer, account: string | number = 1): string {
  return `${server.url}/api/lti/accounts/${account}/authorize`;
}

let assertions = 0;

/** Good now and for this server, unless `claims` says otherwise; undefined leaves a claim out. */
export function assertion(
  server: TestServer,
  { guid, sharedSecret }: Pick<TestTool, 'guid' | 'sharedSecret'>,
  claims: { [name: string]: unknown } = {},
  alg = 'HS256',
): Promise<string> {
  const now = Math.floor(server.clock.nowMs / 1000);
  const all = {
    sub: guid,
    aud: authorizeUrl(server),
    iat: now,
    exp: now + 300,
    jti: `assertion ${++assertions}`,
    ...claims,
  };
  return new SignJWT(all as JWTPayload).setProtectedHeader({ alg }).sign(Buffer.from(sharedSecret));
}

/** An access token of the tool. */
export async function toolToken(
  server: TestServer,
  tool: TestTool,
  account: string | number = 1,
): Promise<string> {
  const { json, text } = await server.call('POST', `/api/lti/accounts/${account}/authorize`, {
    token: null,
    body: {
      grant_type: assertionGrant,
      assertion: await assertion(server, tool, { aud: authorizeUrl(server, account) }),
    },
  });
  if (typeof json?.access_token !== 'string') throw new Error(`no token was granted: ${text}`);
  return json.access_token;
}
