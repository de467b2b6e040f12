// Many rows a few statements at a time.

/** SQLite binds 32,766 values in a statement at most, PostgreSQL 65,535. */
const valuesMax = 32_000;

/** The rows in order, as many together as a statement can bind when each binds `valuesOfOne` values. */
export function* rowChunks<Row>(rows: readonly Row[], valuesOfOne: number): Generator<readonly Row[]> {
  const rowsAtATime = Math.floor(valuesMax / valuesOfOne);
  for (let start = 0; start < rows.length; start += rowsAtATime) {
    yield rows.slice(start, start + rowsAtATime);
  }
}
