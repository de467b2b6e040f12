// The section that enrollments go to unless they name another: it comes with the course, and again when it is missed.

import { sectionCreated } from '../../facts/section-saved.ts';
import type { Course, CourseSection } from '../../model/course.ts';
import { findDefaultSection, insertSection } from '../../store/course-sections.ts';
import { lockCourse } from '../../store/courses.ts';
import type { Transaction } from '../announcing/announcing-database.ts';

/** Makes it, named like the course, and announces it. */
export async function addDefaultSection(
  transaction: Transaction,
  course: Pick<Course, 'id' | 'name' | 'rootAccountId'>,
  nowMs: number,
): Promise<CourseSection> {
  const section = await insertSection(transaction, {
    courseId: course.id,
    name: course.name,
    sisSectionId: null,
    integrationId: null,
    defaultSection: 1,
    startAtMs: null,
    endAtMs: null,
    restrictEnrollmentsToSectionDates: 0,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
  });
  transaction.announce(sectionCreated(course, section));
  return section;
}

/**
 * The section, not to be changed or deleted until the transaction ends; a new one where it is deleted. Canvas: it is there
 * at the latest with the next enrollment, core reference §6.2.
 */
export async function heldDefaultSection(
  transaction: Transaction,
  course: Pick<Course, 'id' | 'name' | 'rootAccountId'>,
  nowMs: number,
): Promise<CourseSection> {
  const found = await findDefaultSection(transaction, course.id, 'share');
  if (found !== undefined) return found;
  // Of several who miss it at once, one makes it.
  await lockCourse(transaction, course.id);
  const made = await findDefaultSection(transaction, course.id, 'share');
  return made ?? addDefaultSection(transaction, course, nowMs);
}
