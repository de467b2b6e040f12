// scratch
import { describe, test } from 'vitest';
import { eachDatabase } from '../support/databases.ts';
import { startSubscribingServer, subscriptionsPath, dataServicesPath } from '../support/subscribed.ts';
import { registeredTool, toolToken } from '../support/tool.ts';

const deep = (n: number) => '['.repeat(n) + ']'.repeat(n);
const values: unknown[] = [
  null, true, 0, -1, 1.5, 1e308, '9223372036854775807', '9223372036854775808', '99999999999999999999999', 9007199254740993,
  '', ' ', '\0', 'a\0b', '\ud800', 'x'.repeat(5000), 'x'.repeat(300000), [], [[]], [null], [1], ['\0'], {}, { a: 1 }, { '\0': 1 }, [{}],
  { __proto__: 1, constructor: 2 }, '__proto__', 'constructor', 'toString', '2026-01-01', '-271821-04-20', '+275760-09-13T00:00:00Z', '9999999-99-99', 'Infinity', 'NaN', '0x10',
  'self', 'sis_course_id:\0', 'sis_account_id:x', 'uuid:1', 'lti_context_id:\0', '1~9223372036854775807', '900000~1', '10000000000001', '1e400', '-0',
];
eachDatabase((database) => {
  describe('fuzz', () => {
    test('no 500', { timeout: 280_000 }, async () => {
      await using subscribing = await startSubscribingServer(database);
      const { server, url } = subscribing;
      const { json: sub } = await subscribing.subscribe({ EventTypes: ['*'] });
      const { json: u } = await server.call('POST', '/api/v1/accounts/1/users', { body: { user: { name: 'X' }, pseudonym: { unique_id: 'x' } } });
      void u;
      await server.upkeep();
      const tool = await registeredTool(server);
      const token = await toolToken(server, tool);
      const bad: string[] = [];
      const seen: Record<string, number> = {};
      async function hit(method: string, path: string, body?: unknown, headers: Record<string, string> = {}, t: string | undefined = undefined) {
        let r;
        try {
          r = await server.call(method, path, { ...(body === undefined ? {} : { body }), headers, ...(t ? { token: t } : {}) });
        } catch (e) { bad.push(`${method} ${path.slice(0, 100)} THROW ${String(e)} ${(JSON.stringify(body) ?? '').slice(0, 120)}`); return; }
        seen[`${method} ${r.status}`] = (seen[`${method} ${r.status}`] ?? 0) + 1;
        if (r.status >= 500) bad.push(`${method} ${path.slice(0, 100)} ${r.status} ${(JSON.stringify(body) ?? '').slice(0, 160)} ${r.text.slice(0, 200)}`);
        if (/select |insert |syntax|violates|SQLITE|kysely|node_modules/i.test(r.text) ) bad.push(`LEAK? ${method} ${path.slice(0, 100)} ${r.status} ${r.text.slice(0, 200)}`);
      }
      const base = { ContextType: 'root_account', EventTypes: ['grade_change'], TransportType: 'https', TransportMetadata: { Url: 'https://127.0.0.2/' } };
      // fields of create/update
      for (const v of values) {
        for (const k of ['ContextType', 'ContextId', 'EventTypes', 'Format', 'TransportType', 'TransportMetadata', 'Name', 'Ordered', 'State', 'Zzz'])
          { await hit('PUT', `${subscriptionsPath}/${sub.Id}`, { subscription: { [k]: v } }); 
            if (k !== 'Name' && k !== 'Zzz' && k!== 'Ordered') await hit('POST', subscriptionsPath, { subscription: { ...base, [k]: v } }); }
        for (const k of ['Url', 'SignPayload', 'Secret', 'BearerToken', 'Region', 'RoleArn'])
          await hit('PUT', `${subscriptionsPath}/${sub.Id}`, { subscription: { TransportMetadata: { [k]: v } } });
        for (const [t, ks] of [['kafka', ['Brokers', 'Topic', 'Tls', 'SaslMechanism', 'SaslUsername', 'SaslPassword']], ['sqs', ['Url', 'Region', 'AccessKeyId', 'SecretAccessKey', 'SessionToken', 'RoleArn']]] as const)
          for (const k of ks)
            await hit('POST', `${dataServicesPath}`, { subscription: { ...base, TransportType: t, TransportMetadata: t === 'kafka' ? { Brokers: ['10.0.0.1:9092'], Topic: 't', [k]: v } : { Url: 'https://sqs.us-east-1.amazonaws.com/1/q', AccessKeyId: 'a', [k]: v } } });
        for (const c of ['course', 'assignment', 'root_account'])
          await hit('PUT', `${subscriptionsPath}/${sub.Id}`, { subscription: { ContextType: c, ContextId: v } });
        await hit('POST', `/api/v1/subscriptions/${sub.Id}/rotate_secret`, { secret: v });
        await hit('POST', `/api/v1/subscriptions/${sub.Id}/rotate_secret`, { overlap_hours: v });
        for (const k of ['after', 'from_cursor', 'from', 'since_last_success', 'dead', 'to_cursor', 'until', 'event_name', 'to_subscription_id', 'rate_per_second']) {
          await hit('POST', `/api/v1/subscriptions/${sub.Id}/replay`, { dead: true, [k]: v });
          await hit('POST', `/api/v1/subscriptions/${sub.Id}/replay`, { after: '0', [k]: v });
        }
        for (const k of ['grant_type', 'assertion']) await hit('POST', '/api/lti/accounts/1/authorize', { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', [k]: v });
        await hit('POST', '/api/v1/accounts/1/tool_proxies', { tool_proxy: { name: v, capabilities: ['vnd.instructure.webhooks.root_account.all'] } });
        await hit('POST', '/api/v1/accounts/1/tool_proxies', { tool_proxy: { name: 'n', capabilities: v } });
        for (const p of [subscriptionsPath, '/api/v1/accounts/1/tool_proxies', `/api/v1/subscriptions/${sub.Id}/replay`, `/api/v1/subscriptions/${sub.Id}/rotate_secret`, '/api/lti/accounts/1/authorize']) {
          await hit('POST', p, { subscription: v, tool_proxy: v });
          await hit('POST', p, v);
        }
        const s = typeof v === 'string' ? v : JSON.stringify(v);
        const e = encodeURIComponent(s.toWellFormed()).slice(0, 12_000);
        for (const p of [`${subscriptionsPath}/${e}`, `${dataServicesPath}/${e}`, `/api/v1/subscriptions/${e}/deliveries`, `/api/v1/deliveries/${e}`, `/api/v1/replays/${e}`, `/api/v1/subscriptions/${e}/replays`, `/api/lti/accounts/${e}/data_services`, `/api/v1/accounts/${e}/tool_proxies`, `/api/lti/accounts/${e}/data_services/event_types`]) { await hit('GET', p); await hit('GET', p, undefined, {}, token); }
        await hit('POST', `/api/v1/deliveries/${e}/redeliver`);
        await hit('POST', `/api/v1/subscriptions/${e}/test`);
        await hit('POST', `/api/v1/subscriptions/${e}/rotate_secret`);
        await hit('POST', `/api/v1/subscriptions/${e}/replay`, { after: '0' });
        await hit('POST', `/api/lti/accounts/${e}/authorize`, { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion: 'a.b.c' });
        await hit('DELETE', `/api/v1/replays/${e}`);
        if (!/^0*1$/.test(s)) await hit('DELETE', `/api/v1/accounts/1/tool_proxies/x${e}`);
        await hit('PUT', `${subscriptionsPath}/${e}`, { subscription: { State: 'inactive' } });
        for (const k of ['state', 'event_name', 'event_name[]', 'from', 'until', 'before', 'page', 'per_page', 'state[a]', 'from[]']) await hit('GET', `/api/v1/subscriptions/${sub.Id}/deliveries?${k}=${e}`);
        for (const k of ['page', 'per_page', 'page[]']) { await hit('GET', `/api/v1/subscriptions/${sub.Id}/replays?${k}=${e}`); await hit('GET', `/api/v1/accounts/1/tool_proxies?${k}=${e}`); }
        await hit('GET', `${dataServicesPath}/event_types?message_type=${e}`);
        await hit('GET', `${dataServicesPath}/event_types?message_type[]=${e}`);
        // eslint
        const h = s.replace(/[^\x20-\x7e]/g, '?').slice(0, 8000);
        await hit('GET', subscriptionsPath, undefined, { StartKey: h });
        await hit('GET', subscriptionsPath, undefined, { StartKey: `{"Id":"${h.slice(0, 36).padEnd(36, 'a')}"}` });
        await hit('PUT', `${subscriptionsPath}/${sub.Id}`, { subscription: { ContextType: 'root_account', ContextId: '1', State: 'active', TransportType: 'https', TransportMetadata: { Url: url } } });
      }
      for (const raw of [deep(100_000), deep(2000), '{"subscription":' + deep(5000) + '}', '{', '', 'null', '"x"', '{"subscription":{"TransportMetadata":{"__proto__":{"Url":"x"}}}}', '{"subscription":{"__proto__":{"ContextType":"course"}}}'])
        for (const p of [subscriptionsPath, dataServicesPath, '/api/lti/accounts/1/authorize', '/api/v1/accounts/1/tool_proxies', `/api/v1/subscriptions/${sub.Id}/replay`])
          await hit('POST', p, raw, { 'Content-Type': 'application/json' });
      for (const raw of ['subscription[TransportMetadata][Brokers][][]=1', 'subscription[EventTypes][a]=1&subscription[EventTypes][]=2', 'subscription=1&subscription[a]=2', 'subscription[][a]=1', '%', 'subscription[TransportMetadata]=x', 'subscription' + '[a]'.repeat(5000) + '=1', 'assertion[]=1&grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer'])
        for (const p of [subscriptionsPath, dataServicesPath, '/api/lti/accounts/1/authorize', '/api/v1/accounts/1/tool_proxies', `/api/v1/subscriptions/${sub.Id}/replay`])
          await hit('POST', p, raw, { 'Content-Type': 'application/x-www-form-urlencoded' });
      await server.upkeep();
      console.log(seen, [...new Set(bad)].slice(0, 40));
    });
  });
});
