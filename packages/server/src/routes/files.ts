// Routes of the files that answer questions.

import type { Server } from '../http/fastify.ts';
import { fileRoutes } from '../http/routes/files.ts';
import { exportStallMs } from '../model/quiz-log-limits.ts';
import { announceFile } from '../operations/files/announce-file.ts';
import { readFile } from '../operations/files/read-file.ts';
import { receiveFile } from '../operations/files/receive-file.ts';
import type { RouteUses } from './route-uses.ts';

export function addFileRoutes(server: Server, { database, random, clock, urls }: RouteUses): void {
  fileRoutes(server, {
    announceFile: announceFile(database, random, clock),
    receiveFile: receiveFile(database, clock),
    readFile: readFile(database, clock),
    stallMs: exportStallMs,
    ...urls,
  });
}
