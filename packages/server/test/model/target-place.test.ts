// How a target is named, without what may be a secret.

import { expect, test } from 'vitest';
import type { Target } from '../../src/model/subscription.ts';
import { targetPlace } from '../../src/model/target-place.ts';

test.each<[Target, string]>([
  [
    {
      type: 'https',
      url: 'https://ada:secret@a.example:8443/hooks/T0/secret?key=secret#secret',
      signsPayload: true,
    },
    'https://a.example:8443',
  ],
  [{ type: 'https', url: 'http://127.0.0.1:8080/', signsPayload: false }, 'http://127.0.0.1:8080'],
  [{ type: 'https', url: 'no URL', signsPayload: false }, 'https:'],
  [
    {
      type: 'sqs',
      queueUrl: 'https://sqs.eu-west-1.amazonaws.com/1/canvas-live-events',
      region: null,
      roleArn: null,
      externalId: null,
    },
    'https://sqs.eu-west-1.amazonaws.com/1/canvas-live-events',
  ],
  [
    { type: 'kafka', brokers: ['a.example:9092', 'b.example:9092'], topic: 'events', usesTls: true },
    'a.example:9092,b.example:9092/events',
  ],
])('%o is at %s', (target, place) => {
  expect(targetPlace(target)).toBe(place);
});
