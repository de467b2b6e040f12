// For those who run the server: is it well, and what does it count.

import type { Server } from '../fastify.ts';
import type { Metrics } from '../metrics.ts';

interface Uses {
  metrics: Metrics;
  database: { kind: string; durability: Readonly<Record<string, string>>; ping(): Promise<void> };
}

export function healthRoutes(server: Server, { metrics, database }: Uses): void {
  server.get('/health', async (_request, reply) => {
    const description = { kind: database.kind, ...database.durability };
    try {
      await database.ping();
      return { status: 'ok', database: description };
    } catch {
      return reply.code(503).send({ status: 'unavailable', database: description });
    }
  });

  server.get('/metrics', async (_request, reply) => {
    const { type, text } = await metrics.read();
    return reply.type(type).send(text);
  });
}
