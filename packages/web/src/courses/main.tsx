// The page after signing in: one's courses, and the quizzes in each.

import { call } from '../api/client.ts';
import { Loaded } from '../shell/loaded.tsx';
import { mount } from '../shell/mount.tsx';
import { type Course, type CourseQuiz, Courses } from './courses.tsx';

/** As many as Canvas gives at once. */
const perPage = 100;

interface Answer {
  user: { name: string };
  courses: Course[];
}

async function ask(): Promise<Answer> {
  const [user, listed] = await Promise.all([
    call<{ name: string }>('GET', '/api/v1/users/self'),
    call<Omit<Course, 'quizzes'>[]>('GET', `/api/v1/courses?per_page=${perPage}`),
  ]);
  const courses = await Promise.all(
    listed.map(async (course) => ({
      ...course,
      quizzes: await call<CourseQuiz[]>('GET', `/api/v1/courses/${course.id}/quizzes?per_page=${perPage}`),
    })),
  );
  return { user, courses };
}

mount(<Loaded ask={ask}>{({ user, courses }) => <Courses userName={user.name} courses={courses} />}</Loaded>);
