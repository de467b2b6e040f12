// The grid of students and assignments, of which only what is in view is drawn. One cell has the focus; keys move it.

import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual';
import { type MouseEvent, useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { changeAddress } from '../shell/address.ts';
import type { DetailsPlace } from './details-place.ts';
import type { GradebookCourse } from './gradebook-api.ts';
import type { Edit, GradebookStore, Student } from './gradebook-store.ts';
import type { GridColumn } from './grid-columns.ts';
import { GridHead } from './grid-head.tsx';
import { GridRow } from './grid-row.tsx';
import { useGridEditing } from './use-grid-editing.ts';
import { useGridKeys } from './use-grid-keys.ts';
import { useNameWidth } from './use-name-width.ts';

interface GridProps {
  course: GradebookCourse;
  store: GradebookStore;
  students: readonly Student[];
  columns: readonly GridColumn[];
  edits: ReadonlyMap<string, Edit>;
  /** What is shown beside the grid: it follows the focus. */
  details: DetailsPlace | null;
}

/** The cell that keys act on; `userId` null is the head of the column. */
export interface ActiveCell {
  userId: number | null;
  key: string;
}

const rowHeight = 52;
const headHeight = 64;

export function Grid({ course, store, students, columns, edits, details }: GridProps) {
  const box = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState<ActiveCell>(() => firstActive(students, details));
  const wantsFocus = useRef(false);
  const nameWidth = useNameWidth();

  const rowOf = useMemo(() => new Map(students.map(({ id }, at) => [id, at])), [students]);
  const activeRow = active.userId === null ? -1 : (rowOf.get(active.userId) ?? 0);
  const found = columns.findIndex(({ key }) => key === active.key);
  const activeColumn = found === -1 ? 0 : found;
  // Who was active may not be shown any more.
  const current = { userId: students[activeRow]?.id ?? null, key: active.key };

  const rows = useVirtualizer({
    count: students.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan: 3,
    paddingStart: headHeight,
    scrollPaddingStart: headHeight,
    rangeExtractor: useCallback((range: Range) => withActive(range, activeRow), [activeRow]),
  });
  // The first column, the name, is always there.
  const cells = useVirtualizer({
    horizontal: true,
    count: columns.length - 1,
    getScrollElement: () => box.current,
    estimateSize: (at) => columns[at + 1]?.width ?? 0,
    overscan: 1,
    paddingStart: nameWidth,
    scrollPaddingStart: nameWidth,
    rangeExtractor: useCallback((range: Range) => withActive(range, activeColumn - 1), [activeColumn]),
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: other columns have other places
  useLayoutEffect(() => cells.measure(), [cells, columns, nameWidth]);

  const editing = useGridEditing(store, { students, columns, mayGrade: course.mayGrade });
  const move = useCallback(
    (row: number, column: number) => {
      // Past an edge one stays at it.
      const student = students[Math.min(row, students.length - 1)];
      const key = columns[Math.min(Math.max(column, 0), columns.length - 1)]?.key ?? 'name';
      wantsFocus.current = true;
      setActive({ userId: student?.id ?? null, key });
    },
    [students, columns],
  );
  const onKeyDown = useGridKeys({
    place: { row: activeRow, column: activeColumn },
    size: { rows: students.length, columns: columns.length },
    box,
    rowHeight,
    move,
    editing,
    show: () => show(current, columns[activeColumn], 'step'),
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: what the address names is in view at first
  useLayoutEffect(() => {
    if (activeRow > 0) rows.scrollToIndex(activeRow);
    if (activeColumn > 0) cells.scrollToIndex(activeColumn - 1);
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: when the active cell or its place changes, nothing else
  useLayoutEffect(() => {
    if (!wantsFocus.current) return;
    wantsFocus.current = false;
    if (activeRow >= 0) rows.scrollToIndex(activeRow);
    if (activeColumn > 0) cells.scrollToIndex(activeColumn - 1);
    box.current
      ?.querySelector<HTMLElement>(`[data-row="${activeRow}"][data-column="${activeColumn}"]`)
      ?.focus({ preventScroll: true });
    if (details !== null) show(current, columns[activeColumn], 'here');
  }, [active, activeRow, activeColumn, editing.cell]);

  function placeOf(event: MouseEvent): { row: number; column: number } | null {
    const cell = (event.target as Element).closest<HTMLElement>('[data-row]');
    if (cell === null) return null;
    return { row: Number(cell.dataset.row), column: Number(cell.dataset.column) };
  }

  const items = cells.getVirtualItems();
  const width = cells.getTotalSize();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table cannot leave out what is not in view
    <div
      ref={box}
      className="grid"
      role="grid"
      aria-label={`Grades of ${course.name}`}
      aria-rowcount={students.length + 1}
      aria-colcount={columns.length}
      aria-readonly={!course.mayGrade}
      onKeyDown={onKeyDown}
      onClick={(event) => {
        const place = placeOf(event);
        if (place === null || editing.isIn(event.target)) return;
        move(place.row, place.column);
        const isMore = (event.target as Element).closest('.cell-more') !== null;
        if (place.row === -1 || place.column === 0 || isMore) {
          show(
            { userId: students[place.row]?.id ?? null, key: '' },
            columns[place.column],
            details === null ? 'step' : 'here',
          );
        }
      }}
      onDoubleClick={(event) => {
        const place = placeOf(event);
        if (place !== null && !editing.isIn(event.target)) editing.start(place.row, place.column);
      }}
    >
      <div className="grid-size" role="presentation" style={{ width, height: rows.getTotalSize() }}>
        <GridHead
          columns={columns}
          items={items}
          nameWidth={nameWidth}
          active={activeRow === -1 ? activeColumn : null}
        />
        {rows.getVirtualItems().map(({ index, start }) => {
          const student = students[index];
          if (student === undefined) return null;
          const cell = editing.cell?.userId === student.id ? editing.cell : null;
          return (
            <GridRow
              key={student.id}
              row={index}
              top={start}
              student={student}
              columns={columns}
              items={items}
              nameWidth={nameWidth}
              edits={edits}
              active={index === activeRow ? activeColumn : null}
              editing={cell}
              store={store}
              onDone={(text, way) => {
                editing.finish(text);
                if (way !== 'stay') move(index + (way === 'down' ? 1 : 0), activeColumn + stepOf[way]);
              }}
              onCancel={() => {
                editing.cancel();
                move(index, activeColumn);
              }}
            />
          );
        })}
      </div>
    </div>
  );
}

const stepOf = { down: 0, right: 1, left: -1, stay: 0 } as const;

function firstActive(students: readonly Student[], details: DetailsPlace | null): ActiveCell {
  if (details === null) return { userId: students[0]?.id ?? null, key: 'name' };
  const { userId, assignmentId } = details;
  return { userId, key: assignmentId === null ? 'name' : String(assignmentId) };
}

/** What is active is drawn wherever it is, so that it keeps the focus. */
function withActive(range: Range, active: number): number[] {
  const indexes = defaultRangeExtractor(range);
  if (active < 0 || active >= range.count || indexes.includes(active)) return indexes;
  return [...indexes, active].sort((a, b) => a - b);
}

function show({ userId }: ActiveCell, column: GridColumn | undefined, as: 'step' | 'here'): void {
  const assignmentId = column?.kind === 'assignment' ? String(column.assignment.id) : null;
  if (userId === null && assignmentId === null) return;
  const query = new URLSearchParams(location.search);
  const student = userId === null ? null : String(userId);
  if (query.get('student') === student && query.get('assignment') === assignmentId) return;
  changeAddress({ student, assignment: assignmentId }, as);
}
