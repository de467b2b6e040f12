// course_section_created and course_section_updated. A deletion is an update. Canvas: live events reference §3.10; the keys
// of what is not here (SIS batches, cross-listing) are missing, as are those that Canvas has null.

import type { Course, CourseSection } from '../model/course.ts';
import { wireTime } from '../model/time.ts';
import type { EventName } from './event-names.ts';
import type { Fact } from './fact.ts';
import { isEffectiveChange } from './row-change.ts';

/** The course that the section is in. */
type Holder = Pick<Course, 'id' | 'rootAccountId'>;

export function sectionCreated(course: Holder, section: CourseSection): Fact {
  return sectionFact('course_section_created', course, section);
}

/** Null when nothing changed. */
export function sectionUpdated(course: Holder, before: CourseSection, after: CourseSection): Fact | null {
  return isEffectiveChange(before, after) ? sectionFact('course_section_updated', course, after) : null;
}

function sectionFact(eventName: EventName, course: Holder, section: CourseSection): Fact {
  return {
    eventName,
    courseId: course.id,
    assignmentId: null,
    userId: null,
    body: {
      course_section_id: section.id,
      sis_source_id: section.sisSectionId,
      course_id: course.id,
      root_account_id: course.rootAccountId,
      name: section.name,
      default_section: section.defaultSection === 1,
      start_at: wireTime(section.startAtMs),
      end_at: wireTime(section.endAtMs),
      workflow_state: section.workflowState,
      restrict_enrollments_to_section_dates: section.restrictEnrollmentsToSectionDates === 1,
      stuck_sis_fields: [],
      integration_id: section.integrationId,
    },
  };
}
