// One's courses with their quizzes, each a link.

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
}

export interface Course {
  id: number;
  name: string;
  course_code: string;
  quizzes: CourseQuiz[];
}

export function Courses({ userName, courses }: { userName: string; courses: readonly Course[] }) {
  return (
    <Shell userName={userName}>
      <div className="stack stack-lg">
        <h1 className="title">Your courses</h1>
        {courses.length === 0 && <p className="lede">You are in no course yet.</p>}
        {courses.map((course) => (
          <section key={course.id} className="stack" aria-labelledby={`course-${course.id}`}>
            <div>
              <h2 id={`course-${course.id}`} dir="auto">
                {course.name}
              </h2>
              <span className="muted small">{course.course_code}</span>
            </div>
            {course.quizzes.length === 0 ? (
              <p className="muted">No quizzes yet.</p>
            ) : (
              <ul className="plain-list quizzes">
                {course.quizzes.map((quiz) => (
                  <li key={quiz.id}>
                    <QuizLink courseId={course.id} quiz={quiz} />
                  </li>
                ))}
              </ul>
            )}
          </section>
        ))}
      </div>
    </Shell>
  );
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
