// The people, courses and requests of the documented example messages: rows with the examples' own ids, and callers whose
// requests say what the examples' did. Written straight into a new database; the operations then do the rest.

import type { Course } from '../../src/model/course.ts';
import type { EnrollmentType } from '../../src/model/enrollment.ts';
import type { Submission } from '../../src/model/submission.ts';
import {
  type AnnouncingDatabase,
  announcingDatabase,
} from '../../src/operations/announcing/announcing-database.ts';
import { systemRandom } from '../../src/operations/random.ts';
import type { Database, Query } from '../../src/store/database.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { courseFixture, insertEnrollment } from './course-fixture.ts';
import type { TestDatabase } from './databases.ts';
import { callerNamed } from './direct-call.ts';
import { insertAssignmentRow, insertGroup } from './gradebook-fixture.ts';

/** The part of an example message that is common to all of them. */
export interface ExampleMessage {
  metadata: Record<string, string | null>;
  body: Record<string, unknown>;
}

export interface SeedPerson {
  id: number;
  login: string;
  sisUserId: string | null;
  timeZone?: string;
}

export interface SeedWorld {
  rootAccount: { uuid: string; ltiGuid: string };
  /** The sub-account that holds the course. */
  accountId: number;
  course: Pick<Course, 'id' | 'sisCourseId'> & Partial<Course>;
  teacher: SeedPerson;
  student: SeedPerson;
  studentEnrollmentId?: number;
  assignments: readonly { id: number; pointsPossible: number; submission?: Partial<Submission> }[];
  more?: (query: Query) => Promise<void>;
}

export const exampleShard = 2107;

/** A database with all of it, open; whoever opens it closes it. */
export async function openSeedWorld(database: TestDatabase, world: SeedWorld): Promise<Database> {
  const { databaseUrl } = await courseFixture(database, {
    course: world.course,
    more: async (query, { courseId, courseSectionId }) => {
      await insertAccounts(query, world);
      await query
        .updateTable('courses')
        .set({ accountId: world.accountId })
        .where('id', '=', courseId)
        .execute();
      const enrol = async (person: SeedPerson, type: EnrollmentType, id?: number) => {
        await insertSeedPerson(query, person);
        const known = id === undefined ? {} : { id };
        await insertEnrollment(query, { ...known, userId: person.id, courseId, courseSectionId, type });
      };
      await enrol(world.teacher, 'TeacherEnrollment');
      await enrol(world.student, 'StudentEnrollment', world.studentEnrollmentId);
      await insertAssignments(query, world, courseId);
      await world.more?.(query);
    },
  });
  return openDatabase(databaseUrl, Date.parse('2019-10-01T00:00:00Z'));
}

/** The caller of an example: its request, word for word. */
export function callerOf({ metadata }: ExampleMessage, userId: number): ReturnType<typeof callerNamed> {
  const text = (key: string) => metadata[key] ?? '';
  return {
    ...callerNamed(userId),
    accessTokenId: null,
    sessionId: text('session_id'),
    request: {
      requestId: text('request_id'),
      hostname: text('hostname'),
      httpMethod: text('http_method'),
      userAgent: text('user_agent'),
      clientIp: text('client_ip'),
      url: text('url'),
      referrer: metadata.referrer ?? null,
      context: { type: 'Course' },
    },
  };
}

/** Announces as the examples' shard did, at the example's time. */
export function announcingAt(database: Database, { metadata }: ExampleMessage): AnnouncingDatabase {
  const clock = () => Date.parse(metadata.event_time ?? '');
  return announcingDatabase(database, {
    clock,
    random: systemRandom,
    shard: exampleShard,
    announced: () => {},
    announcesQuizEvents: true,
  });
}

async function insertAccounts(query: Query, { rootAccount, accountId }: SeedWorld): Promise<void> {
  await query.updateTable('accounts').set(rootAccount).where('id', '=', 1).execute();
  if (accountId === 1) return;
  const root = await query.selectFrom('accounts').selectAll().where('id', '=', 1).executeTakeFirstOrThrow();
  await query
    .insertInto('accounts')
    .values({ ...root, id: accountId, parentAccountId: 1, rootAccountId: 1, name: 'Department' })
    .execute();
}

async function insertSeedPerson(query: Query, { id, login, sisUserId, timeZone }: SeedPerson): Promise<void> {
  const admin = await query.selectFrom('users').selectAll().where('id', '=', 1).executeTakeFirstOrThrow();
  const row = { ...admin, id, uuid: `uuid-${id}`, name: login, timeZone: timeZone ?? null };
  // Ids that the course fixture has given to its own people are theirs from now on.
  await query.deleteFrom('accessTokens').where('userId', '=', id).execute();
  await query.deleteFrom('enrollments').where('userId', '=', id).execute();
  await query.deleteFrom('pseudonyms').where('userId', '=', id).execute();
  await query
    .insertInto('users')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ name: login, timeZone: timeZone ?? null }))
    .execute();
  await query
    .insertInto('pseudonyms')
    .values({
      userId: id,
      accountId: 1,
      uniqueId: login,
      uniqueIdKey: login,
      sisUserId,
      integrationId: null,
      createdAtMs: admin.createdAtMs,
    })
    .execute();
}

async function insertAssignments(query: Query, world: SeedWorld, courseId: number): Promise<void> {
  const times = {
    createdAtMs: Date.parse('2019-10-01T00:00:00Z'),
    updatedAtMs: Date.parse('2019-10-01T00:00:00Z'),
  };
  const assignmentGroupId = await insertGroup(query, courseId, 'Assignments', 1, 0);
  for (const { id, pointsPossible, submission } of world.assignments) {
    await insertAssignmentRow(query, { id, courseId, assignmentGroupId, pointsPossible });
    if (submission === undefined) continue;
    await query
      .insertInto('submissions')
      .values({
        assignmentId: id,
        userId: world.student.id,
        workflowState: 'graded',
        excused: 0,
        postedAtMs: times.createdAtMs,
        gradedAtMs: times.createdAtMs,
        graderId: world.teacher.id,
        ...times,
        ...submission,
      })
      .execute();
  }
}
