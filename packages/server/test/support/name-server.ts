// A name server on the loopback, so that tests say what a name resolves to, and when that changes.

import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { isIPv4 } from 'node:net';

export interface NameServer extends AsyncDisposable {
  /** `address:port`. */
  address: string;
  /** Names it was asked for, one for each question about IPv4. */
  asked: string[];
}

const typeA = 1;
const typeAaaa = 28;

/** Answers with the addresses that `addressesOf` has for a name; null for no answer at all. */
export async function startNameServer(
  addressesOf: (name: string) => readonly string[] | null,
): Promise<NameServer> {
  const socket = createSocket('udp4');
  const asked: string[] = [];
  socket.on('message', (query, sender) => {
    const { name, type, end } = questionOf(query);
    if (type === typeA) asked.push(name);
    const addresses = addressesOf(name);
    if (addresses === null) return;
    const answers = addresses.filter((address) => type === (isIPv4(address) ? typeA : typeAaaa));
    const head = Buffer.from(query.subarray(0, 12));
    // An answer, recursion available; no such name (3) when there is nothing at all.
    head.writeUInt16BE(addresses.length > 0 ? 0x8180 : 0x8183, 2);
    head.writeUInt16BE(answers.length, 6);
    head.fill(0, 8);
    const records = answers.map((address) => {
      const bytes = bytesOf(address);
      // The name of the question, its type, IN, 0 seconds, the address.
      return Buffer.from([0xc0, 12, 0, type, 0, 1, 0, 0, 0, 0, 0, bytes.length, ...bytes]);
    });
    socket.send(Buffer.concat([head, query.subarray(12, end), ...records]), sender.port, sender.address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return {
    address: `127.0.0.1:${socket.address().port}`,
    asked,
    async [Symbol.asyncDispose]() {
      socket.close();
      await once(socket, 'close');
    },
  };
}

function questionOf(query: Buffer): { name: string; type: number; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join('.').toLowerCase(), type: query.readUInt16BE(at + 1), end: at + 5 };
}

function bytesOf(address: string): readonly number[] {
  if (isIPv4(address)) return address.split('.').map(Number);
  const [before = [], after = []] = new URL(`http://[${address}]/`).hostname
    .slice(1, -1)
    .split('::')
    .map((side) => side.split(':').filter((part) => part !== ''));
  const parts = [...before, ...Array<string>(8 - before.length - after.length).fill('0'), ...after];
  return parts.flatMap((part) => [Number.parseInt(part, 16) >> 8, Number.parseInt(part, 16) & 255]);
}
