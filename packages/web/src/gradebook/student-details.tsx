// A student's grades in the course: as the student sees them, with what is hidden, and the final grade given in their place.

import { type FormEvent, useState } from 'react';
import { courseGradeText } from './cell-words.ts';
import { EditNotice } from './edit-notice.tsx';
import type { GradebookCourse } from './gradebook-api.ts';
import type { Edit, GradebookStore, Student } from './gradebook-store.ts';
import { typedOverride } from './typed-grade.ts';

interface StudentDetailsProps {
  course: GradebookCourse;
  store: GradebookStore;
  student: Student;
  edits: ReadonlyMap<string, Edit>;
}

export function StudentDetails({ course, store, student, edits }: StudentDetailsProps) {
  const { posted, unposted, override_score, override_grade } = student;
  return (
    <>
      <h2 dir="auto">{student.name}</h2>
      <table className="table small">
        <thead>
          <tr>
            <th scope="col">Course grade</th>
            <th scope="col">Students see</th>
            <th scope="col">With hidden</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">Current: what is graded so far</th>
            <td>{courseGradeText(posted.current_score, posted.current_grade)}</td>
            <td>{courseGradeText(unposted.current_score, unposted.current_grade)}</td>
          </tr>
          <tr>
            <th scope="row">Final: what is not graded counts as zero</th>
            <td>{courseGradeText(posted.final_score, posted.final_grade)}</td>
            <td>{courseGradeText(unposted.final_score, unposted.final_grade)}</td>
          </tr>
        </tbody>
      </table>
      <div className="stack stack-sm">
        <h3>Override</h3>
        {course.mayOverride ? (
          <OverrideForm key={override_score} store={store} student={student} />
        ) : (
          <p className="muted small">
            Final grades are not overridden in this course. An administrator can switch it on: the feature{' '}
            <span className="mono">final_grades_override</span> and the course's own setting.
          </p>
        )}
        <EditNotice
          store={store}
          edits={edits}
          userId={student.id}
          target="override"
          now={courseGradeText(override_score, override_grade)}
        />
      </div>
    </>
  );
}

function OverrideForm({ store, student }: Pick<StudentDetailsProps, 'store' | 'student'>) {
  const { id, override_score } = student;
  const [text, setText] = useState(override_score === null ? '' : String(override_score));

  function save(event: FormEvent): void {
    event.preventDefault();
    const score = typedOverride(text);
    if (score === undefined) store.refuse(id, 'override', text, 'Type a percentage, or nothing.');
    else void store.override(id, score, text);
  }

  return (
    <form className="row" onSubmit={save}>
      <label className="toolbar-field">
        Final grade in place of the computed one, percent
        <input
          className="input input-small"
          size={6}
          value={text}
          autoComplete="off"
          onChange={({ target }) => setText(target.value)}
        />
      </label>
      <button type="submit" className="button button-small">
        Save
      </button>
    </form>
  );
}
