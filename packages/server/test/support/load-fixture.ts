// An exam in full swing, for load: one course, one published quiz, and students who have all started it. Written
// straight into the database, because over HTTP it would take longer than the load itself.
import { randomBytes } from 'node:crypto';
import { rootAccountId } from '../../src/model/account.ts';
import { quizLogAuditing } from '../../src/model/feature-flag.ts';
import { defaultQuizSettings } from '../../src/model/quiz-settings.ts';
import { digestOf } from '../../src/operations/digest.ts';
import { prepareAccount } from '../../src/operations/prepare-account.ts';
import { systemRandom } from '../../src/operations/random.ts';
import type { Query } from '../../src/store/database.ts';
import { openDatabase } from '../../src/store/open-database.ts';

export interface Exam {
  courseId: number;
  quizId: number;
  teacherTokens: string[];
  students: { token: string; quizSubmissionId: number; validationToken?: string }[];
}

/** A course full of people who have done nothing yet. */
export interface Roster {
  courseId: number;
  teacherTokens: string[];
  students: { id: number; token: string }[];
}

/** Rows in one statement: SQLite takes 32,766 parameters in one, and the widest row here has 23. */
const rowsPerStatement = 500;

/**
 * Migrates the database and adds a published course with its people. No server may have the database open when it is
 * SQLite.
 */
export async function seedRoster(databaseUrl: string, studentCount: number): Promise<Roster> {
  const nowMs = Date.now();
  await using database = await openDatabase(databaseUrl, nowMs);
  await prepareAccount(database, null, systemRandom, () => nowMs);
  return await database.transaction(async (transaction) => {
    const { courseId, sectionId } = await addCourse(transaction, nowMs);
    const place = { courseId, sectionId, nowMs };
    const teachers = await addPeople(transaction, { ...place, type: 'TeacherEnrollment' }, 1);
    const students = await addPeople(transaction, { ...place, type: 'StudentEnrollment' }, studentCount);
    return { courseId, teacherTokens: teachers.map(({ token }) => token), students };
  });
}

/** How long ago everybody started. */
const startedAgoMs = 60_000;

/**
 * Migrates the database and adds the exam, in seconds for 10,000 students; every attempt is the first, running and
 * without end. No server may have the database open when it is SQLite.
 */
export async function seedExam(databaseUrl: string, studentCount: number, teacherCount = 1): Promise<Exam> {
  const nowMs = Date.now();
  await using database = await openDatabase(databaseUrl, nowMs);
  await prepareAccount(database, null, systemRandom, () => nowMs);
  // Awaited here, or the database would be closed under it.
  return await database.transaction(async (transaction) => {
    const { courseId, sectionId } = await addCourse(transaction, nowMs);
    const quizId = await addQuiz(transaction, courseId, nowMs);
    const place = { courseId, sectionId, nowMs };
    const teachers = await addPeople(transaction, { ...place, type: 'TeacherEnrollment' }, teacherCount);
    const people = await addPeople(transaction, { ...place, type: 'StudentEnrollment' }, studentCount);
    const studentIds = people.map(({ id }) => id);
    const quizSubmissionIds = await startAttempts(transaction, quizId, studentIds, nowMs - startedAgoMs);
    const students = people.map(({ id, token }) => {
      const quizSubmissionId = quizSubmissionIds.get(id);
      if (quizSubmissionId === undefined) throw new Error('a student was not seeded');
      return { token, quizSubmissionId };
    });
    return { courseId, quizId, teacherTokens: teachers.map(({ token }) => token), students };
  });
}

interface Place {
  courseId: number;
  sectionId: number;
  type: 'StudentEnrollment' | 'TeacherEnrollment';
  nowMs: number;
}

/** People with an access token, enrolled. */
async function addPeople(
  transaction: Query,
  place: Place,
  count: number,
): Promise<{ id: number; token: string }[]> {
  const role = place.type.replace('Enrollment', '');
  const ids = await addUsers(transaction, role, count, place.nowMs);
  await addEnrollments(transaction, place, ids);
  const tokens = await addTokens(transaction, ids, place.nowMs);
  return ids.map((id, index) => ({ id, token: tokens[index] ?? '' }));
}

async function addCourse(
  transaction: Query,
  nowMs: number,
): Promise<{ courseId: number; sectionId: number }> {
  const times = { createdAtMs: nowMs, updatedAtMs: nowMs };
  const { id: courseId } = await transaction
    .insertInto('courses')
    .values({
      accountId: rootAccountId,
      rootAccountId,
      name: 'Course under load',
      courseCode: 'LOAD',
      sisCourseId: null,
      integrationId: null,
      uuid: systemRandom.characters(40),
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
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const { id: sectionId } = await transaction
    .insertInto('courseSections')
    .values({
      courseId,
      name: 'Course under load',
      sisSectionId: null,
      integrationId: null,
      defaultSection: 1,
      startAtMs: null,
      endAtMs: null,
      restrictEnrollmentsToSectionDates: 0,
      ...times,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await transaction
    .insertInto('featureFlags')
    .values({ contextType: 'Course', contextId: courseId, feature: quizLogAuditing.feature, state: 'on' })
    .execute();
  await transaction
    .insertInto('assignmentGroups')
    .values({
      courseId,
      name: 'Assignments',
      position: 1,
      groupWeight: 0,
      neverDrop: '[]',
      integrationData: '{}',
      workflowState: 'available',
      ...times,
    })
    .execute();
  return { courseId, sectionId };
}

async function addQuiz(transaction: Query, courseId: number, nowMs: number): Promise<number> {
  const times = { createdAtMs: nowMs, updatedAtMs: nowMs };
  const { id } = await transaction
    .insertInto('quizzes')
    .values({
      ...defaultQuizSettings,
      courseId,
      title: 'Exam',
      workflowState: 'available',
      pointsPossible: 20,
      questionCount: 20,
      versionNumber: 1,
      ...times,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

async function addUsers(transaction: Query, role: string, count: number, nowMs: number): Promise<number[]> {
  const ids: number[] = [];
  for (const numbers of chunks(Array.from({ length: count }, (_, index) => index + 1))) {
    const rows = await transaction
      .insertInto('users')
      .values(
        numbers.map((number) => ({
          name: `${role} ${number}`,
          shortName: `${role} ${number}`,
          sortableName: `${number}, ${role}`,
          email: null,
          timeZone: null,
          locale: null,
          uuid: systemRandom.characters(40),
          workflowState: 'registered' as const,
          createdAtMs: nowMs,
          updatedAtMs: nowMs,
        })),
      )
      .returning('id')
      .execute();
    ids.push(...rows.map(({ id }) => id));
  }
  return ids;
}

async function addEnrollments(transaction: Query, place: Place, userIds: readonly number[]): Promise<void> {
  for (const chunk of chunks(userIds)) {
    await transaction
      .insertInto('enrollments')
      .values(
        chunk.map((userId) => ({
          userId,
          courseId: place.courseId,
          courseSectionId: place.sectionId,
          type: place.type,
          workflowState: 'active' as const,
          associatedUserId: null,
          limitPrivilegesToCourseSection: 0 as const,
          startAtMs: null,
          endAtMs: null,
          createdAtMs: place.nowMs,
          updatedAtMs: place.nowMs,
        })),
      )
      .execute();
  }
}

/** One active token for each user, in their order. */
async function addTokens(transaction: Query, userIds: readonly number[], nowMs: number): Promise<string[]> {
  const tokens = userIds.map(() => randomBytes(32).toString('hex'));
  const rows = userIds.map((userId, index) => {
    const token = tokens[index] ?? '';
    return {
      userId,
      realUserId: null,
      tokenDigest: digestOf(token),
      tokenHint: token.slice(0, 5),
      purpose: 'load',
      scopes: '[]',
      expiresAtMs: null,
      lastUsedAtMs: null,
      workflowState: 'active' as const,
      createdAtMs: nowMs,
      updatedAtMs: nowMs,
    };
  });
  for (const chunk of chunks(rows)) await transaction.insertInto('accessTokens').values(chunk).execute();
  return tokens;
}

/** A quiz submission with a running first attempt for each user; the ids by user. */
async function startAttempts(
  transaction: Query,
  quizId: number,
  userIds: readonly number[],
  startedAtMs: number,
): Promise<Map<number, number>> {
  const ids = new Map<number, number>();
  for (const chunk of chunks(userIds)) {
    const rows = await transaction
      .insertInto('quizSubmissions')
      .values(
        chunk.map((userId) => ({
          quizId,
          userId,
          attempt: 1,
          extraAttempts: null,
          extraTimeMinutes: null,
          manuallyUnlocked: 0 as const,
          startedAtMs,
          finishedAtMs: null,
          endAtMs: null,
          fudgePoints: null,
          keptScore: null,
          score: null,
          scoreBeforeRegrade: null,
          manuallyScored: 0 as const,
          hasSeenResults: null,
          validationToken: systemRandom.hex(64),
          workflowState: 'untaken' as const,
          quizVersion: 1,
          quizPointsPossible: 20,
          excused: 0 as const,
          createdAtMs: startedAtMs,
          updatedAtMs: startedAtMs,
        })),
      )
      .returning(['id', 'userId'])
      .execute();
    for (const { id, userId } of rows) if (userId !== null) ids.set(userId, id);
    const attempts = rows.map(({ id }) => ({
      quizSubmissionId: id,
      attempt: 1,
      startedAtMs,
      finishedAtMs: null,
      endAtMs: null,
    }));
    await transaction.insertInto('quizSubmissionAttempts').values(attempts).execute();
  }
  return ids;
}

function* chunks<T>(rows: readonly T[]): Generator<readonly T[]> {
  for (let start = 0; start < rows.length; start += rowsPerStatement) {
    yield rows.slice(start, start + rowsPerStatement);
  }
}
