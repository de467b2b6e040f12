// A subscriber's end of webhooks: a real server on the loopback that keeps what it got and answers as a test says.

import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import { createServer as createTlsServer, type ServerOptions } from 'node:https';
import { type AddressInfo, createServer as createSocketServer, type Server, type Socket } from 'node:net';

export interface GotRequest {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface Receiver extends AsyncDisposable {
  port: number;
  /** Connections that were ever made to it. */
  connections(): number;
}

/**
 * A receiver of HTTP, or of HTTPS where `tls` says how; `any` host is all addresses of the machine. Each request is kept before
 * it is answered, with 204 unless told otherwise.
 */
export async function startReceiver(
  answer: RequestListener = (_request, response) => response.writeHead(204).end(),
  { tls, host, port }: { tls?: ServerOptions; host?: string; port?: number } = {},
): Promise<Receiver & { requests: GotRequest[] }> {
  const requests: GotRequest[] = [];
  const onRequest: RequestListener = (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url: path = '', headers } = request;
      requests.push({ method, path, headers, body: Buffer.concat(chunks).toString('utf8') });
      answer(request, response);
    });
  };
  const server = tls === undefined ? createServer(onRequest) : createTlsServer(tls, onRequest);
  return { requests, ...(await listening(server, host, port)) };
}

/** A receiver that has its own way with the bytes of a connection. */
export function startSocketReceiver(onConnection: (socket: Socket) => void): Promise<Receiver> {
  return listening(createSocketServer(onConnection));
}

async function listening(server: Server, host = '127.0.0.1', port = 0): Promise<Receiver> {
  const sockets = new Set<Socket>();
  let connections = 0;
  server.on('connection', (socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
  });
  server.listen(host === 'any' ? { port } : { port, host });
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => connections,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
