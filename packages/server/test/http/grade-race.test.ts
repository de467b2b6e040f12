// Two teachers grade the same work at the same moment, again and again: the last to commit wins whole, and the history
// has no gap. Source: the project's own rule; nobody's grade is a mixture.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '../../src/store/open-database.ts';
import { insertPlaceholders } from '../../src/store/submissions.ts';
import {
  type CourseFixture,
  courseFixture,
  insertQuizSubmission,
  type Role,
} from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { type Reply, startTestServer, type TestServer, testStartMs } from '../support/server.ts';
import { someoneWaits } from '../support/someone-waits.ts';
import { runSql } from '../support/sql.ts';
import { insertTakenQuiz } from '../support/taken-quiz.ts';
import { insertUngradedWork } from '../support/ungraded-work.ts';

const rounds = 100;

interface ChangeRow {
  score_before: number | null;
  score_after: number | null;
  grade_before: string | null;
  grade_after: string | null;
  excused_before: number;
  excused_after: number;
  grader_id: number;
}

eachDatabase((database) => {
  let server: TestServer;
  let course: CourseFixture;
  let ids: { letters: number; bulk: number };
  let quiz: { quizId: number; assignmentId: number };
  beforeAll(async () => {
    course = await courseFixture(database, {
      more: async (query, fixture) => {
        ids = await insertUngradedWork(query, fixture, {
          letters: { gradingType: 'percent', pointsPossible: 1000 },
          bulk: { pointsPossible: 1000 },
        });
        const taken = await insertTakenQuiz(query, fixture);
        if (taken.assignmentId === null) throw new Error('a graded quiz has no assignment');
        quiz = { quizId: taken.quizId, assignmentId: taken.assignmentId };
        await insertPlaceholders(query, [quiz.assignmentId], [fixture.people.student.id], testStartMs);
      },
    });
    server = await startTestServer(database, { databaseUrl: course.databaseUrl });
  });
  afterAll(() => server[Symbol.asyncDispose]());

  async function changesOf(assignmentId: number, userId: number): Promise<ChangeRow[]> {
    return runSql<ChangeRow>(
      course.databaseUrl,
      `select score_before, score_after, grade_before, grade_after, excused_before, excused_after, grader_id
       from grade_changes where assignment_id = ${assignmentId} and user_id = ${userId} order by id`,
    );
  }

  function expectUnbroken(changes: readonly ChangeRow[]): void {
    let before = { score: null, grade: null, excused: 0 } as Record<string, unknown>;
    for (const change of changes) {
      expect({
        score: change.score_before,
        grade: change.grade_before,
        excused: change.excused_before,
      }).toEqual(before);
      before = { score: change.score_after, grade: change.grade_after, excused: change.excused_after };
    }
  }

  test('two teachers', async () => {
    const { student } = course.people;
    const path = `/api/v1/courses/${course.courseId}/assignments/${ids.letters}/submissions/${student.id}`;
    const grade = (role: Role, points: number, excuse: boolean) =>
      server.call('PUT', path, {
        token: course.people[role].token,
        body: { submission: excuse ? { excuse: true } : { posted_grade: String(points) } },
      });
    for (let round = 1; round <= rounds; round++) {
      const [one, two] = await Promise.all([
        grade('teacher', round, false),
        grade('ta', 1000 - round, round % 10 === 0),
      ]);
      expect([one.status, two.status]).toEqual([200, 200]);
      const { json } = await server.call('GET', path);
      // Whole: score, grade, excuse and grader are of one and the same request.
      const winner = json.grader_id === course.people.teacher.id ? one.json : two.json;
      const { all_submissions: _, submission_comments: __, ...answered } = winner;
      expect(json).toEqual(answered);
    }
    const changes = await changesOf(ids.letters, student.id);
    expect(changes.length).toBeGreaterThan(rounds);
    expectUnbroken(changes);
    const [scores] = await runSql<{ current_score: number | null }>(
      course.databaseUrl,
      `select current_score from course_scores where user_id = ${student.id}`,
    );
    const last = changes.at(-1);
    const isExcused = last?.excused_after === 1;
    expect(scores?.current_score ?? null).toBe(isExcused ? null : (last?.score_after ?? 0) / 10);
  });

  test('one in bulk, one by one', async () => {
    const { student, otherStudent } = course.people;
    const work = `/api/v1/courses/${course.courseId}/assignments/${ids.bulk}/submissions`;
    for (let round = 1; round <= rounds / 4; round++) {
      const grade_data = {
        [otherStudent.id]: { posted_grade: String(round) },
        [student.id]: { posted_grade: String(round) },
      };
      const replies = await Promise.all([
        server.call('POST', `${work}/update_grades`, { body: { grade_data } }),
        ...[student, otherStudent].map(({ id }) =>
          server.call('PUT', `${work}/${id}`, {
            body: { submission: { posted_grade: String(500 + round) } },
          }),
        ),
      ]);
      expect(replies.map(({ status }) => status)).toEqual([200, 200, 200]);
    }
    for (const { id } of [student, otherStudent]) expectUnbroken(await changesOf(ids.bulk, id));
  });

  // On SQLite a transaction is alone.
  if (database.kind === 'sqlite') return;

  test('a student who is excused while a first attempt begins is excused there too', async () => {
    await using opened = await openDatabase(course.databaseUrl, testStartMs);
    const { student, teacher } = course.people;
    const { quizId, assignmentId } = quiz;
    let excusing: Promise<Reply> | undefined;
    await opened.transaction(async (transaction) => {
      // What beginning does: the row of the attempt, and its name in the gradebook, not committed yet.
      const quizSubmissionId = await insertQuizSubmission(transaction, { quizId, userId: student.id });
      await transaction
        .updateTable('submissions')
        .set({ quizSubmissionId })
        .where('assignmentId', '=', assignmentId)
        .where('userId', '=', student.id)
        .execute();
      const path = `/api/v1/courses/${course.courseId}/assignments/${assignmentId}/submissions/${student.id}`;
      const body = { submission: { excuse: true } };
      excusing = server.call('PUT', path, { token: teacher.token, body });
      await someoneWaits(opened.query);
    });
    expect(await excusing).toMatchObject({ status: 200, json: { excused: true } });
    const rows = await runSql(
      course.databaseUrl,
      `select excused from quiz_submissions where quiz_id = ${quizId} and user_id = ${student.id}`,
    );
    expect(rows).toEqual([{ excused: 1 }]);
  });
});
