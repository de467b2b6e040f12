// scratch
import { describe, test } from 'vitest';
import { eachDatabase } from '../support/databases.ts';
import { startSubscribingServer, subscriptionsPath } from '../support/subscribed.ts';
import { startReceiver } from '../support/receiver.ts';
import { registeredTool, toolToken } from '../support/tool.ts';

eachDatabase((database) => {
  describe('echo', () => {
    test('echo', { timeout: 60_000 }, async () => {
      await using subscribing = await startSubscribingServer(database);
      const { server } = subscribing;
      await using echo = await startReceiver((request, response) => response.writeHead(200).end(JSON.stringify(request.headers)));
      const { json: sub } = await subscribing.subscribe({ EventTypes: ['*'], TransportMetadata: { Url: `http://127.0.0.1:${echo.port}/`, BearerToken: 'very-secret-token' } });
      console.log(sub.Test);
      const c = await server.call('POST', '/api/v1/accounts/1/courses', { body: { course: { name: 'X' } } });
      console.log(c.status);
      await server.upkeep(); await server.upkeep();
      const d = await server.call('GET', `/api/v1/subscriptions/${sub.Id}/deliveries`);
      console.log(d.text.slice(0, 900));
      // move the target elsewhere: does the token go along?
      await using other = await startReceiver();
      const p = await server.call('PUT', `${subscriptionsPath}/${sub.Id}`, { body: { subscription: { TransportMetadata: { Url: `http://localhost:${other.port}/` } } } });
      await server.call('POST', `/api/v1/subscriptions/${sub.Id}/test`);
      console.log(p.status, other.requests.map((r) => r.headers.authorization));
      // tool and others
      const tool = await registeredTool(server, ['vnd.instructure.webhooks.assignment.quiz_submitted', 'vnd.instructure.webhooks.root_account.grade_change']);
      const t = await toolToken(server, tool);
      const as = async (m: string, path: string, body?: unknown) => { const r = await server.call(m, path, { token: t, ...(body === undefined ? {} : { body }) }); return `${m} ${path} ${r.status} ${r.text.slice(0, 160)}`; };
      const mine = await server.call('POST', subscriptionsPath, { token: t, body: { subscription: { ContextType: 'root_account', EventTypes: ['grade_change'], TransportType: 'https', TransportMetadata: { Url: subscribing.url } } } });
      console.log(mine.status, mine.text.slice(0, 300));
      const id = mine.json.Id;
      const out = [
        await as('PUT', `${subscriptionsPath}/${id}`, { subscription: { EventTypes: ['*'] } }),
        await as('PUT', `${subscriptionsPath}/${id}`, { subscription: { EventTypes: ['quiz_submitted'] } }),
        await as('PUT', `${subscriptionsPath}/${id}`, { subscription: { ToolProxyId: null, Name: 'x' } }),
        await as('GET', `${subscriptionsPath}/${sub.Id}`),
        await as('PUT', `${subscriptionsPath}/${sub.Id}`, { subscription: { State: 'inactive' } }),
        await as('DELETE', `${subscriptionsPath}/${sub.Id}`),
        await as('GET', `/api/v1/subscriptions/${sub.Id}/deliveries`),
        await as('GET', `/api/v1/deliveries/1`),
        await as('POST', `/api/v1/deliveries/1/redeliver`),
        await as('POST', `/api/v1/subscriptions/${sub.Id}/replay`, { after: '0' }),
        await as('POST', `/api/v1/subscriptions/${id}/replay`, { after: '0', to_subscription_id: sub.Id }),
        await as('POST', `/api/v1/subscriptions/${sub.Id}/test`),
        await as('POST', `/api/v1/subscriptions/${sub.Id}/rotate_secret`),
        await as('GET', `/api/v1/subscriptions/${sub.Id}/replays`),
        await as('GET', `/api/lti/accounts/self/data_services`),
        await as('GET', `/api/v1/accounts/1/tool_proxies`),
        await as('POST', `/api/v1/signing_keys/rotate`),
        await as('GET', `/api/v1/courses`),
        await as('GET', `${subscriptionsPath}?as_user_id=1`),
        await as('PUT', `${subscriptionsPath}/${id}`, { subscription: { TransportType: 'sqs', TransportMetadata: { Url: 'https://sqs.us-east-1.amazonaws.com/1/q' } } }),
        await as('PUT', `${subscriptionsPath}/${id}`, { subscription: { State: 'deleted', EventTypes: ['*'] } }),
        await as('GET', `${subscriptionsPath}/${id}`),
      ];
      console.log(out.join('\n'));
    });
  });
});
