// course_section_created. No route changes a section, so there is no course_section_updated. Canvas: live events reference
// §3.10; the keys of what is not here (SIS batches, cross-listing) are missing, as are those that Canvas has null.

import type { Course, CourseSection } from '../model/course.ts';
import { wireTime } from '../model/time.ts';
import type { Fact } from './fact.ts';

export function sectionCreated(course: Pick<Course, 'id' | 'rootAccountId'>, section: CourseSection): Fact {
  return {
    eventName: 'course_section_created',
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
      // Nothing deletes a section.
      workflow_state: 'active',
      restrict_enrollments_to_section_dates: section.restrictEnrollmentsToSectionDates === 1,
      stuck_sis_fields: [],
      integration_id: section.integrationId,
    },
  };
}
