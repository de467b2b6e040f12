// The documented example messages of grades, made again: the same ids, times and requests, done by the same operations that
// serve HTTP, compared key by key and type by type. Where the documentation errs the difference is listed with its reason.

import { expect, test } from 'vitest';
import { canvasMessage } from '../../../src/format/canvas-message.ts';
import type { LiveEvent } from '../../../src/model/live-event.ts';
import { gradeSubmission } from '../../../src/operations/gradebook/grade-submission.ts';
import { overrideGrade } from '../../../src/operations/gradebook/override-grade.ts';
import type { Database } from '../../../src/store/database.ts';
import courseGradeChange from '../../fixtures/canvas-live-events/course-grade-change.json' with {
  type: 'json',
};
import gradeChange from '../../fixtures/canvas-live-events/grade-change.json' with { type: 'json' };
import gradeOverride from '../../fixtures/canvas-live-events/grade-override.json' with { type: 'json' };
import { eachDatabase } from '../../support/databases.ts';
import { announcingAt, callerOf, type ExampleMessage, openSeedWorld } from '../../support/seed-world.ts';

/** What differs from the documentation, and why. `undefined` is a key that is not there. */
type Differences = Record<string, { ours: unknown; because: string }>;

const oneShard = 'a Quizwire has one shard, and its root account is account 1';

eachDatabase((databaseKind) => {
  test('grade_change', async () => {
    const root = rootAccountOf(gradeChange);
    await using database = await openSeedWorld(databaseKind, {
      rootAccount: root,
      accountId: 79,
      course: { id: 565, sisCourseId: '2017.100.101.101-1' },
      teacher: { id: 987, login: 'oxana@example.com', sisUserId: '456-T45', timeZone: 'America/Denver' },
      student: { id: 48, login: 'student@example.com', sisUserId: 'ABC.123' },
      assignments: [{ id: 355, pointsPossible: 1, submission: { id: 11086, score: 4, grade: '4' } }],
    });
    await giveGrade(database, gradeChange, { courseId: 565, assignmentId: 355, studentId: 48, grade: '5' });
    const message = await lastMessage(database, 'grade_change');
    expectExample(message, gradeChange, {
      'body.assignment_name': { ours: 'Assignment', because: 'reference §8 row 6: present, not documented' },
    });
  });

  test('course_grade_change', async () => {
    await using database = await openSeedWorld(databaseKind, {
      rootAccount: rootAccountOf(courseGradeChange),
      accountId: 3,
      course: { id: 2, sisCourseId: '194387' },
      teacher: { id: 1, login: 'oxana@instructure.com', sisUserId: null, timeZone: 'America/Denver' },
      student: { id: 2, login: 'student@example.com', sisUserId: null },
      studentEnrollmentId: 4_000,
      assignments: [
        { id: 39, pointsPossible: 52, submission: { score: 7, grade: '7' } },
        { id: 40, pointsPossible: 20, submission: { workflowState: 'unsubmitted', postedAtMs: null } },
      ],
      more: async (query) => {
        const { body } = courseGradeChange;
        await query
          .insertInto('courseScores')
          .values({
            enrollmentId: 4_000,
            courseId: 2,
            userId: 2,
            currentScore: body.old_current_score,
            finalScore: body.old_final_score,
            unpostedCurrentScore: body.old_unposted_current_score,
            unpostedFinalScore: body.old_unposted_final_score,
            currentPoints: 7,
            unpostedCurrentPoints: 7,
            createdAtMs: Date.parse(body.created_at),
            updatedAtMs: Date.parse(body.created_at),
          })
          .execute();
      },
    });
    await giveGrade(database, courseGradeChange, {
      courseId: 2,
      assignmentId: 39,
      studentId: 2,
      grade: '9',
    });
    const message = await lastMessage(database, 'course_grade_change');
    expectExample(message, courseGradeChange, {
      'metadata.root_account_id': { ours: '21070000000000001', because: oneShard },
      'metadata.user_account_id': { ours: '21070000000000001', because: oneShard },
    });
  });

  test('grade_override', async () => {
    await using database = await openSeedWorld(databaseKind, {
      rootAccount: rootAccountOf(gradeOverride),
      accountId: 1,
      course: { id: 46, sisCourseId: '194837' },
      teacher: { id: 3_541, login: 'oxana', sisUserId: '0119359', timeZone: 'America/Los_Angeles' },
      student: { id: 45, login: 'student@example.com', sisUserId: null },
      studentEnrollmentId: 44,
      assignments: [],
      more: async (query) => {
        await query
          .insertInto('courseScores')
          .values({
            id: 43,
            enrollmentId: 44,
            courseId: 46,
            userId: 45,
            overrideScore: 85,
            createdAtMs: 0,
            updatedAtMs: 0,
          })
          .execute();
      },
    });
    const override = overrideGrade(announcingAt(database, gradeOverride), clockOf(gradeOverride));
    await override(callerOf(gradeOverride, 3_541), 44, 90);
    const message = await lastMessage(database, 'grade_override');
    expectExample(message, gradeOverride, {
      'metadata.event_name': { ours: 'grade_override', because: 'reference §8 row 2' },
      'body.grading_period_id': { ours: undefined, because: 'reference §8 row 3' },
      'metadata.context_id': {
        ours: '21070000000000046',
        because: 'the example says course 46 in its body and in its URL, and 123 here',
      },
    });
  });
});

interface Grading {
  courseId: number;
  assignmentId: number;
  studentId: number;
  grade: string;
}

async function giveGrade(database: Database, example: ExampleMessage, given: Grading): Promise<void> {
  const grade = gradeSubmission(announcingAt(database, example), clockOf(example));
  const teacherId = Number(BigInt(example.metadata.user_id ?? '') % 10_000_000_000_000n);
  const path = {
    place: { course: { by: 'id', id: given.courseId } as const },
    assignment: { by: 'id', id: given.assignmentId } as const,
    user: { by: 'id', id: given.studentId } as const,
  };
  await grade(callerOf(example, teacherId), path, () => ({
    grade: { postedGrade: given.grade, excuse: null, secondsLateOverride: null, prefersPoints: false },
    comment: null,
    includes: [],
  }));
}

function clockOf({ metadata }: ExampleMessage): () => number {
  return () => Date.parse(metadata.event_time ?? '');
}

function rootAccountOf({ metadata }: ExampleMessage): { uuid: string; ltiGuid: string } {
  return {
    uuid: metadata.root_account_uuid ?? '',
    ltiGuid: metadata.root_account_lti_guid ?? '',
  };
}

async function lastMessage(database: Database, eventName: string): Promise<ExampleMessage> {
  const events: LiveEvent[] = await database.query
    .selectFrom('liveEvents')
    .selectAll()
    .where('eventName', '=', eventName)
    .execute();
  expect(events).toHaveLength(1);
  return JSON.parse(canvasMessage(events[0] as LiveEvent) ?? '') as ExampleMessage;
}

/** The same keys with the same values, apart from what is listed; nothing is listed that does not differ. */
function expectExample(message: ExampleMessage, example: ExampleMessage, differences: Differences): void {
  const expected = flat(example);
  for (const [key, { ours, because }] of Object.entries(differences)) {
    expect(expected.get(key), `${key} does not differ: ${because}`).not.toEqual(ours);
    if (ours === undefined) expected.delete(key);
    else expected.set(key, ours);
  }
  expect(Object.fromEntries([...flat(message)].sort())).toEqual(Object.fromEntries([...expected].sort()));
}

function flat({ metadata, body }: ExampleMessage): Map<string, unknown> {
  return new Map([
    ...Object.entries(metadata).map(([key, value]) => [`metadata.${key}`, value] as const),
    ...Object.entries(body).map(([key, value]) => [`body.${key}`, value] as const),
  ]);
}
