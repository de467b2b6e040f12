// What an operation needs when a test or a benchmark calls it without HTTP.
import type { Caller } from '../../src/model/caller.ts';
import {
  type AnnouncingDatabase,
  announcingDatabase,
  type Transaction,
} from '../../src/operations/announcing/announcing-database.ts';
import { systemRandom } from '../../src/operations/random.ts';
import type { Database, Query } from '../../src/store/database.ts';

/** Somebody without rights in any account, by access token. */
export function callerNamed(userId: number): Caller {
  return {
    userId,
    realUserId: null,
    accessTokenId: 1,
    scopes: [],
    adminAccountIds: [],
    sessionId: null,
    request: {
      requestId: '00000000-0000-4000-8000-000000000000',
      hostname: 'quizwire.test',
      httpMethod: 'POST',
      userAgent: 'test/1',
      clientIp: '127.0.0.1',
      url: 'http://quizwire.test/',
      referrer: null,
      context: { type: 'Course' },
    },
  };
}

/** What is said in it is not written: for rows that a test makes before anybody listens. */
export function unheard(query: Query): Transaction {
  return Object.assign(query, { cause: callerNamed(1), announce: () => {} });
}

export function announcingOn(
  database: Pick<Database, 'kind' | 'query' | 'transaction' | 'isUniqueConflict'>,
  clock: () => number,
  announced = (): void => {},
): AnnouncingDatabase {
  return announcingDatabase(database, {
    clock,
    random: systemRandom,
    shard: 1,
    announced,
    announcesQuizEvents: true,
  });
}
