// The database for whoever changes what is announced: what is said in a transaction is written as live events before it
// commits, so there is no change without its events and no event of a change that was undone.

import { withScoresLast } from '../../facts/course-grade-change.ts';
import type { EventName } from '../../facts/event-names.ts';
import { kindOf } from '../../facts/event-names.ts';
import type { Fact } from '../../facts/fact.ts';
import { bodyText, metadataText } from '../../facts/message-text.ts';
import { metadataOf } from '../../facts/metadata.ts';
import type { Cause } from '../../model/cause.ts';
import type { Clock } from '../../model/clock.ts';
import type { Database, Query } from '../../store/database.ts';
import type { NewLiveEvent } from '../../store/live-events.ts';
import type { Random } from '../random.ts';
import { announcementSetting } from './announcement-setting.ts';
import { appendLiveEvents } from './append-live-events.ts';

/** The queries of a transaction, and a way to say what happened in it. */
export type Transaction = Query & {
  /** What made it happen. */
  readonly cause: Cause;
  /**
   * Says that something happened. In the order of saying it is announced, once, if the transaction commits; course scores
   * after all else. Null: nothing that is announced.
   */
  announce(fact: Fact | null): void;
};

export interface AnnouncingDatabase extends Pick<Database, 'query' | 'isUniqueConflict'> {
  /** As `Database.transaction`, and announces what was said in it, `cause` being what made it happen. */
  transaction<Result>(cause: Cause, work: (transaction: Transaction) => Promise<Result>): Promise<Result>;
}

export interface Announcing {
  clock: Clock;
  random: Random;
  shard: number;
  /** Called after a commit that announced something. */
  announced(): void;
  /** Whether what happens within a running attempt is announced at all. */
  announcesQuizEvents: boolean;
}

export function announcingDatabase(
  database: Pick<Database, 'kind' | 'query' | 'transaction' | 'isUniqueConflict'>,
  { clock, random, shard, announced, announcesQuizEvents }: Announcing,
): AnnouncingDatabase {
  return {
    query: database.query,
    isUniqueConflict: (error) => database.isUniqueConflict(error),
    transaction: announcingTransaction,
  };

  async function announcingTransaction<Result>(
    cause: Cause,
    work: (transaction: Transaction) => Promise<Result>,
  ): Promise<Result> {
    let isAnnouncing = false;
    const result = await database.transaction(async (query) => {
      const facts: Fact[] = [];
      const announce = (fact: Fact | null) => void (fact !== null && isAnnounced(fact) && facts.push(fact));
      const transaction = Object.assign(query, { cause, announce });
      const done = await work(transaction);
      const happened = withScoresLast(facts);
      isAnnouncing = happened.length > 0;
      if (isAnnouncing) await append(query, cause, happened);
      return done;
    });
    if (isAnnouncing) announced();
    return result;
  }

  async function append(query: Query, cause: Cause, facts: readonly Fact[]): Promise<void> {
    const nowMs = clock();
    const settingOf = await announcementSetting(query, cause, facts);
    const rows = facts.map((fact): NewLiveEvent => {
      const { eventName, eventTimeMs = nowMs, courseId, assignmentId, userId } = fact;
      const idShard = shardOfIds(eventName);
      return {
        uuid: random.uuid(),
        source: 'quizwire',
        eventName,
        eventTimeMs,
        courseId,
        assignmentId,
        userId,
        metadata: metadataText(metadataOf(cause, settingOf(fact), eventName, eventTimeMs), shard),
        body: bodyText(fact.body, idShard),
        details: fact.details === undefined ? null : bodyText(fact.details, shard),
      };
    });
    await appendLiveEvents(query, database.kind, rows, nowMs);
  }

  function isAnnounced({ eventName }: Fact): boolean {
    return announcesQuizEvents || eventName !== 'quizwire.quiz_event_recorded';
  }

  function shardOfIds(eventName: EventName): number | null {
    return kindOf(eventName).ids === 'global' ? shard : null;
  }
}
