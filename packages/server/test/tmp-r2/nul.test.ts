// scratch
import { describe, test } from 'vitest';
import { eachDatabase } from '../support/databases.ts';
import { startSubscribingServer, subscriptionsPath } from '../support/subscribed.ts';
import { startReceiver } from '../support/receiver.ts';

eachDatabase((database) => {
  describe('nul', () => {
    test('nul', { timeout: 120_000 }, async () => {
      await using subscribing = await startSubscribingServer(database);
      const { server } = subscribing;
      await using nasty = await startReceiver((_r, response) => response.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' }).end('{"__type":"Bad","message":"a\\u0000b\\u001b[31m"}'));
      const good = await subscribing.subscribe({ EventTypes: ['*'] });
      const bad = await subscribing.subscribe({ EventTypes: ['*'], TransportType: 'sqs', TransportMetadata: { Url: `http://127.0.0.1:${nasty.port}/1/q`, Region: 'us-east-1', AccessKeyId: 'a', SecretAccessKey: 'b' } });
      console.log(bad.json.Test);
      await server.call('POST', '/api/v1/accounts/1/courses', { body: { course: { name: 'X' } } });
      const began = Date.now();
      await server.upkeep();
      console.log('upkeep took', Date.now() - began, nasty.connections(), subscribing.receiver.requests.length);
      for (const s of [good, bad]) {
        const d = await server.call('GET', `/api/v1/subscriptions/${s.json.Id}/deliveries`);
        console.log(d.json.map((x: any) => [x.event_name, x.state, x.tries, x.last_send?.reason]));
        console.log((await server.call('GET', `${subscriptionsPath}/${s.json.Id}`)).json.Health);
      }
    });
  });
});
