// The documented example messages, made again: the same ids, times and requests, done by the same operations that
// serve HTTP, compared key by key and type by type. Where the documentation errs the difference is listed with its reason.

import { expect, test } from 'vitest';
import { canvasCaliperMessage } from '../../../src/format/canvas-caliper/canvas-caliper-message.ts';
import { canvasMessage } from '../../../src/format/canvas-message.ts';
import type { LiveEvent } from '../../../src/model/live-event.ts';
import { handInForm } from '../../../src/operations/attempts/hand-in-form.ts';
import { gradeSubmission } from '../../../src/operations/gradebook/grade-submission.ts';
import { overrideGrade } from '../../../src/operations/gradebook/override-grade.ts';
import type { Database } from '../../../src/store/database.ts';
import quizSubmitted from '../../fixtures/canvas-caliper/quiz-submitted.json' with { type: 'json' };
import courseGradeChange from '../../fixtures/canvas-live-events/course-grade-change.json' with {
  type: 'json',
};
import gradeChange from '../../fixtures/canvas-live-events/grade-change.json' with { type: 'json' };
import gradeOverride from '../../fixtures/canvas-live-events/grade-override.json' with { type: 'json' };
import { insertQuiz, insertQuizSubmission } from '../../support/course-fixture.ts';
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

  test('quiz_submitted, as Canvas puts it in Caliper', async () => {
    const request = quizSubmittedRequest();
    await using database = await openSeedWorld(databaseKind, {
      rootAccount: rootAccountOf(request),
      accountId: 1,
      course: { id: 100_123, sisCourseId: null },
      teacher: { id: 900, login: 'teacher@example.com', sisUserId: null },
      student: { id: 987_123, login: 'oxana', sisUserId: '1243245' },
      assignments: [],
      more: async (query) => {
        await insertQuiz(query, { id: 2_223_333, courseId: 100_123, quizType: 'practice_quiz' });
        await insertQuizSubmission(query, {
          id: 13_995_723,
          quizId: 2_223_333,
          userId: 987_123,
          validationToken: 'ab'.repeat(32),
          startedAtMs: clockOf(request)() - 60_000,
          endAtMs: null,
        });
      },
    });
    const handIn = handInForm(announcingAt(database, request), (html) => html, clockOf(request));
    const path = { course: { by: 'id', id: 100_123 } as const, quizId: 2_223_333 };
    await handIn(callerOf(request, 987_123), path, {
      fields: {},
      validationToken: 'ab'.repeat(32),
      attempt: 1,
      isPreview: false,
      pageSession: null,
      sentAtMs: null,
      ip: '93.184.216.34',
    });
    const event = await lastEvent(database, 'quiz_submitted');
    const message = canvasCaliperMessage(event, Date.parse(quizSubmitted.sendTime)) ?? '';
    // The quiz and its submission lived on shard 1121, the account was not the first: a Quizwire has one of each.
    const ours = JSON.stringify(quizSubmitted)
      .replaceAll('11210000', '21070000')
      .replace('"root_account_id":"21070000000000123"', '"root_account_id":"21070000000000001"')
      .replace('06e01cb6-fdde-4327-b3f0-4c47a95d0f52', event.uuid);
    expect(Object.fromEntries(leaves(JSON.parse(message)))).toEqual(
      Object.fromEntries(leaves(JSON.parse(ours))),
    );
    expect(message).toBe(ours);
  });
});

/** What the example says that has no place in Canvas's own metadata, and the request that it tells of. */
function quizSubmittedRequest(): ExampleMessage {
  const [{ actor, session, referrer, extensions, eventTime }] = quizSubmitted.data as [
    (typeof quizSubmitted.data)[number],
  ];
  const told = extensions['com.instructure.canvas'];
  const { root_account_uuid, root_account_lti_guid } = actor.extensions['com.instructure.canvas'];
  return {
    metadata: {
      root_account_uuid,
      root_account_lti_guid,
      request_id: told.request_id,
      session_id: session.id.split(':').at(-1) ?? '',
      hostname: told.hostname,
      http_method: 'POST',
      user_agent: told.user_agent,
      client_ip: told.client_ip,
      url: told.request_url,
      referrer,
      event_time: eventTime,
    },
    body: {},
  };
}

/** Every value by its path. */
function leaves(value: unknown, path = ''): [string, unknown][] {
  if (typeof value !== 'object' || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([key, part]) => leaves(part, `${path}/${key}`));
}

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
  return JSON.parse(canvasMessage(await lastEvent(database, eventName)) ?? '') as ExampleMessage;
}

async function lastEvent(database: Database, eventName: string): Promise<LiveEvent> {
  const events: LiveEvent[] = await database.query
    .selectFrom('liveEvents')
    .selectAll()
    .where('eventName', '=', eventName)
    .execute();
  const [event] = events;
  if (event === undefined || events.length > 1) throw new Error(`${events.length} events are ${eventName}`);
  return event;
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
