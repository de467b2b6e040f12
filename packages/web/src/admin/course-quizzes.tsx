// The quizzes of a course, with the ways to each.

import { urlOf } from '../api/place.ts';
import { countText } from '../shell/wording.ts';
import { RowsTable } from './rows-table.tsx';
import { useRows } from './use-rows.ts';

interface ListedQuiz {
  id: number;
  title: string;
  published: boolean;
  question_count: number;
}

interface CourseQuizzesProps {
  courseId: number;
  /** Who does not has no use for the pages of attempts. */
  seesGrades: boolean;
}

export function CourseQuizzes({ courseId, seesGrades }: CourseQuizzesProps) {
  const list = useRows<ListedQuiz>(`/api/v1/courses/${courseId}/quizzes?per_page=50`);
  return (
    <section className="panel stack" aria-labelledby="quizzes">
      <h2 className="panel-title" id="quizzes">
        Quizzes
      </h2>
      <RowsTable
        label="Quizzes"
        noun="quiz"
        plural="quizzes"
        heads={['Title', 'Questions', 'State', ...(seesGrades ? ['Pages'] : [])]}
        list={list}
        rowKey={({ id }) => id}
        cells={({ id, title, published, question_count }) => {
          const url = urlOf(`/courses/${courseId}/quizzes/${id}`);
          return (
            <>
              <th scope="row">
                <a href={url} dir="auto">
                  {title}
                </a>
              </th>
              <td>{countText(question_count, 'question')}</td>
              <td>{published ? 'Published' : 'Not published'}</td>
              {seesGrades && (
                <td>
                  <span className="row">
                    <a href={`${url}/live`}>
                      Live<span className="visually-hidden"> view of {title}</span>
                    </a>
                    <a href={`${url}/attempts`}>
                      Attempts<span className="visually-hidden"> of {title}</span>
                    </a>
                  </span>
                </td>
              )}
            </>
          );
        }}
        empty="No quizzes yet. They are made over the API."
      />
    </section>
  );
}
