// A server with things to deliver and a receiver that answers as a test says, for the console of deliveries.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ServerProcess, startServerProcess } from '../../../server/test/support/process.ts';
import { type GotRequest, startReceiver } from '../../../server/test/support/receiver.ts';
import type { Json } from './exam.ts';

export interface ConsoleWorld extends AsyncDisposable {
  server: ServerProcess;
  adminToken: string;
  /** Of somebody who is no admin. */
  personToken: string;
  /** An address of the receiver. */
  hook(path: string): string;
  requests: GotRequest[];
  /** By path; 204 where nothing is said. */
  answers: Map<string, number>;
  /** An answer of the API as JSON, asked by the admin. Throws when it is refused. */
  call(method: string, path: string, body?: object): Promise<Json>;
  /** Subscribes a path of the receiver; its `Id`. */
  subscribe(name: string, path: string, given?: object): Promise<string>;
  /** Has `course_created` announced. */
  announce(courseName: string): Promise<void>;
}

export async function startConsoleWorld(): Promise<ConsoleWorld> {
  await using opening = new AsyncDisposableStack();
  const adminToken = 'admin-token-of-the-test';
  const folder = await mkdtemp(join(tmpdir(), 'quizwire-console-'));
  opening.defer(() => rm(folder, { recursive: true, force: true }));
  const answers = new Map<string, number>();
  const receiver = opening.use(
    await startReceiver((request, response) => {
      response.writeHead(answers.get(request.url ?? '') ?? 204).end('told by the receiver');
    }),
  );
  const server = await startServerProcess({
    QUIZWIRE_DATABASE_URL: `sqlite:${join(folder, 'quizwire.db')}`,
    QUIZWIRE_ADMIN_TOKEN: adminToken,
    QUIZWIRE_ALLOWED_TARGETS: '127.0.0.1',
    QUIZWIRE_THROTTLE: 'false',
  });
  opening.defer(async () => void (await server.kill('SIGTERM')));

  async function call(method: string, path: string, body?: object): Promise<Json> {
    const response = await fetch(`${server.url}${path}`, {
      method,
      headers: { Authorization: `Bearer ${adminToken}`, 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return JSON.parse(text || 'null');
  }

  const hook = (path: string): string => `http://127.0.0.1:${receiver.port}${path}`;
  const person = await call('POST', '/api/v1/accounts/self/users', {
    user: { name: 'Tea Cher' },
    pseudonym: { unique_id: 'teacher@example.edu' },
  });
  const { visible_token: personToken } = await call('POST', `/api/v1/users/${person.id}/tokens`, {
    token: { purpose: 'test', active: true },
  });
  const open = opening.move();
  return {
    server,
    adminToken,
    personToken,
    hook,
    requests: receiver.requests,
    answers,
    call,
    async subscribe(name, path, given = {}) {
      const subscription = {
        Name: name,
        ContextType: 'root_account',
        EventTypes: ['course_created'],
        Format: 'live-event',
        TransportType: 'https',
        TransportMetadata: { Url: hook(path) },
        ...given,
      };
      return (await call('POST', '/api/lti/subscriptions', { subscription })).Id;
    },
    announce: (name) => call('POST', '/api/v1/accounts/self/courses', { course: { name } }),
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  };
}
