// What arrived at `quizwire listen`: which message it is, and whether its signatures are good. It may come from anybody.

import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { Webhook } from 'standardwebhooks';

export interface IncomingMessage {
  /** The same whenever the same message comes: `webhook-id`, or what the body comes to. */
  id: string;
  /** Of the event, or of what Caliper calls it. */
  name: string;
  /** JSON of an object on one line; null for what is none. */
  text: string | null;
  /** What was found good. */
  proofs: string[];
  /** What was not, with what a receiver answers to it. */
  faults: { status: 400 | 401; told: string }[];
}

export type ReadMessage = (headers: IncomingHttpHeaders, body: string) => Promise<IncomingMessage>;

interface Checks {
  /** Of Standard Webhooks: one of them has to have signed. None: it is not looked at. */
  secrets: readonly string[];
  /** Where the keys are that JWTs are signed with; null: who signed is not looked at. */
  jwksUrl: string | null;
}

/** Raises what `Webhook` raises for a secret that is none. */
export function messageReader({ secrets, jwksUrl }: Checks): ReadMessage {
  const webhooks = secrets.map((secret) => new Webhook(secret));
  const keySet = jwksUrl === null ? null : createRemoteJWKSet(new URL(jwksUrl));

  return async (headers, body) => {
    const proofs: string[] = [];
    const faults: IncomingMessage['faults'] = [];
    if (webhooks.length > 0) {
      const fault = signatureFault(webhooks, headers, body);
      if (fault === null) proofs.push('signature valid');
      else faults.push({ status: 401, told: `signature NOT valid: ${fault}` });
    }
    const isToken = /^[\w-]+\.[\w-]+\.[\w-]*$/.test(body);
    if (keySet !== null) {
      const { proof, fault } = isToken
        ? await tokenChecked(body, keySet)
        : { proof: null, fault: 'the body is none' };
      if (proof !== null) proofs.push(proof);
      if (fault !== null) faults.push({ status: 401, told: `JWT NOT valid: ${fault}` });
    } else if (isToken) proofs.push('a JWT, not checked');
    const json = isToken ? Buffer.from(body.split('.')[1] ?? '', 'base64url').toString() : body;
    const message = objectIn(json);
    if (message === null) faults.push({ status: 400, told: 'no message: the body is not a JSON object' });
    return {
      id: textOf(headers['webhook-id']) ?? createHash('sha256').update(body).digest('hex'),
      name: message === null ? '?' : nameOf(message),
      text: message === null ? null : json.replace(/[\r\n]+/g, ' '),
      proofs,
      faults,
    };
  };
}

function signatureFault(
  webhooks: readonly Webhook[],
  headers: IncomingHttpHeaders,
  body: string,
): string | null {
  const texts = Object.entries(headers).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value] as const] : [],
  );
  let fault: string | null = null;
  for (const webhook of webhooks) {
    try {
      webhook.verify(body, Object.fromEntries(texts), { jsonParse: false });
      return null;
    } catch (error) {
      fault = (error as Error).message;
    }
  }
  return fault;
}

async function tokenChecked(
  token: string,
  keySet: ReturnType<typeof createRemoteJWKSet>,
): Promise<{ proof: string | null; fault: string | null }> {
  try {
    const { protectedHeader } = await jwtVerify(token, keySet, { algorithms: ['RS256'] });
    return { proof: `JWT valid, kid ${protectedHeader.kid ?? 'not said'}`, fault: null };
  } catch (error) {
    const { message, cause } = error as Error;
    return { proof: null, fault: cause instanceof Error ? `${message} (${cause.message})` : message };
  }
}

/** Canvas's message says it, and so does our Caliper; of other Caliper it is the type. */
function nameOf({ metadata, data }: Json): string {
  const item = objectOf(Array.isArray(data) ? data[0] : undefined);
  const ours = objectOf(objectOf(item.extensions)['com.quizwire']);
  return textOf(objectOf(metadata).event_name) ?? textOf(ours.event_name) ?? textOf(item.type) ?? '?';
}

type Json = Record<string, unknown>;

function objectIn(json: string): Json | null {
  try {
    const value: unknown = JSON.parse(json);
    return isJson(value) ? value : null;
  } catch {
    return null;
  }
}

function objectOf(value: unknown): Json {
  return isJson(value) ? value : {};
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
