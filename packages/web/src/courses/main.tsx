// The page after signing in: one's courses, and the quizzes in each.

import type { ReactNode } from 'react';
import { call } from '../api/client.ts';
import { viewer } from '../api/session.ts';
import { Loaded } from '../shell/loaded.tsx';
import { mount } from '../shell/mount.tsx';
import { type Course, type CourseQuiz, Courses, teaches } from './courses.tsx';

/** As many as Canvas gives at once. */
const perPage = 100;

async function ask(): Promise<ReactNode> {
  const [person, listed] = await Promise.all([
    viewer(),
    call<Omit<Course, 'quizzes'>[]>('GET', `/api/v1/courses?per_page=${perPage}`),
  ]);
  // What only staff see nobody else has to load.
  const isStaff = person.isAccountAdmin || listed.some((course) => teaches(course));
  const staff = isStaff ? import('./staff-courses.tsx') : null;
  const courses = await Promise.all(
    listed.map(async (course) => ({
      ...course,
      quizzes: await call<CourseQuiz[]>('GET', `/api/v1/courses/${course.id}/quizzes?per_page=${perPage}`),
    })),
  );
  if (staff === null) return <Courses userName={person.name} courses={courses} />;
  const { StaffCourses } = await staff;
  return <StaffCourses viewer={person} courses={courses} />;
}

mount(<Loaded ask={ask}>{(page) => page}</Loaded>);
