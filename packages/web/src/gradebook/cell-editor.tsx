// A cell while it is edited: a field in its place. Enter and Tab save and go on, Escape gives up, leaving it saves.

import { type KeyboardEvent, useEffect, useRef } from 'react';
import type { EditedCell } from './use-grid-editing.ts';

/** Where the focus goes from here; `stay` is where the person has put it. */
export type EditorWay = 'down' | 'right' | 'left' | 'stay';

interface CellEditorProps {
  label: string;
  cell: EditedCell;
  onDone: (text: string, way: EditorWay) => void;
  onCancel: () => void;
}

export function CellEditor({ label, cell, onDone, onCancel }: CellEditorProps) {
  const field = useRef<HTMLInputElement & HTMLSelectElement>(null);
  const isOver = useRef(false);
  useEffect(() => {
    field.current?.focus();
    // What was typed to begin with is not typed over.
    if (cell.text === cell.before) field.current?.select?.();
  }, [cell]);

  function end(way: EditorWay | null): void {
    // Leaving the field is also what its going away does.
    if (isOver.current) return;
    isOver.current = true;
    if (way === null) onCancel();
    else onDone(field.current?.value ?? '', way);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return;
    const way =
      event.key === 'Enter' ? 'down' : event.key === 'Tab' ? (event.shiftKey ? 'left' : 'right') : null;
    if (way === null && event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    end(way);
  }

  const shared = { 'aria-label': label, className: 'cell-editor', onKeyDown, onBlur: () => end('stay') };
  if (cell.column.kind === 'assignment' && cell.column.assignment.grading_type === 'pass_fail') {
    return (
      <select ref={field} {...shared} defaultValue={choiceOf(cell)}>
        <option value="">–</option>
        <option value="complete">Complete</option>
        <option value="incomplete">Incomplete</option>
        <option value="EX">Excused</option>
      </select>
    );
  }
  return <input ref={field} {...shared} defaultValue={cell.text} maxLength={40} autoComplete="off" />;
}

/** By the letter that was typed; another letter chooses nothing new. */
function choiceOf({ text, before }: EditedCell): string {
  if (text === '') return '';
  const beginsWith = (typed: string) => (choice: string) =>
    typed !== '' && choice.toLowerCase().startsWith(typed.toLowerCase());
  return choices.find(beginsWith(text)) ?? choices.find(beginsWith(before)) ?? '';
}

const choices = ['complete', 'incomplete', 'EX'];
