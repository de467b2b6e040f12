// One's courses with their quizzes, each a link. What staff have beside them is in staff-courses.tsx.

import type { ReactNode } from 'react';
import { urlOf } from '../api/place.ts';
import { Shell } from '../shell/shell.tsx';
import { countText, minutesText, pointsText, timeText } from '../shell/wording.ts';
import './courses.css';

export interface CourseQuiz {
  id: number;
  title: string;
  points_possible: number | null;
  question_count: number;
  /** Minutes. */
  time_limit: number | null;
  due_at: string | null;
  published: boolean;
  /** That of the reader, by the server's clock. */
  locked_for_user?: boolean;
  permissions: { grade: boolean };
}

export interface Course {
  id: number;
  name: string;
  course_code: string;
  /** Those of the reader. */
  enrollments?: { type: string }[];
  quizzes: CourseQuiz[];
}

/** Whether the reader is staff of the course, in one of these roles. */
export function teaches(
  { enrollments = [] }: Pick<Course, 'enrollments'>,
  roles: readonly string[] = ['teacher', 'ta', 'designer'],
): boolean {
  return enrollments.some(({ type }) => roles.includes(type));
}

export function Courses({ userName, courses }: { userName: string; courses: readonly Course[] }) {
  return (
    <Shell userName={userName}>
      <div className="stack stack-lg">
        <h1 className="title">Your courses</h1>
        {courses.length === 0 && <p className="lede">You are in no course yet.</p>}
        <CourseList courses={courses} />
      </div>
    </Shell>
  );
}

interface CourseListProps {
  courses: readonly Course[];
  /** What is at the end of the line of a course. */
  besideCourse?: (course: Course) => ReactNode;
  besideQuiz?: (course: Course, quiz: CourseQuiz) => ReactNode;
}

export function CourseList({ courses, besideCourse, besideQuiz }: CourseListProps) {
  return courses.map((course) => (
    <section key={course.id} className="stack" aria-labelledby={`course-${course.id}`}>
      <div className="row row-apart">
        <div>
          <h2 id={`course-${course.id}`} dir="auto">
            {course.name}
          </h2>
          <span className="muted small">{course.course_code}</span>
        </div>
        {besideCourse?.(course)}
      </div>
      {course.quizzes.length === 0 ? (
        <p className="muted">No quizzes yet.</p>
      ) : (
        <ul className="plain-list quizzes">
          {course.quizzes.map((quiz) => (
            <li key={quiz.id}>
              <QuizLink courseId={course.id} quiz={quiz} />
              {besideQuiz?.(course, quiz)}
            </li>
          ))}
        </ul>
      )}
    </section>
  ));
}

function QuizLink({ courseId, quiz }: { courseId: number; quiz: CourseQuiz }) {
  const { question_count, points_possible, time_limit, due_at } = quiz;
  const facts = [
    countText(question_count, 'question'),
    points_possible === null ? '' : pointsText(points_possible),
    time_limit === null ? '' : minutesText(time_limit),
    due_at === null ? '' : `due ${timeText(due_at)}`,
    quiz.locked_for_user === true ? 'not open now' : '',
  ];
  return (
    <a className="quiz-link" href={urlOf(`/courses/${courseId}/quizzes/${quiz.id}`)}>
      <span className="quiz-link-title" dir="auto">
        {quiz.title} {!quiz.published && <span className="pill">Not published</span>}
      </span>
      <span className="muted small">{facts.filter((fact) => fact !== '').join(' · ')}</span>
    </a>
  );
}
