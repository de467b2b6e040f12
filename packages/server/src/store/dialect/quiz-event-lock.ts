// The lock that whoever adds quiz events to PostgreSQL shares until it has committed, so that it can be seen who is still at
// it. It is never taken alone, so nobody ever waits for it. SQLite has one writer at a time and needs none.

import { sql } from 'kysely';
import { advisoryLocks } from './advisory-locks.ts';

/**
 * A relation of one row that takes the lock when it is read, to be joined with what is inserted: ids are drawn for joined
 * rows, and so after the lock.
 */
export const lockedWriting = `writing as materialized (select pg_advisory_xact_lock_shared(${advisoryLocks.addingQuizEvents}))`;

/** The same for a statement of Kysely's. */
export const withLockedWriting = sql.raw(`with ${lockedWriting}`);
