// Students by the dozen, each with a running attempt: rows written straight into a database, a few statements for all.

import type { QuizSubmission } from '../../src/model/quiz-submission.ts';
import type { Query } from '../../src/store/database.ts';
import {
  type CourseFixture,
  insertEnrollment,
  insertPerson,
  insertQuizSubmission,
  type Person,
} from './course-fixture.ts';
import { machineQuestions } from './taken-quiz.ts';

/** Students of the course, with access tokens. */
export async function insertStudents(
  query: Query,
  { courseId, courseSectionId }: CourseFixture,
  count: number,
): Promise<Person[]> {
  const students: Person[] = [];
  for (let number = 1; number <= count; number++) {
    const student = await insertPerson(query, `Student ${number}`);
    await insertEnrollment(query, {
      userId: student.id,
      courseId,
      courseSectionId,
      type: 'StudentEnrollment',
    });
    students.push(student);
  }
  return students;
}

export interface RunningAttempt {
  student: Person;
  quizSubmissionId: number;
}

/** A first attempt of each on the quiz, with the machine-graded questions; the token of all is `attemptToken`. */
export async function insertRunningAttempts(
  query: Query,
  quizId: number,
  students: readonly Person[],
  given: Partial<QuizSubmission> = {},
): Promise<RunningAttempt[]> {
  const attempts: RunningAttempt[] = [];
  for (const student of students) {
    const row = { quizId, userId: student.id, validationToken: attemptToken, ...given };
    attempts.push({ student, quizSubmissionId: await insertQuizSubmission(query, row, machineQuestions) });
  }
  return attempts;
}

export const attemptToken = 'ab'.repeat(32);
