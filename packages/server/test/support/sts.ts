// An STS on the loopback that has one action, AssumeRole. It checks the request as AWS documents it: form, signature (version 4,
// worked out anew), who signed, session name, and the role's own wish for an ExternalId; and answers with the documented XML.
// It is written from the same documents as what it tests, so it proves nothing of real policies, throttling or endpoints.

import { createHash, createHmac } from 'node:crypto';
import { type GotRequest, type Receiver, startReceiver } from './receiver.ts';

export interface StsUser {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
}

export interface StsParts {
  user: StsUser;
  /** ARNs of the roles that the user may assume, with the ExternalId that each asks for; null for none. */
  roles: Readonly<Record<string, string | null>>;
  /** When the credentials end that are given now. */
  expires: () => Date;
}

export interface Sts extends Receiver {
  endpoint: string;
  requests: GotRequest[];
}

/** The session's credentials are `ASIA<n>`, `secret of ASIA<n>` and `token of ASIA<n>`, with n from 1. */
export async function startSts({ user, roles, expires }: StsParts): Promise<Sts> {
  let given = 0;
  const receiver = await startReceiver((_request, response) => {
    const request = receiver.requests.at(-1);
    const fault = request === undefined ? null : faultOf(request, user, roles);
    response.setHeader('content-type', 'text/xml');
    if (fault !== null) response.writeHead(fault.status).end(errorXml(fault.code, fault.message));
    else response.writeHead(200).end(answerXml(`ASIA${++given}`, expires()));
  });
  return { ...receiver, endpoint: `http://127.0.0.1:${receiver.port}` };
}

/** As AWS answers faults in the query protocol. */
export function errorXml(code: string, message: string): string {
  return (
    '<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type>' +
    `<Code>${code}</Code><Message>${message}</Message></Error><RequestId>r-1</RequestId></ErrorResponse>`
  );
}

function answerXml(id: string, expires: Date): string {
  return (
    '<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><AssumedRoleUser>' +
    '<Arn>arn:aws:sts::123456789012:assumed-role/r/s</Arn><AssumedRoleId>AROA:s</AssumedRoleId></AssumedRoleUser>' +
    `<Credentials><AccessKeyId>${id}</AccessKeyId><SecretAccessKey>secret of ${id}</SecretAccessKey>` +
    `<SessionToken>token of ${id}</SessionToken><Expiration>${expires.toISOString()}</Expiration></Credentials>` +
    '</AssumeRoleResult><ResponseMetadata><RequestId>r-1</RequestId></ResponseMetadata></AssumeRoleResponse>'
  );
}

interface Fault {
  status: number;
  code: string;
  message: string;
}

function faultOf(request: GotRequest, user: StsUser, roles: StsParts['roles']): Fault | null {
  const { method, path, headers, body } = request;
  const form = new URLSearchParams(body);
  if (method !== 'POST' || path !== '/' || headers['content-type'] !== 'application/x-www-form-urlencoded')
    return { status: 400, code: 'MalformedInput', message: 'not a form that is posted' };
  if (form.get('Action') !== 'AssumeRole' || form.get('Version') !== '2011-06-15')
    return { status: 400, code: 'InvalidAction', message: 'Could not find operation' };
  const signed =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8}\/[\w-]+\/sts\/aws4_request), SignedHeaders=([\w;-]+), Signature=([\da-f]{64})$/.exec(
      headers.authorization ?? '',
    );
  if (signed === null)
    return {
      status: 403,
      code: 'MissingAuthenticationToken',
      message: 'Request is missing Authentication Token',
    };
  const [, keyId, scope = '', names = '', signature] = signed;
  if (keyId !== user.accessKeyId || headers['x-amz-security-token'] !== user.sessionToken)
    return { status: 403, code: 'InvalidClientTokenId', message: 'The security token is invalid.' };
  const mustSign = [
    'host',
    'x-amz-date',
    ...(user.sessionToken === undefined ? [] : ['x-amz-security-token']),
  ];
  const isSigned = mustSign.every((name) => names.split(';').includes(name));
  if (!isSigned || signature !== signatureOf(request, user.secretAccessKey, scope, names))
    return { status: 403, code: 'SignatureDoesNotMatch', message: 'The signatures do not match.' };
  const role = form.get('RoleArn') ?? '';
  const session = form.get('RoleSessionName') ?? '';
  if (role.length < 20 || !/^[\w+=,.@-]{2,64}$/.test(session))
    return { status: 400, code: 'ValidationError', message: 'a parameter is not as it must be' };
  const wish = roles[role];
  if (wish === undefined || (wish !== null && form.get('ExternalId') !== wish)) {
    const message = `User: arn:aws:iam::123456789012:user/${keyId} is not authorized to perform: sts:AssumeRole on resource: ${role}`;
    return { status: 403, code: 'AccessDenied', message };
  }
  return null;
}

/** AWS's Signature Version 4 of a request whose path is `/`, without a query. */
function signatureOf(
  { method, headers, body }: GotRequest,
  secret: string,
  scope: string,
  names: string,
): string {
  const hash = (text: string) => createHash('sha256').update(text).digest('hex');
  const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
  const lines = names.split(';').map((name) => `${name}:${String(headers[name] ?? '').trim()}\n`);
  const canonical = [method, '/', '', lines.join(''), names, hash(body)].join('\n');
  const toSign = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, hash(canonical)].join('\n');
  const key = scope.split('/').reduce<string | Buffer>((last, part) => hmac(last, part), `AWS4${secret}`);
  return hmac(key, toSign).toString('hex');
}
