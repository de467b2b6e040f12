// Where a target is, as logs, live events and people name it.

import type { Target } from './subscription.ts';

/** Of an HTTPS target without login, path and query: receivers put secrets there. */
export function targetPlace(target: Target): string {
  switch (target.type) {
    case 'https':
      return URL.canParse(target.url) ? new URL(target.url).origin : 'https:';
    case 'sqs':
      return target.queueUrl;
    case 'kafka':
      return `${target.brokers.join(',')}/${target.topic}`;
  }
}
