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
  /** What was typed, upon which version of the cell; null for nothing. */
  const [draft, setDraft] = useState<{ text: string; seen: number | null } | null>(null);
  const version = cell?.version ?? null;

  function save(event: FormEvent): void {
    event.preventDefault();
    if (draft === null) return;
    const { text, seen } = draft;
    const typed = typedGrade(text, assignment.grading_type);
    if (typed.is === 'unclear') {
      store.refuse(userId, assignment.id, text, typed.message);
      return;
    }
    void store.grade(userId, assignment.id, typed.asked, text, seen);
    setDraft(null);
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
          value={draft?.text ?? editedText(cell, assignment)}
          onChange={({ target }) => setDraft({ text: target.value, seen: draft?.seen ?? version })}
        />
      </label>
      <button type="submit" className="button button-small">
        Save
      </button>
    </form>
  );
}
