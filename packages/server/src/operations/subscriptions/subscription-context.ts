// What a subscription is about: the whole root account, a course or an assignment.

import { rootAccountId } from '../../model/account.ts';
import type { Lookup } from '../../model/lookup.ts';
import { Refusal } from '../../model/refusal.ts';
import type { Subscription } from '../../model/subscription.ts';
import { isTool, type Subscriber } from '../../model/subscription-policy.ts';
import { findAccountId } from '../../store/accounts.ts';
import { listAssignments } from '../../store/assignments.ts';
import { findCourse, findCourseId } from '../../store/courses.ts';
import type { Query } from '../../store/database.ts';
import { isAccountWithin } from '../named-account.ts';

/** Which context a request names; null for none, which is the root account where the type is that. */
export type ContextLookup = (type: Subscription['contextType']) => Lookup | null;

/**
 * The local id; null for the root account. Raises subscription_invalid when there is nothing of that name, and
 * subscription_unauthorized for a tool that is not installed in an account above it.
 */
export async function contextIdOf(
  query: Query,
  subscriber: Subscriber,
  type: Subscription['contextType'],
  lookup: Lookup | null,
): Promise<number | null> {
  const tool = isTool(subscriber) ? subscriber : null;
  if (type === 'root_account') {
    const id = await findAccountId(query, lookup ?? { by: 'self' });
    if (id !== rootAccountId) throw contextMissing();
    if (tool !== null && tool.accountId !== rootAccountId) throw notInContext();
    return null;
  }
  if (lookup === null) throw contextMissing('ContextId is missing');
  const { id, courseId } = await placeOf(query, type, lookup);
  const course = await findCourse(query, courseId);
  if (course === undefined) throw contextMissing();
  if (tool !== null && !(await isAccountWithin(query, course.accountId, tool.accountId)))
    throw notInContext();
  return id;
}

async function placeOf(
  query: Query,
  type: 'course' | 'assignment',
  lookup: Lookup,
): Promise<{ id: number; courseId: number }> {
  if (type === 'course') {
    const id = await findCourseId(query, lookup);
    if (id === undefined) throw contextMissing();
    return { id, courseId: id };
  }
  const [assignment] = lookup.by === 'id' ? await listAssignments(query, [lookup.id]) : [];
  if (assignment === undefined) throw contextMissing();
  return assignment;
}

function contextMissing(message = 'ContextId names nothing of this ContextType'): Refusal {
  return new Refusal({ kind: 'subscription_invalid', fault: 'context', message });
}

function notInContext(): Refusal {
  return new Refusal({ kind: 'subscription_unauthorized' });
}
