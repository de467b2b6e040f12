// A course with one person of every role, each with an access token, and a published quiz: rows written straight into
// a new database, before a server opens it. It knows the tables and nothing of HTTP.

import type { Insertable } from 'kysely';
import { rootAccountId } from '../../src/model/account.ts';
import type { Course } from '../../src/model/course.ts';
import type { EnrollmentType } from '../../src/model/enrollment.ts';
import { quizLogAuditing } from '../../src/model/feature-flag.ts';
import type { FrozenQuestion } from '../../src/model/question-data.ts';
import type { Quiz } from '../../src/model/quiz.ts';
import { defaultQuizSettings } from '../../src/model/quiz-settings.ts';
import type { QuizSubmission } from '../../src/model/quiz-submission.ts';
import { digestOf } from '../../src/operations/digest.ts';
import { prepareAccount } from '../../src/operations/prepare-account.ts';
import { systemRandom } from '../../src/operations/random.ts';
import type { Query } from '../../src/store/database.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import type { Schema } from '../../src/store/schema.ts';
import type { TestDatabase } from './databases.ts';
import { testStartMs } from './server.ts';

export interface Person {
  id: number;
  /** An access token of theirs, for `call(…, { token })`. */
  token: string;
}

export type Role =
  | 'admin'
  | 'teacher'
  | 'ta'
  | 'designer'
  | 'student'
  | 'otherStudent'
  | 'observer'
  | 'outsider';

export interface CourseFixture {
  /** Start the server with it: `startTestServer(database, { databaseUrl: course.databaseUrl })`. */
  databaseUrl: string;
  courseId: number;
  courseSectionId: number;
  quizId: number;
  /** Only when asked for. */
  quizSubmissionId?: number;
  /** `observer` observes `student`; `outsider` is not in the course; `admin` holds the test server's admin token. */
  people: Record<Role, Person>;
}

export interface CourseFixtureOptions {
  course?: Partial<Course>;
  quiz?: Partial<Quiz>;
  /** Gives `student` a first attempt, in progress unless this says otherwise. */
  quizSubmission?: Partial<QuizSubmission>;
  /** Writes more rows, in the same transaction. */
  more?: ((query: Query, course: CourseFixture) => Promise<void>) | undefined;
}

const adminToken = 'admin-token-of-the-test';

const enrollmentTypeOf: Record<Exclude<Role, 'admin' | 'outsider'>, EnrollmentType> = {
  teacher: 'TeacherEnrollment',
  ta: 'TaEnrollment',
  designer: 'DesignerEnrollment',
  student: 'StudentEnrollment',
  otherStudent: 'StudentEnrollment',
  observer: 'ObserverEnrollment',
};

const times = { createdAtMs: testStartMs - 60_000, updatedAtMs: testStartMs - 60_000 };

/** Everything active and published, the feature `quiz_log_auditing` on, one attempt of 30 minutes allowed. */
export async function courseFixture(
  database: Pick<TestDatabase, 'readyUrl'>,
  options: CourseFixtureOptions = {},
): Promise<CourseFixture> {
  const databaseUrl = await database.readyUrl();
  await using opened = await openDatabase(databaseUrl, testStartMs);
  await prepareAccount(opened, adminToken, systemRandom, () => testStartMs);
  return await opened.transaction(async (query) => {
    const courseId = await insert(query, 'courses', {
      ...courseRow,
      uuid: systemRandom.characters(40),
      ...options.course,
    });
    const courseSectionId = await insert(query, 'courseSections', {
      courseId,
      name: 'Biology 101',
      sisSectionId: null,
      integrationId: null,
      defaultSection: 1,
      startAtMs: null,
      endAtMs: null,
      restrictEnrollmentsToSectionDates: 0,
      ...times,
    });
    const people = {
      admin: { id: 1, token: adminToken },
      teacher: await insertPerson(query, 'Tea Cher'),
      ta: await insertPerson(query, 'Assis Tant'),
      designer: await insertPerson(query, 'De Signer'),
      student: await insertPerson(query, 'Ada Lovelace'),
      otherStudent: await insertPerson(query, 'Grace Hopper'),
      observer: await insertPerson(query, 'Ob Server'),
      outsider: await insertPerson(query, 'Out Sider'),
    };
    for (const role of Object.keys(enrollmentTypeOf) as (keyof typeof enrollmentTypeOf)[]) {
      await insertEnrollment(query, {
        userId: people[role].id,
        courseId,
        courseSectionId,
        type: enrollmentTypeOf[role],
        associatedUserId: role === 'observer' ? people.student.id : null,
      });
    }
    await query
      .insertInto('featureFlags')
      .values({ contextType: 'Course', contextId: courseId, feature: quizLogAuditing.feature, state: 'on' })
      .execute();
    const quizId = await insertQuiz(query, { courseId, ...options.quiz });
    const fixture: CourseFixture = { databaseUrl, courseId, courseSectionId, quizId, people };
    if (options.quizSubmission) {
      fixture.quizSubmissionId = await insertQuizSubmission(query, {
        quizId,
        userId: people.student.id,
        ...options.quizSubmission,
      });
    }
    await options.more?.(query, fixture);
    return fixture;
  });
}

/** A published quiz; returns its id. */
export async function insertQuiz(query: Query, quiz: Partial<Quiz> & { courseId: number }): Promise<number> {
  return insert(query, 'quizzes', { ...quizRow, ...quiz });
}

/**
 * A quiz submission with its attempts up to the current one, each started when the row says; a past attempt has its own
 * number as its score. All were given `questions`, and nothing is answered. Returns its id.
 */
export async function insertQuizSubmission(
  query: Query,
  given: Partial<QuizSubmission> & { quizId: number; userId: number | null },
  questions: readonly FrozenQuestion[] = [],
): Promise<number> {
  const row = { ...quizSubmissionRow, validationToken: systemRandom.hex(64), ...given };
  const quizSubmissionId = await insert(query, 'quizSubmissions', row);
  for (let attempt = 1; attempt <= row.attempt; attempt++) {
    await query
      .insertInto('quizSubmissionAttempts')
      .values({
        quizSubmissionId,
        attempt,
        startedAtMs: row.startedAtMs ?? testStartMs,
        finishedAtMs: attempt < row.attempt ? (row.startedAtMs ?? testStartMs) : row.finishedAtMs,
        endAtMs: row.endAtMs,
        ...(attempt < row.attempt
          ? { workflowState: 'complete', score: attempt, keptScore: attempt, quizVersion: 1 }
          : {}),
      })
      .execute();
    const key = { quizSubmissionId, attempt };
    await query
      .insertInto('attemptQuestions')
      .values({ ...key, quizData: JSON.stringify(questions) })
      .execute();
    await query
      .insertInto('attemptAnswers')
      .values({ ...key, answers: '{}', loggedAnswers: '{}', updatedAtMs: testStartMs })
      .execute();
  }
  return quizSubmissionId;
}

/** A registered user with a login and an active access token. */
export async function insertPerson(query: Query, name: string): Promise<Person> {
  const words = name.split(' ');
  const login = `${words.join('.').toLowerCase()}@example.edu`;
  const id = await insert(query, 'users', {
    name,
    shortName: name,
    sortableName: [words.at(-1), words[0]].join(', '),
    email: login,
    timeZone: null,
    locale: null,
    uuid: systemRandom.characters(40),
    workflowState: 'registered',
    ...times,
  });
  await insert(query, 'pseudonyms', {
    userId: id,
    accountId: rootAccountId,
    uniqueId: login,
    uniqueIdKey: login,
    sisUserId: null,
    integrationId: null,
    createdAtMs: times.createdAtMs,
  });
  const token = `token-of-${words.join('-').toLowerCase()}`;
  await insert(query, 'accessTokens', {
    userId: id,
    realUserId: null,
    tokenDigest: digestOf(token),
    tokenHint: token.slice(0, 5),
    purpose: 'test',
    scopes: '[]',
    expiresAtMs: null,
    lastUsedAtMs: testStartMs,
    workflowState: 'active',
    ...times,
  });
  return { id, token };
}

/** An active enrollment unless `given` says otherwise; returns its id. */
export async function insertEnrollment(
  query: Query,
  given: Partial<Insertable<Schema['enrollments']>> &
    Pick<Insertable<Schema['enrollments']>, 'userId' | 'courseId' | 'courseSectionId' | 'type'>,
): Promise<number> {
  return insert(query, 'enrollments', {
    workflowState: 'active',
    associatedUserId: null,
    limitPrivilegesToCourseSection: 0,
    startAtMs: null,
    endAtMs: null,
    ...times,
    ...given,
  });
}

type TableWithId = Exclude<
  keyof Schema,
  'featureFlags' | 'quizSubmissionAttempts' | 'quizEventReceipts' | 'schemaMigrations'
>;

async function insert<Table extends TableWithId>(
  query: Query,
  table: Table,
  row: Insertable<Schema[Table]>,
): Promise<number> {
  const { id } = await query
    .insertInto(table as 'users')
    .values(row as unknown as Insertable<Schema['users']>)
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

const courseRow: Omit<Course, 'id' | 'uuid'> = {
  accountId: rootAccountId,
  rootAccountId,
  name: 'Biology 101',
  courseCode: 'BIO101',
  sisCourseId: null,
  integrationId: null,
  workflowState: 'available',
  startAtMs: null,
  concludeAtMs: null,
  restrictEnrollmentsToCourseDates: 0,
  isPublic: 0,
  isPublicToAuthUsers: 0,
  timeZone: null,
  applyAssignmentGroupWeights: 0,
  hideFinalGrades: 0,
  settings: '{}',
  ...times,
};

const quizRow: Omit<Quiz, 'id' | 'courseId'> = {
  assignmentId: null,
  assignmentGroupId: null,
  ...defaultQuizSettings,
  title: 'Cells',
  description: '<p>On cells.</p>',
  workflowState: 'available',
  timeLimitMinutes: 30,
  pointsPossible: null,
  questionCount: 0,
  versionNumber: 1,
  ...times,
};

const quizSubmissionRow: Omit<QuizSubmission, 'id' | 'quizId' | 'userId' | 'validationToken'> = {
  submissionId: null,
  previewUserId: null,
  attempt: 1,
  extraAttempts: null,
  extraTimeMinutes: null,
  manuallyUnlocked: 0,
  startedAtMs: testStartMs,
  finishedAtMs: null,
  endAtMs: testStartMs + 1_800_000,
  fudgePoints: null,
  keptScore: null,
  score: null,
  scoreBeforeRegrade: null,
  manuallyScored: 0,
  hasSeenResults: null,
  workflowState: 'untaken',
  quizVersion: 1,
  quizPointsPossible: null,
  excused: 0,
  ...times,
};
