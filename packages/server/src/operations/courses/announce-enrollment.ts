// Says that somebody was enrolled, or that their enrollment changed.

import { enrollmentCreated, enrollmentUpdated } from '../../facts/enrollment-saved.ts';
import type { Course } from '../../model/course.ts';
import type { Enrollment } from '../../model/enrollment.ts';
import { findAnnouncedUser } from '../../store/announcers.ts';
import type { Transaction } from '../announcing/announcing-database.ts';

/** `before` is null for a new enrollment. */
export async function announceEnrollment(
  transaction: Transaction,
  course: Pick<Course, 'uuid'>,
  before: Enrollment | null,
  after: Enrollment,
): Promise<void> {
  const parties = { course, user: await findAnnouncedUser(transaction, after.userId) };
  transaction.announce(
    before === null ? enrollmentCreated(parties, after) : enrollmentUpdated(parties, before, after),
  );
}
