// One student's row in the grid. It is drawn again only when something of it changes.

import type { VirtualItem } from '@tanstack/react-virtual';
import { memo } from 'react';
import { CellEditor, type EditorWay } from './cell-editor.tsx';
import { type Edit, type EditTarget, editKey, type GradebookStore, type Student } from './gradebook-store.ts';
import { GridCell } from './grid-cell.tsx';
import type { GridColumn } from './grid-columns.ts';
import type { EditedCell } from './use-grid-editing.ts';

interface GridRowProps {
  row: number;
  top: number;
  student: Student;
  columns: readonly GridColumn[];
  /** Of the columns after the first. */
  items: readonly VirtualItem[];
  nameWidth: number;
  edits: ReadonlyMap<string, Edit>;
  /** The column of the active cell; null when it is in another row. */
  active: number | null;
  /** Null unless a cell of this row is being edited. */
  editing: EditedCell | null;
  store: GradebookStore;
  onDone: (text: string, way: EditorWay) => void;
  onCancel: () => void;
}

export const GridRow = memo(
  function GridRow(props: GridRowProps) {
    const { row, top, student, columns, items, nameWidth, edits, active, editing, store } = props;
    return (
      // biome-ignore lint/a11y/useSemanticElements: a row of a grid of divs
      // biome-ignore lint/a11y/useFocusableInteractive: its cells take the focus
      <div className="grid-row" role="row" aria-rowindex={row + 2} style={{ insetBlockStart: top }}>
        {/* biome-ignore lint/a11y/useSemanticElements: a cell of a grid of divs */}
        <div
          className="grid-cell grid-name"
          role="rowheader"
          style={{ width: nameWidth }}
          aria-colindex={1}
          tabIndex={active === 0 ? 0 : -1}
          data-row={row}
          data-column={0}
          title={student.name}
        >
          <span className="grid-student" dir="auto">
            {student.name}
          </span>
          {student.enrollment_state !== 'active' && (
            <span className="grid-note">{student.enrollment_state}</span>
          )}
        </div>
        {items.map(({ index, start, size }) => {
          const column = columns[index + 1];
          if (column === undefined) return null;
          const isEdited = editing?.key === column.key;
          const edit = edits.get(editKey(student.id, targetOf(column)));
          return (
            // biome-ignore lint/a11y/useSemanticElements: a cell of a grid of divs
            <div
              key={column.key}
              className={edit === undefined ? 'grid-cell' : `grid-cell grid-${edit.is}`}
              role="gridcell"
              style={{ insetInlineStart: start, width: size }}
              aria-colindex={index + 2}
              tabIndex={active === index + 1 ? 0 : -1}
              data-row={row}
              data-column={index + 1}
            >
              {isEdited ? (
                <CellEditor
                  label={`${column.head}, ${student.name}`}
                  cell={editing}
                  onDone={props.onDone}
                  onCancel={props.onCancel}
                />
              ) : (
                <GridCell student={student} column={column} edit={edit} store={store} />
              )}
              {active === index + 1 && !isEdited && (
                // For who has no keys; what it does is the grid's.
                <button type="button" className="cell-more" tabIndex={-1} aria-label="Details" />
              )}
            </div>
          );
        })}
      </div>
    );
  },
  (before, after) =>
    before.student === after.student &&
    before.row === after.row &&
    before.top === after.top &&
    before.columns === after.columns &&
    before.items === after.items &&
    before.nameWidth === after.nameWidth &&
    before.edits === after.edits &&
    before.active === after.active &&
    before.editing === after.editing &&
    // While edited, what the functions know must be as it is now.
    after.editing === null,
);

function targetOf(column: GridColumn): EditTarget {
  return column.kind === 'assignment' ? column.assignment.id : 'override';
}
