// Somebody with the right enrols a person in a course, or changes how they are enrolled.

import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import { type Course, type CourseSection, isConcluded } from '../../model/course.ts';
import { type EnrollmentType, stateEnrolledAgain } from '../../model/enrollment.ts';
import {
  argumentsInvalid,
  type EnrollmentDraft,
  enrollableStateOf,
  readEnrollmentDraft,
} from '../../model/enrollment-draft.ts';
import { flag } from '../../model/flag.ts';
import type { Lookup } from '../../model/lookup.ts';
import { invalidField, notFound, notPermitted } from '../../model/refusal.ts';
import { mayEnrol } from '../../model/roster-policy.ts';
import { findSection } from '../../store/course-sections.ts';
import { insertEnrollment, lockSameEnrollment, updateEnrollment } from '../../store/enrollments.ts';
import { findUserId } from '../../store/users.ts';
import type { AnnouncingDatabase } from '../announcing/announcing-database.ts';
import { followEnrollment } from '../gradebook/student-rows.ts';
import { retryLostRace } from '../retry-lost-race.ts';
import { announceEnrollment } from './announce-enrollment.ts';
import { heldDefaultSection } from './default-section.ts';
import { describeEnrollment, type EnrollmentView } from './describe-enrollments.ts';
import { type EnrollmentPlace, standingAt } from './enrollment-place.ts';

export type CreateEnrollment = (
  caller: Caller,
  place: EnrollmentPlace,
  readDraft: () => EnrollmentDraft | null,
) => Promise<EnrollmentView>;

/**
 * Idempotent: a person has one enrollment of a type in a section (an observer one for each observed student), and asking
 * again changes that one. Raises, in this order: not_found (course), argument_invalid with every fault of the draft,
 * not_permitted, not_found (section, person), argument_invalid for a concluded course, record_invalid.
 * Canvas: core reference §7.2.
 */
export function createEnrollment(database: AnnouncingDatabase, clock: Clock): CreateEnrollment {
  const { query } = database;
  return async (caller, place, readDraft) => {
    const { standing, section: placed } = await standingAt(query, caller, place);
    const draft = readEnrollmentDraft(readDraft());
    const { type } = draft;
    const nowMs = clock();
    if (!mayEnrol(standing, type, nowMs)) throw notPermitted();
    const named = placed ?? (await sectionNamed(standing.course, draft));
    const userId = await userIdOf(caller, draft.user);
    if (isConcluded(standing.course, nowMs)) {
      throw argumentsInvalid(["Can't add an enrollment to a concluded course."]);
    }
    const asked = enrollableStateOf(draft.state);
    const associatedUserId = await observedBy(caller, userId, type, draft);
    const enrollment = await retryLostRace(database, caller, async (transaction) => {
      // Held, so that it is not deleted while it is still empty.
      const section =
        named === null
          ? await heldDefaultSection(transaction, standing.course, nowMs)
          : await findSection(transaction, { by: 'id', id: named.id }, 'share');
      if (section === undefined) throw notFound();
      const key = { userId, courseSectionId: section.id, type, associatedUserId };
      const existing = await lockSameEnrollment(transaction, key);
      const { limitPrivilegesToCourseSection: limits, startAtMs, endAtMs } = draft;
      const enrolled =
        existing === undefined
          ? await insertEnrollment(transaction, {
              ...key,
              courseId: section.courseId,
              workflowState: asked,
              limitPrivilegesToCourseSection: flag(limits ?? false),
              startAtMs: startAtMs ?? null,
              endAtMs: endAtMs ?? null,
              createdAtMs: nowMs,
              updatedAtMs: nowMs,
            })
          : await updateEnrollment(transaction, {
              ...existing,
              workflowState: stateEnrolledAgain(existing.workflowState, asked),
              limitPrivilegesToCourseSection:
                limits === undefined ? existing.limitPrivilegesToCourseSection : flag(limits),
              startAtMs: startAtMs === undefined ? existing.startAtMs : startAtMs,
              endAtMs: endAtMs === undefined ? existing.endAtMs : endAtMs,
              updatedAtMs: nowMs,
            });
      await announceEnrollment(transaction, standing.course, existing ?? null, enrolled);
      if (enrolled.workflowState !== existing?.workflowState)
        await followEnrollment(transaction, standing.course, enrolled, nowMs);
      return enrolled;
    });
    return describeEnrollment(query, caller, enrollment, nowMs);
  };

  async function sectionNamed(
    course: Course,
    draft: Pick<EnrollmentDraft, 'section'>,
  ): Promise<CourseSection | null> {
    if (draft.section === null) return null;
    const section = await findSection(query, draft.section);
    if (section === undefined || section.courseId !== course.id) throw notFound();
    return section;
  }

  async function userIdOf(caller: Caller, lookup: Lookup): Promise<number> {
    const userId = lookup.by === 'self' ? caller.userId : await findUserId(query, lookup);
    if (userId === undefined) throw notFound();
    return userId;
  }

  async function observedBy(
    caller: Caller,
    userId: number,
    type: EnrollmentType,
    { associatedUser }: Pick<EnrollmentDraft, 'associatedUser'>,
  ): Promise<number | null> {
    if (type !== 'ObserverEnrollment' || associatedUser === null) return null;
    const observed = await userIdOf(caller, associatedUser);
    if (observed === userId) {
      const message = 'Cannot observe yourself';
      throw invalidField('associated_user_id', message, message);
    }
    return observed;
  }
}
