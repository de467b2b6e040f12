// What a migration is: portable statements, and what each database says in its own way.

/** How one database spells the portable column types. */
export interface ColumnTypes {
  /** A 64-bit key that the database gives. */
  id: string;
  integer: string;
  real: string;
  bytes: string;
}

export interface Migration {
  version: number;
  name: string;
  /** Statements that both databases understand. */
  sql(types: ColumnTypes): string;
  /** What is said differently, run after `sql`. */
  sqlite: string;
  postgres: string;
}
