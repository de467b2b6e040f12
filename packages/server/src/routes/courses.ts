// Routes of courses, who is in them and how they are set up.

import type { Server } from '../http/fastify.ts';
import { coursePeopleRoutes } from '../http/routes/course-people.ts';
import { courseSettingsRoutes } from '../http/routes/course-settings.ts';
import { courseRoutes } from '../http/routes/courses.ts';
import { enrollmentRoutes } from '../http/routes/enrollments.ts';
import { featureFlagRoutes } from '../http/routes/feature-flags.ts';
import { sectionRoutes } from '../http/routes/sections.ts';
import { changeEnrollment } from '../operations/courses/change-enrollment.ts';
import { courseSections } from '../operations/courses/course-sections.ts';
import { courseSettings } from '../operations/courses/course-settings.ts';
import { createCourse } from '../operations/courses/create-course.ts';
import { createEnrollment } from '../operations/courses/create-enrollment.ts';
import { featureFlags } from '../operations/courses/feature-flags.ts';
import { listCoursesOfAccount } from '../operations/courses/list-account-courses.ts';
import { readCoursePeople } from '../operations/courses/read-course-people.ts';
import { readCourses } from '../operations/courses/read-courses.ts';
import { readEnrollments } from '../operations/courses/read-enrollments.ts';
import { updateCourse } from '../operations/courses/update-course.ts';
import { updateSection } from '../operations/courses/update-section.ts';
import type { RouteUses } from './route-uses.ts';

export function addCourseRoutes(
  server: Server,
  { database, announcing, clock, random, urls }: RouteUses,
): void {
  courseRoutes(server, {
    readCourses: readCourses(database, clock),
    listAccountCourses: listCoursesOfAccount(database, clock),
    createCourse: createCourse(announcing, clock, random),
    updateCourse: updateCourse(announcing, clock),
    ...urls,
  });
  coursePeopleRoutes(server, {
    readCoursePeople: readCoursePeople(database, clock),
    ...urls,
  });
  courseSettingsRoutes(server, {
    courseSettings: courseSettings(announcing, clock),
    ...urls,
  });
  sectionRoutes(server, {
    courseSections: courseSections(announcing, clock),
    updateSection: updateSection(announcing, clock),
    ...urls,
  });
  enrollmentRoutes(server, {
    readEnrollments: readEnrollments(database, clock),
    createEnrollment: createEnrollment(announcing, clock),
    changeEnrollment: changeEnrollment(announcing, clock),
    ...urls,
  });
  featureFlagRoutes(server, {
    featureFlags: featureFlags(database, clock),
    ...urls,
  });
}
