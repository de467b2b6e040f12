// The settings of a course that have a page of their own: read and changed.

import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import type { Course, CourseSettings } from '../../model/course.ts';
import { applyCourseDraft } from '../../model/course-draft.ts';
import type { Lookup } from '../../model/lookup.ts';
import { hasCourseRight } from '../../model/policy.ts';
import { notFound, notPermitted } from '../../model/refusal.ts';
import { lockCourse, updateCourse } from '../../store/courses.ts';
import type { Query } from '../../store/database.ts';
import type { AnnouncingDatabase } from '../announcing/announcing-database.ts';
import { isOverrideAllowed } from '../gradebook/override-setting.ts';
import { announceCourseUpdate } from './announce-course.ts';
import { courseStanding } from './course-standing.ts';

export interface CourseSettingsView {
  course: Course;
  /** The setting and the feature, both. */
  allowsFinalGradeOverride: boolean;
}

/** What is asked for; undefined leaves a setting as it is. */
export interface CourseSettingsChange {
  hideFinalGrades: boolean | undefined;
  settings: CourseSettings;
}

export interface CourseSettingsPage {
  /** Raises not_found, not_permitted. */
  show(caller: Caller, course: Lookup): Promise<CourseSettingsView>;
  /** Raises not_found, not_permitted, and what `readChange` raises. */
  change(caller: Caller, course: Lookup, readChange: () => CourseSettingsChange): Promise<CourseSettingsView>;
}

/** Canvas: core reference §6.4. */
export function courseSettings(database: AnnouncingDatabase, clock: Clock): CourseSettingsPage {
  return {
    async show(caller, lookup) {
      const standing = await courseStanding(database.query, caller, lookup);
      if (!hasCourseRight(standing, 'read', clock())) throw notPermitted();
      return viewOf(database.query, standing.course);
    },

    change: (caller, lookup, readChange) =>
      database.transaction(caller, async (transaction) => {
        const nowMs = clock();
        const standing = await courseStanding(transaction, caller, lookup);
        if (!hasCourseRight(standing, 'manage_course_content_edit', nowMs)) throw notPermitted();
        const course = await lockCourse(transaction, standing.course.id);
        if (course === undefined || course.workflowState === 'deleted') throw notFound();
        const fields = applyCourseDraft(course, readChange());
        const saved = await updateCourse(transaction, { ...course, ...fields, updatedAtMs: nowMs });
        await announceCourseUpdate(transaction, course, saved);
        return viewOf(transaction, saved);
      }),
  };
}

async function viewOf(query: Query, course: Course): Promise<CourseSettingsView> {
  return { course, allowsFinalGradeOverride: await isOverrideAllowed(query, course) };
}
