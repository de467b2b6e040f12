// A target that takes nothing: warnings on the way, and that its subscription was disabled. Ours; Canvas tells of neither.
// In no course, though the subscription may be for one: whoever subscribed to a course is not told of others' targets.

import { type Subscription, targetOf } from '../model/subscription.ts';
import { targetPlace } from '../model/target-place.ts';
import { wireTimeMs } from '../model/time.ts';
import type { EventName } from './event-names.ts';
import type { Fact, FactBody } from './fact.ts';

export interface TargetFailure {
  failuresInARow: number;
  failingSinceMs: number | null;
  /** Why the last send failed, for people. */
  reason: string;
}

/** `warningLevel` is how many failures in a row there are a warning for. */
export function targetFailing(
  subscription: Subscription,
  failure: TargetFailure,
  warningLevel: number,
): Fact {
  return targetFact('quizwire.target_failing', subscription, failure, { warning_level: warningLevel });
}

export function targetDisabled(
  subscription: Subscription,
  failure: TargetFailure,
  disabledReason: 'failing' | 'gone',
): Fact {
  return targetFact('quizwire.target_disabled', subscription, failure, { disabled_reason: disabledReason });
}

function targetFact(
  eventName: EventName,
  subscription: Subscription,
  { failuresInARow, failingSinceMs, reason }: TargetFailure,
  verdict: FactBody,
): Fact {
  return {
    eventName,
    courseId: null,
    assignmentId: null,
    userId: null,
    body: {
      subscription_id: subscription.id,
      subscription_uuid: subscription.uuid,
      subscription_name: subscription.name,
      transport_type: subscription.transportType,
      target: targetPlace(targetOf(subscription)),
      ...verdict,
      failures_in_a_row: failuresInARow,
      failing_since: failingSinceMs === null ? null : wireTimeMs(failingSinceMs),
      last_failure_reason: reason,
    },
  };
}
