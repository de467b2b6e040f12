// What the address says is shown beside the grid. Pure.

/** What is shown beside the grid: a cell, a student, or an assignment. */
export interface DetailsPlace {
  userId: number | null;
  assignmentId: number | null;
}

/** Null when the address names neither. */
export function detailsIn(address: URLSearchParams): DetailsPlace | null {
  const idIn = (name: string): number | null => {
    const text = address.get(name) ?? '';
    return /^\d{1,15}$/.test(text) ? Number(text) : null;
  };
  const place = { userId: idIn('student'), assignmentId: idIn('assignment') };
  return place.userId === null && place.assignmentId === null ? null : place;
}
