// What PostgreSQL's error codes mean to us, and the words of `pg`, which has no codes.

import type { DatabaseError } from 'pg';

/** Data exceptions and not_null_violation. The other integrity faults tell of a lost partition or sequence. */
const rowFaults = /^(22|23502$)/;

/** Connection exceptions, insufficient resources, shutdowns and starts, a standby that took over. */
const unavailableStates = /^(08|53|57P0|25006$)/;
const unavailableWords =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered)/;

/** PostgreSQL's own words, those of the network, and those of `pg`, which has no codes for them. */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (isOfDatabase(error)) return unavailableStates.test(stateOf(error));
  return 'syscall' in error || error instanceof AggregateError || unavailableWords.test(error.message);
}

export function stateOf(error: unknown): string {
  return isOfDatabase(error) ? (error.code ?? '') : '';
}

/** Whether PostgreSQL itself said so; an error that came from the other thread is no longer of `pg`'s class. */
function isOfDatabase(error: unknown): error is Pick<DatabaseError, 'code'> {
  return error instanceof Error && 'severity' in error && 'code' in error;
}

/** Whether an error is the fault of a row's content, not of the database's state. */
export function isRowFault(error: unknown): boolean {
  return rowFaults.test(stateOf(error)) || (error instanceof Error && error.name === 'RangeError');
}
