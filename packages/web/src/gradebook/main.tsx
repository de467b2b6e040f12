// The gradebook of a course.

import { courseIdHere } from '../api/place.ts';
import { viewer } from '../api/session.ts';
import { Loaded } from '../shell/loaded.tsx';
import { mount } from '../shell/mount.tsx';
import { askChanges, askCourse, askStudent, askStudents, grade, override } from './gradebook-api.ts';
import { GradebookPage } from './gradebook-page.tsx';
import { gradebookStore } from './gradebook-store.ts';

const courseId = courseIdHere();

async function ask() {
  const [person, course] = await Promise.all([viewer(), askCourse(courseId)]);
  const assignments = course.groups.flatMap((group) => group.assignments);
  const students = await askStudents(courseId, assignments.length);
  const store = gradebookStore(students, {
    student: (userId) => askStudent(courseId, userId),
    changes: (since) => askChanges(courseId, since),
    grade: (...edit) => grade(courseId, ...edit),
    override: (userId, score) => override(courseId, userId, score),
  });
  return { person, course, store };
}

mount(
  <Loaded ask={ask}>
    {({ person, course, store }) => <GradebookPage viewer={person} course={course} store={store} />}
  </Loaded>,
);
