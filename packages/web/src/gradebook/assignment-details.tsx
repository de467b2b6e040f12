// An assignment as the gradebook has it: how far grading has come, and whether students see their grades.

import { useState } from 'react';
import { urlOf } from '../api/place.ts';
import { Time } from '../shell/time.tsx';
import { countText } from '../shell/wording.ts';
import { cellWords, columnText } from './cell-words.ts';
import {
  type Assignment,
  type AssignmentGroup,
  askGroups,
  type GradebookCourse,
  postGrades,
  setPostPolicy,
} from './gradebook-api.ts';
import type { GradebookStore, Student } from './gradebook-store.ts';

interface AssignmentDetailsProps {
  course: GradebookCourse;
  store: GradebookStore;
  students: ReadonlyMap<number, Student>;
  assignment: Assignment;
  onGroups: (groups: AssignmentGroup[]) => void;
}

export function AssignmentDetails({ course, store, students, assignment, onGroups }: AssignmentDetailsProps) {
  const [isBusy, setBusy] = useState(false);
  /** What was chosen and is on its way; null for nothing. */
  const [wanted, setWanted] = useState<boolean | null>(null);
  const [told, setTold] = useState('');
  const [failure, setFailure] = useState<string | null>(null);
  const { graded, waiting, hidden, first } = countsOf(students, assignment);
  const quiz =
    assignment.quiz_id === undefined ? null : urlOf(`/courses/${course.id}/quizzes/${assignment.quiz_id}`);

  async function act(work: () => Promise<void>, done: string): Promise<void> {
    if (isBusy) return;
    setBusy(true);
    try {
      await work();
      await Promise.all([store.refresh(), askGroups(String(course.id)).then(onGroups)]);
      setTold(done);
      setFailure(null);
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <>
      <div>
        <h2 dir="auto">{assignment.name}</h2>
        <p className="muted">{columnText(assignment)}</p>
      </div>
      <dl className="facts">
        <div>
          <dt>Graded</dt>
          <dd>{countText(graded, 'student')}</dd>
        </div>
        <div>
          <dt>To grade</dt>
          <dd>{countText(waiting, 'student')}</dd>
        </div>
        <div>
          <dt>Hidden</dt>
          <dd>{countText(hidden, 'grade')}</dd>
        </div>
        {assignment.due_at !== null && (
          <div>
            <dt>Due</dt>
            <dd>
              <Time iso={assignment.due_at} precision="minute" />
            </dd>
          </div>
        )}
      </dl>
      {quiz !== null && (
        <div className="row">
          {first !== null && (
            <a className="button button-small" href={`${quiz}/submissions/${first}/grade`}>
              Grade what waits
            </a>
          )}
          <a href={quiz}>Quiz</a>
          <a href={`${quiz}/attempts`}>Attempts</a>
          <a href={`${quiz}/live`}>Live</a>
        </div>
      )}
      {course.mayGrade && (
        <>
          <div className="stack stack-sm">
            <h3>What students see</h3>
            <div className="row">
              <button
                type="button"
                className="button button-small"
                aria-disabled={isBusy}
                onClick={() =>
                  void act(() => postGrades(assignment.id, true), 'Students see their grades now.')
                }
              >
                Post grades
              </button>
              <button
                type="button"
                className="button button-small"
                aria-disabled={isBusy}
                onClick={() =>
                  void act(() => postGrades(assignment.id, false), 'Students do not see their grades now.')
                }
              >
                Hide grades
              </button>
            </div>
          </div>
          <label className="choice">
            <input
              type="checkbox"
              checked={wanted ?? assignment.post_manually}
              aria-disabled={isBusy}
              onChange={({ target: { checked } }) => {
                if (isBusy) return;
                setWanted(checked);
                void act(
                  () => setPostPolicy(assignment.id, checked),
                  checked ? 'Grades wait until they are posted.' : 'Grades are shown once they are given.',
                ).finally(() => setWanted(null));
              }}
            />
            <span className="choice-text">New grades stay hidden until somebody posts them</span>
          </label>
        </>
      )}
      <p role="status" className="small">
        {told}
      </p>
      {failure !== null && (
        <p className="notice notice-error" role="alert">
          {failure}
        </p>
      )}
    </>
  );
}

interface Counts {
  graded: number;
  waiting: number;
  hidden: number;
  /** The quiz submission of somebody who waits. */
  first: number | null;
}

function countsOf(students: ReadonlyMap<number, Student>, assignment: Assignment): Counts {
  const counts: Counts = { graded: 0, waiting: 0, hidden: 0, first: null };
  for (const { cells } of students.values()) {
    const cell = cells.get(assignment.id);
    if (cell === undefined) continue;
    if (cell.workflow_state === 'graded') counts.graded += 1;
    if (cellWords(cell, assignment).notes.includes('to grade')) {
      counts.waiting += 1;
      counts.first ??= cell.quiz_submission_id ?? null;
    }
    if (cell.hidden) counts.hidden += 1;
  }
  return counts;
}
