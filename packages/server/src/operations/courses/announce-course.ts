// Says that a course changed, if it did.

import { courseUpdated, isCourseUpdate } from '../../facts/course-saved.ts';
import type { Course } from '../../model/course.ts';
import type { Transaction } from '../announcing/announcing-database.ts';
import { namedAccount } from '../named-account.ts';

export async function announceCourseUpdate(
  transaction: Transaction,
  before: Course,
  after: Course,
): Promise<void> {
  if (!isCourseUpdate(before, after)) return;
  const holder = await namedAccount(transaction, { by: 'id', id: after.accountId });
  transaction.announce(courseUpdated(holder, after));
}
