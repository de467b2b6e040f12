// TLS as a server in a process of its own has it, whose sends are made by a thread: authorities are those of the process.

import { writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { makeAuthority } from '../support/certificates.ts';
import { onSqlite } from '../support/databases.ts';
import { startServerProcess } from '../support/process.ts';
import { startReceiver } from '../support/receiver.ts';

onSqlite((database) => {
  test('its own authorities are trusted, and no others', async () => {
    const known = makeAuthority('An authority that is trusted here');
    const unknown = makeAuthority('An authority that nobody knows');
    await using trusted = await startReceiver(undefined, { tls: known.issue(['localhost']) });
    await using stranger = await startReceiver(undefined, { tls: unknown.issue(['localhost']) });
    const databaseUrl = await database.freshUrl();
    const authorities = `${databaseUrl.slice('sqlite:'.length)}.pem`;
    await writeFile(authorities, known.cert);
    const server = await startServerProcess({
      QUIZWIRE_DATABASE_URL: databaseUrl,
      QUIZWIRE_ADMIN_TOKEN: 'admin',
      QUIZWIRE_ALLOWED_TARGETS: 'localhost',
      NODE_EXTRA_CA_CERTS: authorities,
    });
    const testAt = async (port: number) => {
      const response = await fetch(`${server.url}/api/lti/subscriptions`, {
        method: 'POST',
        headers: { authorization: 'Bearer admin', 'content-type': 'application/json' },
        body: JSON.stringify({
          subscription: {
            ContextType: 'root_account',
            EventTypes: ['*'],
            TransportType: 'https',
            TransportMetadata: { Url: `https://localhost:${port}/` },
          },
        }),
      });
      return ((await response.json()) as { Test: object }).Test;
    };
    try {
      expect(await testAt(trusted.port)).toMatchObject({ Delivered: true, Status: 204 });
      expect(await testAt(stranger.port)).toMatchObject({
        Delivered: false,
        Reason: expect.stringMatching(/certificate/),
      });
      expect([trusted.requests.length, stranger.requests.length]).toEqual([1, 0]);
    } finally {
      await server.kill('SIGTERM');
    }
    expect(await server.exited).toEqual({ code: 0, signal: null });
  });
});
