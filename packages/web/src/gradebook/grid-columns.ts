// The columns of the gradebook and the way through its cells by keyboard. Pure.

import type { Assignment } from './gradebook-api.ts';

export type GridColumn =
  | { kind: 'name' | 'current' | 'final' | 'override'; key: string; head: string; width: number }
  | { kind: 'assignment'; key: string; head: string; width: number; assignment: Assignment };

/** Pixels. The name is as wide as the window lets it be. */
export const columnWidth = 128;

/** The name comes first. */
export function gridColumns(assignments: readonly Assignment[], mayOverride: boolean): GridColumn[] {
  return [
    { kind: 'name', key: 'name', head: 'Student', width: 0 },
    { kind: 'current', key: 'current', head: 'Current', width: 144 },
    { kind: 'final', key: 'final', head: 'Final', width: 144 },
    ...(mayOverride
      ? [{ kind: 'override' as const, key: 'override', head: 'Override', width: columnWidth }]
      : []),
    ...assignments.map((assignment) => ({
      kind: 'assignment' as const,
      key: String(assignment.id),
      head: assignment.name,
      width: columnWidth,
      assignment,
    })),
  ];
}

/** A cell by the numbers of its row, −1 for the heads, and its column. */
export interface Place {
  row: number;
  column: number;
}

/** Where a key leads from `place`; null for keys that do not move. */
export function placeAfterKey(
  place: Place,
  { key, isControl }: { key: string; isControl: boolean },
  size: { rows: number; columns: number; page: number },
): Place | null {
  const to = ({ row, column }: Place): Place => ({
    row: Math.min(Math.max(row, -1), size.rows - 1),
    column: Math.min(Math.max(column, 0), size.columns - 1),
  });
  const { row, column } = place;
  switch (key) {
    case 'ArrowUp':
      return to({ row: isControl ? 0 : row - 1, column });
    case 'ArrowDown':
      return to({ row: isControl ? size.rows - 1 : row + 1, column });
    case 'ArrowLeft':
      return to({ row, column: isControl ? 0 : column - 1 });
    case 'ArrowRight':
      return to({ row, column: isControl ? size.columns - 1 : column + 1 });
    case 'Home':
      return to({ row: isControl ? 0 : row, column: 0 });
    case 'End':
      return to({ row: isControl ? size.rows - 1 : row, column: size.columns - 1 });
    case 'PageUp':
      return to({ row: Math.max(row - size.page, 0), column });
    case 'PageDown':
      return to({ row: row + size.page, column });
    default:
      return null;
  }
}
