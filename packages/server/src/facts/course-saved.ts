// course_created and course_updated. A deletion is an update. Canvas: live events reference §3.10.

import type { Account } from '../model/account.ts';
import { type Course, settingsOf } from '../model/course.ts';
import { wireTime } from '../model/time.ts';
import type { EventName } from './event-names.ts';
import type { Fact } from './fact.ts';
import { isEffectiveChange } from './row-change.ts';

/** The account that the course is in. */
type Holder = Pick<Account, 'id' | 'uuid'>;

/** Both events of a new course: Canvas saves one a second time while it makes it. In the order of announcing. */
export function courseCreated(holder: Holder, course: Course): [created: Fact, updated: Fact] {
  return [courseFact('course_created', holder, course), courseFact('course_updated', holder, course)];
}

export function courseUpdated(holder: Holder, course: Course): Fact {
  return courseFact('course_updated', holder, course);
}

/**
 * Whether saving a course is announced: any column changed. Whether grades are posted by hand is no column of Canvas's
 * courses, so a change of that alone is none.
 */
export function isCourseUpdate(before: Course, after: Course): boolean {
  return isEffectiveChange(withoutPostPolicy(before), withoutPostPolicy(after));
}

function withoutPostPolicy(course: Course): Course {
  const { postManually: _, ...settings } = settingsOf(course);
  return { ...course, settings: JSON.stringify(settings) };
}

function courseFact(eventName: EventName, holder: Holder, course: Course): Fact {
  return {
    eventName,
    courseId: course.id,
    assignmentId: null,
    userId: null,
    body: {
      course_id: course.id,
      uuid: course.uuid,
      account_id: holder.id,
      account_uuid: holder.uuid,
      name: course.name,
      created_at: wireTime(course.createdAtMs),
      updated_at: wireTime(course.updatedAtMs),
      workflow_state: course.workflowState,
    },
  };
}
