import { describe, expect, test } from 'vitest';
import { openWebhook } from '../../src/delivery/webhook.ts';
import type { Outcome } from '../../src/model/delivery.ts';
import { responseHeadCharsMax } from '../../src/model/delivery-limits.ts';
import { startReceiver, startSocketReceiver } from '../support/receiver.ts';
import { outgoing, webhookUses, withoutSecrets } from '../support/webhook.ts';

async function outcomeAt(port: number): Promise<Outcome | undefined> {
  const target = { type: 'https', url: `http://127.0.0.1:${port}/`, signsPayload: false } as const;
  await using webhook = openWebhook({ target, secrets: withoutSecrets }, webhookUses(['127.0.0.1']));
  const [outcome] = await webhook.send([outgoing()]);
  return outcome;
}

/** What one send comes to that is answered with these bytes, after which the connection is closed. */
async function outcomeOfBytes(...bytes: readonly (string | Buffer)[]): Promise<Outcome | undefined> {
  await using receiver = await startSocketReceiver((socket) => {
    socket.once('data', () => {
      for (const some of bytes) socket.write(some);
      socket.end();
    });
  });
  return await outcomeAt(receiver.port);
}

async function outcomeOfAnswer(
  status: number,
  headers: Record<string, string> = {},
  body: string | Buffer = '',
): Promise<Outcome | undefined> {
  await using receiver = await startReceiver((_request, response) =>
    response.writeHead(status, headers).end(body),
  );
  return await outcomeAt(receiver.port);
}

describe('an answer', () => {
  test.each([200, 201, 202, 204, 206, 299])('of %i is success', async (status) => {
    expect(await outcomeOfAnswer(status)).toEqual({ kind: 'delivered', status, responseHead: null });
  });

  test.each([400, 401, 403, 404, 409, 422, 429, 500, 502, 503, 599])('of %i is failure', async (status) => {
    expect(await outcomeOfAnswer(status, {}, 'no')).toEqual({
      kind: 'failed',
      status,
      responseHead: 'no',
      reason: `answered ${status}`,
      retryAfterMs: null,
      isFinal: false,
    });
  });

  test('of 410 says that the target wants no more', async () => {
    expect(await outcomeOfAnswer(410, { 'retry-after': '5' }, 'bye')).toEqual({
      kind: 'gone',
      status: 410,
      responseHead: 'bye',
      reason: 'answered 410: it wants no more',
    });
  });

  test('of 413 is final for this message, and for it alone', async () => {
    expect(await outcomeOfAnswer(413)).toMatchObject({
      kind: 'failed',
      reason: 'answered 413: the message is too large for it',
      isFinal: true,
    });
  });

  test.each([300, 301, 302, 303, 307, 308])('of %i is failure and not followed anywhere', async (status) => {
    await using inside = await startReceiver();
    const location = `http://127.0.0.1:${inside.port}/`;
    expect(await outcomeOfAnswer(status, { location })).toMatchObject({
      kind: 'failed',
      status,
      reason: `answered ${status}: redirects are not followed`,
      isFinal: false,
    });
    expect(inside.connections()).toBe(0);
  });

  test('may come after any number of provisional ones', async () => {
    const early = 'HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n';
    expect(
      await outcomeOfBytes(early, early, early, 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok'),
    ).toEqual({ kind: 'delivered', status: 200, responseHead: 'ok' });
  });

  test('with Retry-After says how long to wait, where it is a failure', async () => {
    expect(await outcomeOfAnswer(503, { 'retry-after': '120' })).toMatchObject({ retryAfterMs: 120_000 });
    // The clock of the test stands at 12:00:00.
    const date = 'Sun, 01 Mar 2026 12:05:00 GMT';
    expect(await outcomeOfAnswer(429, { 'retry-after': date })).toMatchObject({ retryAfterMs: 300_000 });
    expect(await outcomeOfAnswer(302, { 'retry-after': '1' })).toMatchObject({ retryAfterMs: 1_000 });
    expect(await outcomeOfAnswer(500, { 'retry-after': 'soon' })).toMatchObject({ retryAfterMs: null });
    expect(await outcomeOfAnswer(200, { 'retry-after': '120' })).not.toHaveProperty('retryAfterMs');
  });
});

describe('of the body', () => {
  test('the start is kept, as text that databases and terminals take', async () => {
    const body = Buffer.concat([Buffer.from('a\u0000b\u001b[31m\tc\r\nd é 😀 '), Buffer.from([0xff, 0xfe])]);
    expect(await outcomeOfAnswer(200, {}, body)).toMatchObject({
      responseHead: 'a\ufffdb\ufffd[31m\tc\r\nd é 😀 \ufffd\ufffd',
    });
  });

  test('no more than its bound is kept, and no half of a character', async () => {
    const long = await outcomeOfAnswer(500, {}, 'é'.repeat(60_000));
    expect(long?.responseHead).toBe('é'.repeat(responseHeadCharsMax));
    const pairs = await outcomeOfAnswer(500, {}, `a${'😀'.repeat(2_000)}`);
    expect(pairs?.responseHead).toBe(`a${'😀'.repeat(responseHeadCharsMax / 2 - 1)}\ufffd`);
  });

  test.each([
    [200, 'delivered'],
    [500, 'failed'],
    [410, 'gone'],
  ])('two gigabytes after %i are not read', async (status, kind) => {
    let written = 0;
    await using receiver = await startSocketReceiver((socket) => {
      const chunk = Buffer.alloc(65_536, 'x');
      const more = () => {
        while (!socket.destroyed && written < 2e9) {
          written += chunk.length;
          if (!socket.write(chunk)) return;
        }
      };
      socket.once('data', () => {
        socket.write(`HTTP/1.1 ${status} Yes\r\ncontent-length: 2000000000\r\n\r\n`);
        socket.on('drain', more);
        more();
      });
    });
    expect(await outcomeAt(receiver.port)).toMatchObject({
      kind,
      status,
      responseHead: 'x'.repeat(responseHeadCharsMax),
    });
    // What the kernel holds for a connection that nobody reads is more than we take, but no part of 2 GB.
    expect(written).toBeLessThan(50_000_000);
  });

  test('nothing matters once the status has come', async () => {
    const head = 'HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n';
    expect(await outcomeOfBytes(head, 'cut')).toEqual({
      kind: 'delivered',
      status: 200,
      responseHead: 'cut',
    });
    const chunked = 'HTTP/1.1 500 No\r\ntransfer-encoding: chunked\r\n\r\n';
    expect(await outcomeOfBytes(chunked, '3\r\nabc\r\nnot a length\r\n')).toMatchObject({
      kind: 'failed',
      status: 500,
      responseHead: 'abc',
    });
  });
});

describe('no answer is failure with a reason', () => {
  async function reasonOf(outcome: Promise<Outcome | undefined>): Promise<string | undefined> {
    const failed = await outcome;
    expect(failed).toMatchObject({ kind: 'failed', status: null, responseHead: null, retryAfterMs: null });
    return failed?.kind === 'failed' && !failed.isFinal ? failed.reason : undefined;
  }

  test('when nobody listens', async () => {
    const receiver = await startReceiver();
    await receiver[Symbol.asyncDispose]();
    expect(await reasonOf(outcomeAt(receiver.port))).toBe('connection refused');
  });

  test('when the connection is closed or reset', async () => {
    const reason = 'the connection was closed before an answer';
    expect(await reasonOf(outcomeOfBytes())).toBe(reason);
    expect(await reasonOf(outcomeOfBytes('HTTP/1.1 20'))).toBe(reason);
    expect(await reasonOf(outcomeOfBytes('HTTP/1.1 200 OK\r\ncontent-le'))).toBe(reason);
    await using resetting = await startSocketReceiver((socket) => {
      socket.once('data', () => socket.resetAndDestroy());
    });
    expect(await reasonOf(outcomeAt(resetting.port))).toBe(reason);
    await using atOnce = await startSocketReceiver((socket) => socket.resetAndDestroy());
    expect(await reasonOf(outcomeAt(atOnce.port))).toBe(reason);
  });

  test.each([
    ['words', 'hello there\r\n\r\n'],
    ['another protocol', 'SSH-2.0-OpenSSH_9.2p1\r\n'],
    ['bytes', Buffer.from([0, 255, 1, 254, 22, 3, 1])],
    ['a status that is none', 'HTTP/1.1 abc OK\r\n\r\n'],
    ['HTTP/2', Buffer.from('000012040000000000000300000064', 'hex')],
    ['two lengths', 'HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab'],
    ['a header with a line break in it', 'HTTP/1.1 200 OK\r\na\r\nb: c\r\n\r\n'],
  ])('when the answer is %s', async (_what, bytes) => {
    expect(await reasonOf(outcomeOfBytes(bytes))).toBe('the answer is not HTTP/1.1');
  });

  test('when an upgrade is answered that nobody asked for', async () => {
    const upgrade = 'HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n';
    expect(await reasonOf(outcomeOfBytes(upgrade))).toEqual(expect.stringMatching(/./));
  });

  test('when the head of the answer is a bomb', async () => {
    const reason = 'the head of the answer is larger than 16384 bytes';
    expect(await reasonOf(outcomeOfBytes(`HTTP/1.1 200 OK\r\na: ${'b'.repeat(1_000_000)}\r\n\r\n`))).toBe(
      reason,
    );
    const many = Array.from({ length: 20_000 }, (_, index) => `x${index}: y\r\n`).join('');
    expect(await reasonOf(outcomeOfBytes(`HTTP/1.1 200 OK\r\n${many}\r\n`))).toBe(reason);
  });
});

test('a target that failed over and over is sent to as ever when it is well again', async () => {
  let isWell = false;
  await using receiver = await startSocketReceiver((socket) => {
    if (!isWell) socket.resetAndDestroy();
    else socket.on('data', () => socket.write('HTTP/1.1 204 No Content\r\n\r\n'));
  });
  const target = { type: 'https', url: `http://127.0.0.1:${receiver.port}/`, signsPayload: false } as const;
  await using webhook = openWebhook({ target, secrets: withoutSecrets }, webhookUses(['127.0.0.1']));
  const sendMany = async () => {
    const sends = await Promise.all(Array.from({ length: 100 }, () => webhook.send([outgoing()])));
    return new Set(sends.flat().map(({ kind }) => kind));
  };
  for (let round = 0; round < 10; round += 1) expect(await sendMany()).toEqual(new Set(['failed']));
  isWell = true;
  expect(await sendMany()).toEqual(new Set(['delivered']));
});
