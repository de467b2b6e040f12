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

const path = '/api/lti/subscriptions';

/** Null where subscriptions cannot be, as on PostgreSQL without a key for their secrets. Raises ApiCallFailed. */
export async function subscribeReceiver(records: Records): Promise<Receiver | null> {
  try {
    await using made = new AsyncDisposableStack();
    const there = await records.api<Subscription[]>('GET', path);
    const receiver = made.use(await startReceiver(!there.some(({ Name }) => Name === recordsName)));
    for (const target of targetsAt(receiver)) await subscribe(records, there, target);
    made.move();
    return receiver;
  } catch (error) {
    if (error instanceof ApiCallFailed && error.status === 500) return null;
    throw error;
  }
}

interface Target {
  wanted: { Name: string; EventTypes: string[]; Format?: string; Ordered?: boolean };
  Url: string;
  /** What of the past it is told, as a replay is asked for. */
  earlier: object;
}

function targetsAt({ recordsUrl, gradesUrl, retiredUrl }: Receiver): Target[] {
  return [
    {
      wanted: { Name: recordsName, EventTypes: ['*'], Format: 'caliper-1.1' },
      Url: recordsUrl,
      earlier: { after: '0', rate_per_second: replayRatePerSecond },
    },
    {
      wanted: {
        Name: 'Grades for the office',
        EventTypes: ['grade_change', 'course_grade_change', 'submission_comment_created'],
        Ordered: true,
      },
      Url: gradesUrl,
      earlier: { after: '0', event_name: ['submission_comment_created'] },
    },
    {
      wanted: { Name: 'Dashboard of last year', EventTypes: ['course_created', 'quiz_submitted'] },
      Url: retiredUrl,
      // It takes one message for the server to be told that nobody is there.
      earlier: { after: '0', event_name: ['course_created'] },
    },
  ];
}

async function subscribe(
  { api }: Records,
  there: readonly Subscription[],
  { wanted, Url, earlier }: Target,
): Promise<void> {
  const TransportMetadata = { Url };
  const found = there.find(({ Name }) => Name === wanted.Name);
  if (found === undefined) {
    const kind = { ContextType: 'root_account', TransportType: 'https' };
    const { LocalId } = await api<Subscription>('POST', path, {
      subscription: { ...kind, ...wanted, TransportMetadata },
    });
    await api('POST', `/subscriptions/${LocalId}/replay`, earlier);
  } else if (found.State === 'Active') {
    await api('PUT', `${path}/${found.LocalId}`, { subscription: { TransportMetadata } });
  }
}
