// The message that only tests a subscription, as a live event that is on no feed.

import type { Account } from '../model/account.ts';
import { globalIdOf } from '../model/ids.ts';
import type { LiveEvent } from '../model/live-event.ts';
import type { Subscription } from '../model/subscription.ts';
import { testEventName } from '../model/target-events.ts';
import { wireTimeMs } from '../model/time.ts';

interface TestEventUses {
  /** Who receives from several servers tells them apart by it. */
  rootAccount: Pick<Account, 'id' | 'uuid' | 'ltiGuid'>;
  uuid: string;
  nowMs: number;
  shard: number;
}

/** It has a message in every format. Metadata as any live event of a job has them, but for the job. */
export function testEvent(
  subscription: Pick<Subscription, 'id' | 'uuid' | 'name'>,
  { rootAccount, uuid, nowMs, shard }: TestEventUses,
): LiveEvent {
  const { id, name } = subscription;
  return {
    id: 0,
    position: null,
    uuid,
    source: 'quizwire',
    eventName: testEventName,
    eventTimeMs: nowMs,
    courseId: null,
    assignmentId: null,
    userId: null,
    metadata: JSON.stringify({
      root_account_uuid: rootAccount.uuid,
      root_account_id: globalIdOf(shard, rootAccount.id),
      root_account_lti_guid: rootAccount.ltiGuid,
      producer: 'canvas',
      event_name: testEventName,
      event_time: wireTimeMs(nowMs),
    }),
    body: JSON.stringify({
      subscription_id: String(id),
      subscription_uuid: subscription.uuid,
      ...(name === null ? {} : { subscription_name: name }),
      message: 'A test of this subscription: nothing has happened.',
    }),
    details: null,
  };
}
