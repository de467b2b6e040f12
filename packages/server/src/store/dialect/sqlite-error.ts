// What SQLite's result codes mean to us.

/** The extended result code of an error of SQLite; 0 of any other error. */
export function sqliteCode(error: unknown): number {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number'
    ? error.errcode
    : 0;
}

/** The result code without its extension, e.g. 19 of every kind of refused constraint. */
export function primaryCode(error: unknown): number {
  return sqliteCode(error) & 0xff;
}

/** perm, busy, locked, readonly, ioerr, corrupt, full, cantopen, auth, notadb. */
const fileFaults: ReadonlySet<number> = new Set([3, 5, 6, 8, 10, 11, 13, 14, 23, 26]);

/**
 * Whether an error is the fault of the file or of its place, which a person can mend, and not of a statement. Errors of
 * the operating system (making the folder) are.
 */
export function isFileFault(error: Error): boolean {
  return fileFaults.has(primaryCode(error)) || 'syscall' in error;
}

const constraintRefused = 19;
const typeMismatch = 20;

/** Whether an error is the fault of a row's content, not of the database's state. */
export function isRowFault(error: unknown): boolean {
  const code = primaryCode(error);
  return code === constraintRefused || code === typeMismatch;
}
