// What a cell of the grid shows: the grade with what is to be known of it, or how an edit of it stands.

import { numberText } from '../shell/wording.ts';
import { cellWords, courseGradeText } from './cell-words.ts';
import type { Edit, GradebookStore, Student } from './gradebook-store.ts';
import type { GridColumn } from './grid-columns.ts';

interface GridCellProps {
  student: Student;
  column: GridColumn;
  edit: Edit | undefined;
  store: GradebookStore;
}

export function GridCell({ student, column, edit, store }: GridCellProps) {
  if (column.kind === 'current' || column.kind === 'final')
    return <CourseScore student={student} of={column.kind} />;
  if (edit !== undefined) return <EditState student={student} column={column} edit={edit} store={store} />;
  if (column.kind === 'override') {
    const { override_score, override_grade } = student;
    return <span className="grid-grade">{courseGradeText(override_score, override_grade)}</span>;
  }
  if (column.kind !== 'assignment') return null;
  const { grade, notes } = cellWords(student.cells.get(column.assignment.id), column.assignment);
  // Most cells are this and nothing else: there are hundreds in view.
  if (notes.length === 0) return grade;
  return (
    <>
      <span className="grid-grade" dir="auto">
        {grade}
      </span>
      <span className="grid-note">{notes.join(' · ')}</span>
    </>
  );
}

/** As students see it; what hidden grades would make of it stands below. */
function CourseScore({ student: { posted, unposted }, of }: { student: Student; of: 'current' | 'final' }) {
  const [score, grade] = [posted[`${of}_score`], posted[`${of}_grade`]];
  const withHidden = unposted[`${of}_score`];
  return (
    <>
      <span className="grid-grade">{courseGradeText(score, grade)}</span>
      {withHidden !== score && withHidden !== null && (
        <span className="grid-note">{numberText(withHidden)}% with hidden</span>
      )}
    </>
  );
}

function EditState({ student, column, edit, store }: GridCellProps & { edit: Edit }) {
  const target = column.kind === 'assignment' ? column.assignment.id : ('override' as const);
  if (edit.is === 'saving') {
    return (
      <>
        <span className="grid-grade">{edit.typed === '' ? '–' : edit.typed}</span>
        <span className="grid-note">saving</span>
      </>
    );
  }
  if (edit.is === 'refused') {
    return (
      <>
        <span className="grid-grade" dir="auto">
          {edit.typed}
        </span>
        <span className="grid-note" title={edit.message}>
          not saved: {edit.message}
        </span>
      </>
    );
  }
  const now =
    column.kind === 'assignment'
      ? cellWords(student.cells.get(column.assignment.id), column.assignment)
      : null;
  return (
    <>
      <span
        className="grid-note"
        title={`Somebody else changed it to ${now?.grade ?? '–'}; yours was not saved`}
      >
        now {now?.grade ?? '–'} by another
      </span>
      <span className="grid-choice">
        <button type="button" className="cell-button" tabIndex={-1} onClick={edit.again}>
          Save {edit.typed === '' ? '–' : edit.typed}
        </button>
        <button
          type="button"
          className="cell-button"
          tabIndex={-1}
          onClick={() => store.dismiss(student.id, target)}
        >
          Keep
        </button>
      </span>
    </>
  );
}
