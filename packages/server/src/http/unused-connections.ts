// Connections on which nothing has come yet: browsers open some ahead of need. To Node they are busy until the time for a
// first request is over, and a stop would wait for them.

import type { Socket } from 'node:net';
import type { Server } from './fastify.ts';

/** Watches the connections of `server` from now on; the function it returns closes those that were never used. */
export function unusedConnections(server: Server): () => void {
  const open = new Set<Socket>();
  server.server.on('connection', (socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  return () => {
    for (const socket of open) if (socket.bytesRead === 0) socket.destroy();
  };
}
