// What tools subscribed to ends with them. Ours.

import { describe, expect, test } from 'vitest';
import { rootAccountId } from '../../src/model/account.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { lockSubscriptionsOf } from '../../src/store/subscriptions.ts';
import { deleteToolProxy } from '../../src/store/tool-proxies.ts';
import { eachDatabase } from '../support/databases.ts';
import { revokedTokenBody } from '../support/refusal-bodies.ts';
import { startTestServer, type TestServer, testStartMs } from '../support/server.ts';
import { someoneWaits } from '../support/someone-waits.ts';
import { runSql } from '../support/sql.ts';
import { registeredTool, toolToken } from '../support/tool.ts';

const settings = { secretsKeys: [new Uint8Array(32).fill(1)], allowedTargets: ['127.0.0.1'] };

eachDatabase((database) => {
  /** Where nobody listens: whether anything arrives is another matter. */
  const subscribe = (server: TestServer, token: string) =>
    server.call('POST', '/api/lti/subscriptions', {
      token,
      body: {
        subscription: {
          ContextType: 'root_account',
          EventTypes: ['grade_change'],
          Format: 'live-event',
          TransportType: 'https',
          TransportMetadata: { Url: 'https://127.0.0.1:9/' },
        },
      },
    });

  describe('a tool that is deleted', () => {
    test('takes its subscriptions with it, and no others', async () => {
      const databaseUrl = await database.freshUrl();
      await using server = await startTestServer(database, { ...settings, databaseUrl });
      const [tool, other] = [await registeredTool(server), await registeredTool(server)];
      const [token, otherToken] = [await toolToken(server, tool), await toolToken(server, other)];
      for (const of of [token, token, otherToken, server.adminToken])
        expect((await subscribe(server, of)).status).toBe(201);
      const listed = await server.call('GET', '/api/lti/subscriptions', { token });
      expect([listed.status, listed.json.length]).toEqual([200, 2]);

      await server.call('DELETE', `/api/v1/accounts/1/tool_proxies/${tool.id}`);
      const rows = await runSql(
        databaseUrl,
        'select workflow_state, updated_at_ms - created_at_ms as later from subscriptions order by id',
      );
      expect(rows).toEqual([
        { workflow_state: 'deleted', later: 1 },
        { workflow_state: 'deleted', later: 1 },
        { workflow_state: 'active', later: 0 },
        { workflow_state: 'active', later: 0 },
      ]);
      for (const call of [
        subscribe(server, token),
        server.call('GET', '/api/lti/subscriptions', { token }),
      ]) {
        const { status, json } = await call;
        expect([status, json]).toEqual([401, revokedTokenBody]);
      }
      const left = await server.call('GET', '/api/lti/subscriptions', { token: otherToken });
      expect([left.status, left.json.length]).toEqual([200, 1]);
    });

    if (database.kind === 'postgres') {
      test('leaves none behind that was being made meanwhile', async () => {
        const databaseUrl = await database.freshUrl();
        await using server = await startTestServer(database, { ...settings, databaseUrl });
        await using beside = await openDatabase(databaseUrl, testStartMs);
        const tool = await registeredTool(server);
        const token = await toolToken(server, tool);
        const making = await beside.transaction(async (transaction) => {
          await lockSubscriptionsOf(transaction, rootAccountId);
          const made = subscribe(server, token);
          await someoneWaits(beside.query);
          await deleteToolProxy(transaction, rootAccountId, tool.id);
          return [made];
        });
        const [made] = await Promise.all(making);
        expect([made?.status, made?.json]).toEqual([401, revokedTokenBody]);
        expect(await runSql(databaseUrl, 'select * from subscriptions')).toEqual([]);
      });
    }
  });
});
