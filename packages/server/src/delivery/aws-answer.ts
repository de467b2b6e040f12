// Bounds what is read of an answer of AWS: the SDK itself would read on and keep it all.

import { Readable, Transform } from 'node:stream';
import type { SQSClient } from '@aws-sdk/client-sqs';
import type { STSClient } from '@aws-sdk/client-sts';
import { responseBytesMax } from '../model/delivery-limits.ts';

/** From now on requests of `client` fail whose answer has more than `responseBytesMax` bytes. */
export function boundAnswers(client: SQSClient | STSClient): void {
  // The same in both clients; only their types differ in what is sent.
  const { middlewareStack } = client as SQSClient;
  middlewareStack.add(
    (next) => async (given) => {
      const result = await next(given);
      const answer = result.response as { body?: unknown };
      if (answer.body instanceof Readable) answer.body = bounded(answer.body);
      return result;
    },
    // After all others on the way out, so before all on the way back.
    { step: 'deserialize', priority: 'low', name: 'boundAnswers' },
  );
}

function bounded(body: Readable): Readable {
  let bytes = 0;
  const reader = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes <= responseBytesMax) return done(null, chunk);
      body.destroy();
      done(new Error(`the answer has more than ${responseBytesMax} bytes`));
    },
  });
  body.once('error', (error) => reader.destroy(error));
  return body.pipe(reader);
}
