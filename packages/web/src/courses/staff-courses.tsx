// One's courses, for those who teach some of them or administer the account: with the ways to what staff have. Loaded for them
// alone.

import { urlOf } from '../api/place.ts';
import type { Viewer } from '../api/session.ts';
import { StaffShell } from '../shell/staff-shell.tsx';
import '../style/staff.css';
import { type Course, CourseList, type CourseQuiz, teaches } from './courses.tsx';
import './staff-courses.css';

export function StaffCourses({ viewer, courses }: { viewer: Viewer; courses: readonly Course[] }) {
  return (
    <StaffShell viewer={viewer}>
      <div className="stack stack-lg staff-courses">
        <h1 className="title">Your courses</h1>
        {courses.length === 0 && (
          <p className="lede">
            You are in no course yourself. <a href={urlOf('/admin/courses')}>All courses of the account</a>
          </p>
        )}
        <CourseList courses={courses} besideCourse={courseWays} besideQuiz={quizWays} />
        <p>
          <a href={urlOf('/admin/tokens')}>Your access tokens</a>
        </p>
      </div>
    </StaffShell>
  );
}

function courseWays(course: Course) {
  if (!teaches(course)) return null;
  return (
    <span className="row">
      {teaches(course, ['teacher', 'ta']) && (
        <a className="button button-small" href={urlOf(`/courses/${course.id}/gradebook`)}>
          Gradebook<span className="visually-hidden"> of {course.name}</span>
        </a>
      )}
      <a className="button button-small" href={urlOf(`/admin/courses/${course.id}`)}>
        Settings and people<span className="visually-hidden"> of {course.name}</span>
      </a>
    </span>
  );
}

function quizWays(course: Course, { id, title, permissions }: CourseQuiz) {
  if (!permissions.grade) return null;
  const url = urlOf(`/courses/${course.id}/quizzes/${id}`);
  return (
    <span className="row quiz-ways">
      <a className="button button-small" href={`${url}/live`}>
        Live<span className="visually-hidden"> view of {title}</span>
      </a>
      <a className="button button-small" href={`${url}/attempts`}>
        Attempts<span className="visually-hidden"> of {title}</span>
      </a>
    </span>
  );
}
