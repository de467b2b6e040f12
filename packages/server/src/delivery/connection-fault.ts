// Why there was no answer, in words for the subscriber, out of whatever a client of the network threw.

import { connectTimeoutMs, faultCharsMax, responseHeaderBytesMax } from '../model/delivery-limits.ts';
import { NoAnswer } from './send-end.ts';
import { TargetRefused } from './target-guard.ts';

const certificateFault =
  /^(?:CERT_|CRL_|UNABLE_TO_|ERROR_IN_C|DEPTH_ZERO_|SELF_SIGNED_|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_|HOSTNAME_|ERR_TLS_CERT_)/;

const notHttp = 'the answer is not HTTP/1.1';
const headTooLarge = `the head of the answer is larger than ${responseHeaderBytesMax} bytes`;
const closed = 'the connection was closed before an answer';
const noConnection = `no connection within ${connectTimeoutMs / 1_000} s`;

const byCode: Readonly<Record<string, string>> = {
  ENOTFOUND: 'the host has no address in DNS',
  ENODATA: 'the host has no address in DNS',
  EBADNAME: 'the host has no address in DNS',
  EBADRESP: 'DNS does not answer for the host',
  EREFUSED: 'DNS does not answer for the host',
  ESERVFAIL: 'DNS does not answer for the host',
  ETIMEOUT: 'DNS does not answer for the host',
  EAI_AGAIN: 'DNS does not answer for the host',
  ECONNREFUSED: 'connection refused',
  ECONNRESET: closed,
  ECONNABORTED: closed,
  EPIPE: closed,
  UND_ERR_SOCKET: closed,
  UND_ERR_DESTROYED: 'not sent: its connections were closed',
  UND_ERR_CLOSED: 'not sent: its connections were closed',
  EHOSTUNREACH: 'the host cannot be reached',
  ENETUNREACH: 'the host cannot be reached',
  EADDRNOTAVAIL: 'the host cannot be reached',
  ETIMEDOUT: noConnection,
  UND_ERR_CONNECT_TIMEOUT: noConnection,
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: notHttp,
  UND_ERR_HEADERS_OVERFLOW: headTooLarge,
  HPE_HEADER_OVERFLOW: headTooLarge,
};

/** One line, bounded; without values of headers. The error may have the one that says more as its cause, or a few of them. */
export function connectionFault(error: unknown): string {
  const errors = causesOf(error);
  const refused = errors.find((cause) => cause instanceof TargetRefused || cause instanceof NoAnswer);
  const told = refused?.message ?? errors.map(wordsOf).find((words) => words !== null);
  return (told ?? `not sent: ${errors[0]?.message ?? 'unknown fault'}`)
    .replace(/\s+/g, ' ')
    .slice(0, faultCharsMax);
}

function wordsOf(error: Error): string | null {
  // By its name: who has only queues to ask need not load undici.
  if (error.name === 'HTTPParserError') return notHttp;
  const { code, syscall, reason } = error as Error & Record<'code' | 'syscall' | 'reason', unknown>;
  if (typeof code !== 'string') return null;
  if (certificateFault.test(code)) return `certificate not valid: ${error.message}`;
  if (/^(?:ERR_SSL_|ERR_TLS_|EPROTO$)/.test(code)) {
    return `no TLS connection: ${typeof reason === 'string' ? reason : error.message}`;
  }
  // Node's own client, which that of AWS uses.
  if (code.startsWith('HPE_')) return byCode[code] ?? notHttp;
  // The resolver has the same word for a name server that refuses it.
  if (code === 'ECONNREFUSED' && typeof syscall === 'string' && syscall.startsWith('query')) {
    return 'DNS does not answer for the host';
  }
  return byCode[code] ?? null;
}

/** Outermost first; a chain that is a ring ends. */
function causesOf(error: unknown): readonly Error[] {
  const found = new Set<Error>();
  const add = (cause: unknown): void => {
    if (!(cause instanceof Error) || found.has(cause)) return;
    found.add(cause);
    if (cause instanceof AggregateError) cause.errors.forEach(add);
    add(cause.cause);
  };
  add(error);
  return [...found];
}
