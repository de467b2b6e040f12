// Who is told of what happens in the demo: the receiver that runs with it, twice, and one that has gone. At later starts they are
// led to where the receiver is then.

import { ApiCallFailed } from '../api-call.ts';
import { type Receiver, startReceiver } from './receiver.ts';
import type { Records } from './records.ts';

interface Subscription {
  LocalId: string;
  Name: string | null;
  State: string;
}

/** So that its progress can be watched. */
const replayRatePerSecond = 60;

const recordsName = 'Learning records';

/** Null where subscriptions cannot be, as on PostgreSQL without a key for their secrets. Raises ApiCallFailed. */
export async function subscribeReceiver(records: Records): Promise<Receiver | null> {
  const { api } = records;
  const path = '/api/lti/subscriptions';
  const there = await api<Subscription[]>('GET', path);
  const isNew = !there.some(({ Name }) => Name === recordsName);
  const receiver = await startReceiver(isNew);
  const targets = [
    {
      Name: recordsName,
      Url: receiver.recordsUrl,
      EventTypes: ['*'],
      Format: 'caliper-1.1',
      earlier: { after: '0', rate_per_second: replayRatePerSecond },
    },
    {
      Name: 'Grades for the office',
      Url: receiver.gradesUrl,
      EventTypes: ['grade_change', 'course_grade_change', 'submission_comment_created'],
      Ordered: true,
      earlier: { after: '0', event_name: ['submission_comment_created'] },
    },
    {
      Name: 'Dashboard of last year',
      Url: receiver.retiredUrl,
      EventTypes: ['course_created', 'quiz_submitted'],
      // It takes one message for the server to be told that nobody is there.
      earlier: { after: '0', event_name: ['course_created'] },
    },
  ];
  try {
    for (const { Url, earlier, ...wanted } of targets) {
      const found = there.find(({ Name }) => Name === wanted.Name);
      const TransportMetadata = { Url };
      if (found === undefined) {
        const kind = { ContextType: 'root_account', TransportType: 'https' };
        const made = await api<Subscription>('POST', path, {
          subscription: { ...kind, ...wanted, TransportMetadata },
        });
        // What happened before anybody was told of it.
        await api('POST', `/subscriptions/${made.LocalId}/replay`, earlier);
      } else if (found.State === 'Active') {
        await api('PUT', `${path}/${found.LocalId}`, { subscription: { TransportMetadata } });
      }
    }
    return receiver;
  } catch (error) {
    await receiver[Symbol.asyncDispose]();
    if (error instanceof ApiCallFailed && error.status === 500) return null;
    throw error;
  }
}
