// One student's work on one assignment: the grade, what stands behind it, who gave which grade when, and what was said.

import { urlOf } from '../api/place.ts';
import { Time } from '../shell/time.tsx';
import { numberText } from '../shell/wording.ts';
import { cellWords } from './cell-words.ts';
import { CommentList } from './comment-list.tsx';
import { EditNotice } from './edit-notice.tsx';
import { GradeForm } from './grade-form.tsx';
import { GradeHistory } from './grade-history.tsx';
import {
  type Assignment,
  askWork,
  type GradeAsked,
  type GradebookCourse,
  type LateStatus,
} from './gradebook-api.ts';
import type { Edit, GradebookStore, Student } from './gradebook-store.ts';
import { HandedIn } from './handed-in.tsx';
import { useAsked } from './use-asked.ts';

interface CellDetailsProps {
  course: GradebookCourse;
  store: GradebookStore;
  student: Student;
  assignment: Assignment;
  edits: ReadonlyMap<string, Edit>;
}

const statuses: readonly { value: LateStatus | ''; text: string }[] = [
  { value: '', text: 'By its dates' },
  { value: 'none', text: 'Neither late nor missing' },
  { value: 'late', text: 'Late' },
  { value: 'missing', text: 'Missing' },
  { value: 'extended', text: 'Has more time' },
];

export function CellDetails({ course, store, student, assignment, edits }: CellDetailsProps) {
  const cell = student.cells.get(assignment.id);
  const { grade, notes } = cellWords(cell, assignment);
  const ask = (asked: GradeAsked, typed: string): void =>
    void store.grade(student.id, assignment.id, asked, typed, cell?.version ?? null);
  const courseId = String(course.id);
  // Another whenever something is handed in.
  const work = useAsked(`${student.id} ${assignment.id} ${cell?.submitted_at}`, () =>
    askWork(courseId, student.id, assignment.id),
  );
  const attempt = cell?.quiz_submission_id;
  const pages =
    attempt === undefined || assignment.quiz_id === undefined
      ? null
      : urlOf(`/courses/${course.id}/quizzes/${assignment.quiz_id}/submissions/${attempt}`);
  return (
    <>
      <div>
        <h2 dir="auto">{student.name}</h2>
        <p className="muted" dir="auto">
          {assignment.name}
        </p>
      </div>
      <EditNotice store={store} edits={edits} userId={student.id} target={assignment.id} now={grade} />
      <dl className="facts">
        <div>
          <dt>Grade</dt>
          <dd dir="auto">
            {grade}
            {cell?.score != null &&
              assignment.points_possible !== null &&
              ` / ${numberText(assignment.points_possible)}`}
          </dd>
        </div>
        {notes.length > 0 && (
          <div>
            <dt>Marked</dt>
            <dd>{notes.join(', ')}</dd>
          </div>
        )}
        {cell?.entered_score !== undefined && cell.score !== null && (
          <div>
            <dt>Before lateness</dt>
            <dd>{numberText(cell.entered_score)}</dd>
          </div>
        )}
        {cell?.submitted_at !== undefined && (
          <div>
            <dt>Handed in</dt>
            <dd>
              <Time iso={cell.submitted_at} precision="minute" />
            </dd>
          </div>
        )}
      </dl>
      {pages !== null && (
        <div className="row">
          <a className="button button-small" href={`${pages}/grade`}>
            Grade the answers
          </a>
          <a href={`${pages}/log`}>Log</a>
          <a href={`${pages}/report`}>Report</a>
        </div>
      )}
      {work.failure !== null && (
        <p className="notice notice-error" role="alert">
          {work.failure}
        </p>
      )}
      {work.answer !== null && <HandedIn work={work.answer} />}
      {course.mayGrade && <GradeForm store={store} userId={student.id} assignment={assignment} cell={cell} />}
      {course.mayGrade && (
        <div className="row">
          {cell?.excused ? (
            <button
              type="button"
              className="button button-small"
              onClick={() => ask({ excuse: 'false' }, '')}
            >
              Not excused any more
            </button>
          ) : (
            <button type="button" className="button button-small" onClick={() => ask({ excuse: true }, 'EX')}>
              Excuse
            </button>
          )}
          <div className="toolbar-field">
            <label htmlFor="late-status">Status</label>
            <select
              id="late-status"
              className="input input-small"
              value={cell?.late_policy_status ?? ''}
              onChange={({ target }) =>
                ask({ late_policy_status: target.value as LateStatus | '' }, target.value)
              }
            >
              {statuses.map(({ value, text }) => (
                <option key={value} value={value}>
                  {text}
                </option>
              ))}
            </select>
          </div>
        </div>
      )}
      <GradeHistory
        courseId={courseId}
        userId={student.id}
        assignmentId={assignment.id}
        version={cell?.version ?? 0}
      />
      <CommentList
        courseId={courseId}
        userId={student.id}
        assignmentId={assignment.id}
        comments={work.answer?.submission_comments ?? null}
        mayWrite={course.mayGrade}
        onSaid={() => {
          work.askAgain();
          void store.refresh();
        }}
      />
    </>
  );
}
