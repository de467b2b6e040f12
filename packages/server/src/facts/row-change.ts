// Whether saving a record changed it. Canvas: an update that touches only `updated_at` announces nothing, one of any other
// column does. Live events reference §3.0.

/** Leaves out `updatedAtMs`, and `unseen`: columns that Canvas keeps elsewhere. */
export function isEffectiveChange<Row extends { updatedAtMs: number }>(
  before: Row,
  after: Row,
  unseen: readonly (keyof Row)[] = [],
): boolean {
  return (Object.keys(after) as (keyof Row)[]).some(
    (column) => column !== 'updatedAtMs' && !unseen.includes(column) && before[column] !== after[column],
  );
}
