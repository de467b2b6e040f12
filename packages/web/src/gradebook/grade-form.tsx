// The grade of a cell as a form: for who has no keys to type into the grid.

import { type FormEvent, useState } from 'react';
import { editedText } from './cell-words.ts';
import type { Assignment, Cell } from './gradebook-api.ts';
import type { GradebookStore } from './gradebook-store.ts';
import { typedGrade } from './typed-grade.ts';

interface GradeFormProps {
  store: GradebookStore;
  userId: number;
  assignment: Assignment;
  cell: Cell | undefined;
}

export function GradeForm({ store, userId, assignment, cell }: GradeFormProps) {
  const [text, setText] = useState(() => editedText(cell, assignment));

  function save(event: FormEvent): void {
    event.preventDefault();
    const typed = typedGrade(text, assignment.grading_type);
    if (typed.is === 'unclear') store.refuse(userId, assignment.id, text, typed.message);
    else void store.grade(userId, assignment.id, typed.asked, text, cell?.version ?? null);
  }

  return (
    <form className="row" onSubmit={save}>
      <label className="toolbar-field">
        New grade
        <input
          className="input input-small"
          size={8}
          maxLength={40}
          autoComplete="off"
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
      </label>
      <button type="submit" className="button button-small">
        Save
      </button>
    </form>
  );
}
