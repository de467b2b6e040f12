import { expect, test } from 'vitest';
import { connectionFault } from '../../src/delivery/connection-fault.ts';
import { TargetRefused } from '../../src/delivery/target-guard.ts';
import { faultCharsMax } from '../../src/model/delivery-limits.ts';

function coded(code: string, message = 'words of a library', more: object = {}): Error {
  return Object.assign(new Error(message), { code }, more);
}

test.each([
  ['ECONNREFUSED', 'connection refused'],
  ['ECONNRESET', 'the connection was closed before an answer'],
  ['EPIPE', 'the connection was closed before an answer'],
  ['ENOTFOUND', 'the host has no address in DNS'],
  ['ESERVFAIL', 'DNS does not answer for the host'],
  ['EHOSTUNREACH', 'the host cannot be reached'],
  ['ETIMEDOUT', 'no connection within 10 s'],
  ['CERT_HAS_EXPIRED', 'certificate not valid: words of a library'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'certificate not valid: words of a library'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'certificate not valid: words of a library'],
  ['EPROTO', 'no TLS connection: words of a library'],
  ['EUNHEARDOF', 'not sent: words of a library'],
])('%s is told as: %s', (code, words) => {
  expect(connectionFault(coded(code))).toBe(words);
});

test('a name server that refuses is not the target that refuses', () => {
  expect(connectionFault(coded('ECONNREFUSED', '', { syscall: 'queryA' }))).toBe(
    'DNS does not answer for the host',
  );
  expect(connectionFault(coded('ECONNREFUSED', '', { syscall: 'connect' }))).toBe('connection refused');
});

test('OpenSSL is told by its reason', () => {
  const error = coded('ERR_SSL_WRONG_VERSION_NUMBER', '8070:error:0A00010B:SSL routines', {
    reason: 'wrong version number',
  });
  expect(connectionFault(error)).toBe('no TLS connection: wrong version number');
});

test('what says most is found, however deep', () => {
  const deep = new Error('outer', { cause: new Error('middle', { cause: coded('ECONNREFUSED') }) });
  expect(connectionFault(deep)).toBe('connection refused');
  const several = new AggregateError([coded('EUNHEARDOF'), coded('ENETUNREACH')], 'all failed');
  expect(connectionFault(several)).toBe('the host cannot be reached');
  const refused = new AggregateError([coded('ECONNREFUSED'), new TargetRefused('it is at 10.0.0.1')]);
  expect(connectionFault(new Error('outer', { cause: refused }))).toBe('it is at 10.0.0.1');
});

test('it is one line with an end, whatever was thrown', () => {
  expect(connectionFault(new Error('a\r\nb\t  c'))).toBe('not sent: a b c');
  expect(connectionFault(new Error('x'.repeat(10_000)))).toHaveLength(faultCharsMax);
  const ring = new Error('ring');
  ring.cause = ring;
  expect(connectionFault(ring)).toBe('not sent: ring');
  for (const thrown of [undefined, null, 'text', 5, {}]) {
    expect(connectionFault(thrown)).toBe('not sent: unknown fault');
  }
});
