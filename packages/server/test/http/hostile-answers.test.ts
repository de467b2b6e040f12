// A target that answers what no database takes, while others are sent to.

import { expect, test } from 'vitest';
import { courseFixture } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { startReceiver } from '../support/receiver.ts';
import { startSubscribingServer, subscriptionsPath } from '../support/subscribed.ts';

eachDatabase((database) => {
  test('a fault with characters that cannot be kept holds up nobody, and is told without them', async () => {
    const course = await courseFixture(database);
    await using subscribing = await startSubscribingServer(database, course);
    const { server, subscribe, receiver } = subscribing;
    await using queue = await startReceiver((_request, response) =>
      response
        .writeHead(400, { 'content-type': 'application/x-amz-json-1.0' })
        .end('{"__type":"Bad","message":"a\\u0000b\\u001b[31m\\ud800"}'),
    );
    const good = await subscribe({ EventTypes: ['course_updated'] });
    const bad = await subscribe({
      EventTypes: ['course_updated'],
      TransportType: 'sqs',
      TransportMetadata: {
        Url: `http://127.0.0.1:${queue.port}/1/q`,
        Region: 'us-east-1',
        AccessKeyId: 'AKIAID',
        SecretAccessKey: 'aws-secret',
      },
    });
    const reason = 'Bad: a\ufffdb\ufffd[31m\ufffd';
    expect(bad.json.Test).toMatchObject({ Delivered: false, Status: 400, Reason: reason });
    await server.call('PUT', `/api/v1/courses/${course.courseId}`, { body: { course: { name: 'Other' } } });
    await server.upkeep();
    const states: unknown[] = [];
    for (const { json } of [good, bad]) {
      const [last] = (await server.call('GET', `/api/v1/subscriptions/${json.Id}/deliveries`)).json;
      const { Health } = (await server.call('GET', `${subscriptionsPath}/${json.Id}`)).json;
      states.push([last.state, last.tries, last.last_send.reason, Health.LastFailureReason]);
    }
    expect(states).toEqual([
      ['delivered', 1, null, null],
      ['waiting', 1, reason, reason],
    ]);
    // The test and the event, once each.
    expect(receiver.requests).toHaveLength(2);
  });
});
