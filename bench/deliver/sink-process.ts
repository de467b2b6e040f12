// The receiver of deliveries, as cheap as a receiver in Node can be, so that it does not bound what is measured: one thread
// that reads requests from sockets itself, and only such requests as undici makes: with a length, one after the other.
import { createServer, type Socket } from 'node:net';
import type { FromSink, SinkCount, ToSink } from './sink.ts';

const noContent = Buffer.from('HTTP/1.1 204 No Content\r\n\r\n');

/** Null while somebody only tries whether it is there. */
let expected: { warmUp: number; total: number } | null = null;
let count: SinkCount = { arrived: 0, repeated: 0 };
let ids = new Set<string>();
let startedMs = 0;

process.on('message', (order: ToSink) => {
  if (order.kind === 'expect') {
    expected = order;
    count = { arrived: 0, repeated: 0 };
    ids = new Set();
    if (order.warmUp === 0) measure();
    tell({ kind: 'expecting' });
  } else tell({ kind: 'count', count });
});

const server = createServer({ noDelay: true }, (socket) => {
  let kept: Buffer | null = null;
  socket.on('data', (chunk) => {
    kept = takeRequests(socket, kept === null ? chunk : Buffer.concat([kept, chunk]));
  });
  // Whoever is killed resets its connections.
  socket.on('error', () => socket.destroy());
}).listen(0, '127.0.0.1', 8_192, () => {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  tell({ kind: 'listening', port: address.port });
});

/** Takes the whole requests off `bytes`; what is left of another one, or null. */
function takeRequests(socket: Socket, bytes: Buffer): Buffer | null {
  for (let start = 0; ; ) {
    const headEnd = bytes.indexOf('\r\n\r\n', start);
    if (headEnd === -1) return start === bytes.length ? null : bytes.subarray(start);
    const head = bytes.toString('latin1', start, headEnd);
    const bodyStart = headEnd + 4;
    const length = Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1]);
    if (!(length >= 0)) throw new Error(`a request without length: ${head}`);
    if (bytes.length < bodyStart + length) return bytes.subarray(start);
    const path = head.slice(head.indexOf(' ') + 1, head.indexOf(' ', head.indexOf(' ') + 1));
    take(socket, path, head, bytes.subarray(bodyStart, bodyStart + length));
    start = bodyStart + length;
    if (start === bytes.length) return null;
  }
}

function take(socket: Socket, path: string, head: string, body: Buffer): void {
  if (path === '/hang' && expected !== null) return;
  socket.write(noContent);
  if (path.startsWith('/count')) arrived(path, head);
  else if (path === '/time') timed(body);
}

function arrived(path: string, head: string): void {
  const id = /\r\nwebhook-id: *(\S+)/i.exec(head)?.[1];
  const key = `${path} ${id}`;
  if (ids.has(key)) {
    count.repeated++;
    return;
  }
  ids.add(key);
  count.arrived++;
  if (count.arrived === expected?.warmUp) measure();
  else if (count.arrived === expected?.total) {
    const seconds = (performance.now() - startedMs) / 1_000;
    tell({ kind: 'measured', perSecond: (expected.total - expected.warmUp) / seconds });
  }
}

function measure(): void {
  startedMs = performance.now();
  tell({ kind: 'measuring' });
}

/** Tells when a message arrived, by the clock that all processes of the machine share. */
function timed(body: Buffer): void {
  const atMs = Number(process.hrtime.bigint()) / 1e6;
  const { metadata } = JSON.parse(body.toString()) as { metadata: { request_id?: string } };
  if (metadata.request_id !== undefined) tell({ kind: 'timed', mark: metadata.request_id, atMs });
}

function tell(message: FromSink): void {
  process.send?.(message);
}
