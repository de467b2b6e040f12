// enrollment_created and enrollment_updated. A deletion is an update. Canvas: live events reference §3.10.

import type { Course } from '../model/course.ts';
import type { Enrollment } from '../model/enrollment.ts';
import { wireTime } from '../model/time.ts';
import type { User } from '../model/user.ts';
import type { EventName } from './event-names.ts';
import type { Fact } from './fact.ts';
import { isEffectiveChange } from './row-change.ts';

/** Where and who. */
export interface EnrolledParties {
  course: Pick<Course, 'uuid'>;
  user: Pick<User, 'uuid' | 'name'>;
}

export function enrollmentCreated(parties: EnrolledParties, enrollment: Enrollment): Fact {
  return enrollmentFact('enrollment_created', parties, enrollment);
}

/** Null when nothing changed. */
export function enrollmentUpdated(
  parties: EnrolledParties,
  before: Enrollment,
  after: Enrollment,
): Fact | null {
  return isEffectiveChange(before, after) ? enrollmentFact('enrollment_updated', parties, after) : null;
}

function enrollmentFact(
  eventName: EventName,
  { course, user }: EnrolledParties,
  enrollment: Enrollment,
): Fact {
  return {
    eventName,
    courseId: enrollment.courseId,
    assignmentId: null,
    userId: enrollment.userId,
    body: {
      enrollment_id: enrollment.id,
      course_id: enrollment.courseId,
      course_uuid: course.uuid,
      user_id: enrollment.userId,
      user_uuid: user.uuid,
      user_name: user.name,
      type: enrollment.type,
      created_at: wireTime(enrollment.createdAtMs),
      updated_at: wireTime(enrollment.updatedAtMs),
      limit_privileges_to_course_section: enrollment.limitPrivilegesToCourseSection === 1,
      course_section_id: enrollment.courseSectionId,
      workflow_state: enrollment.workflowState,
      associated_user_id: enrollment.associatedUserId,
    },
  };
}
