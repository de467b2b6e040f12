// Which cell of the grid is being edited, and what becomes of what was typed.

import { useState } from 'react';
import { editedText } from './cell-words.ts';
import { type EditTarget, editKey, type GradebookStore, type Student } from './gradebook-store.ts';
import type { GridColumn } from './grid-columns.ts';
import { typedGrade, typedOverride } from './typed-grade.ts';

export interface EditedCell {
  userId: number;
  key: string;
  column: GridColumn;
  /** What the editor begins with. */
  text: string;
  /** What the cell had; leaving it at that changes nothing. */
  before: string;
  /** The version that whoever edits sees; null while an edit of it is under way. */
  seen: number | null;
}

export interface GridEditing {
  cell: EditedCell | null;
  /** With what was typed already; without it with what is there. False when the cell cannot be edited. */
  start(row: number, column: number, typed?: string): boolean;
  finish(text: string): void;
  cancel(): void;
  /** Whether something is the editor or a part of it. */
  isIn(target: EventTarget): boolean;
}

interface GridEditingProps {
  students: readonly Student[];
  columns: readonly GridColumn[];
  mayGrade: boolean;
}

export function useGridEditing(
  store: GradebookStore,
  { students, columns, mayGrade }: GridEditingProps,
): GridEditing {
  const [cell, setCell] = useState<EditedCell | null>(null);

  return {
    cell,
    start(row, at, typed) {
      const [student, column] = [students[row], columns[at]];
      if (!mayGrade || student === undefined || column === undefined) return false;
      const target = targetOf(column);
      if (target === null) return false;
      const edit = store.state().edits.get(editKey(student.id, target));
      // What is on its way is what the cell has, so that going back to what was there before is a change.
      const before = edit?.is === 'saving' ? edit.typed : textOf(student, column);
      const text = typed ?? edit?.typed ?? before;
      const seen = edit?.is === 'saving' ? null : versionOf(student, column);
      setCell({ userId: student.id, key: column.key, column, text, before, seen });
      return true;
    },
    finish(text) {
      setCell(null);
      if (cell === null) return;
      const target = targetOf(cell.column);
      if (target === null) return;
      if (text.trim() === cell.before.trim()) store.dismiss(cell.userId, target);
      else save(store, cell, text);
    },
    cancel: () => setCell(null),
    isIn: (target) => target instanceof Element && target.closest('.cell-editor') !== null,
  };
}

function save(store: GradebookStore, { userId, column, seen }: EditedCell, text: string): void {
  if (column.kind === 'override') {
    const score = typedOverride(text);
    if (score === undefined) store.refuse(userId, 'override', text, 'Type a percentage, or nothing.');
    else void store.override(userId, score, text);
    return;
  }
  if (column.kind !== 'assignment') return;
  const { assignment } = column;
  const typed = typedGrade(text, assignment.grading_type);
  if (typed.is === 'unclear') store.refuse(userId, assignment.id, text, typed.message);
  else void store.grade(userId, assignment.id, typed.asked, text, seen);
}

function targetOf(column: GridColumn): EditTarget | null {
  if (column.kind === 'override') return 'override';
  return column.kind === 'assignment' ? column.assignment.id : null;
}

function textOf(student: Student, column: GridColumn): string {
  if (column.kind === 'override')
    return student.override_score === null ? '' : String(student.override_score);
  if (column.kind !== 'assignment') return '';
  return editedText(student.cells.get(column.assignment.id), column.assignment);
}

function versionOf(student: Student, column: GridColumn): number | null {
  if (column.kind !== 'assignment') return null;
  return student.cells.get(column.assignment.id)?.version ?? null;
}
