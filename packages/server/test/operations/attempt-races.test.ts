// Requests that meet on one attempt, 100 rounds each; on PostgreSQL through two servers. Whatever the order in which they
// happened to come, there is one outcome, nothing that was answered with 200 is lost, and no score is made of two.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closingGraceMs } from '../../src/model/quiz-limits.ts';
import { type CourseFixture, courseFixture } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import {
  attemptToken,
  insertRunningAttempts,
  insertStudents,
  type RunningAttempt,
} from '../support/many-attempts.ts';
import { type Reply, startTestServer, type TestServer, testStartMs } from '../support/server.ts';
import { runSql } from '../support/sql.ts';
import { choiceQuestion, insertTakenQuiz, shortQuestion, type TakenQuiz } from '../support/taken-quiz.ts';

const rounds = 100;
const minuteMs = 60_000;
/** Of the first of the attempts that end one after the other. */
const firstEndMs = testStartMs + 60 * minuteMs;

const names = ['twice', 'answers', 'parts', 'grades', 'closing', 'cohort'] as const;
type Name = (typeof names)[number];

interface Outcome {
  id: number;
  workflow_state: string;
  score: number | null;
  kept_score: number | null;
  finished_at_ms: number | null;
  answers: string;
  grade: number | null;
  row_score: number | null;
}

interface Change {
  submission_id: number;
  score_before: number | null;
  score_after: number | null;
}

const claim = { attempt: 1, validation_token: attemptToken };
const right = { id: choiceQuestion.id, answer: 11 };

eachDatabase((database) => {
  describe('at once', () => {
    let course: CourseFixture;
    let servers: [TestServer, TestServer];
    const quizzes = {} as Record<Name, TakenQuiz>;
    const attempts = {} as Record<Name, RunningAttempt[]>;

    beforeAll(async () => {
      course = await courseFixture(database, {
        async more(query, fixture) {
          const students = await insertStudents(query, fixture, rounds);
          for (const name of names) {
            quizzes[name] = await insertTakenQuiz(query, fixture);
            const { quizId } = quizzes[name];
            const ends = { endAtMs: testStartMs + 30 * minuteMs };
            attempts[name] = [];
            for (const [round, student] of students.entries()) {
              const given = name === 'closing' ? { endAtMs: firstEndMs + round * minuteMs } : ends;
              const far = name === 'cohort' ? { endAtMs: firstEndMs + 2 * rounds * minuteMs } : given;
              attempts[name].push(...(await insertRunningAttempts(query, quizId, [student], far)));
            }
          }
        },
      });
      const first = await startTestServer(database, { databaseUrl: course.databaseUrl });
      const second =
        database.kind === 'sqlite'
          ? first
          : await startTestServer(database, { databaseUrl: course.databaseUrl });
      servers = [first, second];
    });
    afterAll(async () => {
      for (const server of new Set(servers)) await server[Symbol.asyncDispose]();
    });

    const complete = (server: TestServer, name: Name, { student, quizSubmissionId }: RunningAttempt) =>
      server.call(
        'POST',
        `/api/v1/courses/${course.courseId}/quizzes/${quizzes[name].quizId}/submissions/${quizSubmissionId}/complete`,
        { token: student.token, body: claim },
      );
    const answer = (server: TestServer, { student, quizSubmissionId }: RunningAttempt, given: object) =>
      server.call('POST', `/api/v1/quiz_submissions/${quizSubmissionId}/questions`, {
        token: student.token,
        body: { ...claim, quiz_questions: [given] },
      });
    const save = (server: TestServer, name: Name, { student }: RunningAttempt) =>
      server.call('PUT', `/courses/${course.courseId}/quizzes/${quizzes[name].quizId}/submissions/backup`, {
        token: student.token,
        body: { validation_token: attemptToken, [`question_${shortQuestion.id}`]: 'dna' },
      });
    const grade = (server: TestServer, name: Name, { student }: RunningAttempt) =>
      server.call(
        'PUT',
        `/api/v1/courses/${course.courseId}/assignments/${quizzes[name].assignmentId}/submissions/${student.id}`,
        { token: course.people.teacher.token, body: { submission: { posted_grade: '6' } } },
      );

    /** All of it at the same time, in another order each round. */
    async function race<Result>(round: number, racers: (() => Promise<Result>)[]): Promise<Result[]> {
      const running = racers.map((_, at) => {
        const turn = (at + round) % racers.length;
        return [turn, racers[turn]?.()] as const;
      });
      const results: Result[] = [];
      for (const [turn, result] of running) results[turn] = (await result) as Result;
      return results;
    }

    const outcomes = (name: Name) =>
      runSql<Outcome>(
        course.databaseUrl,
        `select s.id, s.workflow_state, s.score, s.kept_score, s.finished_at_ms, a.answers, g.score as row_score
        from quiz_submissions s
        join attempt_answers a on a.quiz_submission_id = s.id
        left join submissions g on g.id = s.submission_id and g.quiz_submission_id = s.id
        where s.quiz_id = ${quizzes[name].quizId} order by s.id`,
      );
    const changesOf = async (name: Name) => {
      const changes = await runSql<Change>(
        course.databaseUrl,
        `select submission_id, score_before, score_after from grade_changes
        where assignment_id = ${quizzes[name].assignmentId} order by id`,
      );
      return [...Map.groupBy(changes, (change) => change.submission_id).values()];
    };
    const statusesOf = (replies: (Reply | undefined)[]) => replies.map((reply) => reply?.status);
    const pointsIn = (answers: string) => {
      const sheet = JSON.parse(answers);
      const hasChoice = sheet[choiceQuestion.id]?.answer === '11';
      const hasText = sheet[shortQuestion.id]?.answer === 'dna';
      return (hasChoice ? 2 : 0) + (hasText ? 1 : 0);
    };

    test('two hand-ins: one succeeds, the other finds it complete', async () => {
      const [one, other] = servers;
      for (const [round, attempt] of attempts.twice.entries()) {
        const replies = await race(round, [
          () => complete(one, 'twice', attempt),
          () => complete(other, 'twice', attempt),
        ]);
        expect(statusesOf(replies).sort()).toEqual([200, 400]);
        const refused = replies.find(({ status }) => status === 400);
        expect(refused?.json).toEqual({
          status: 'bad_request',
          message: 'quiz submission is already complete',
        });
      }
      expect(await changesOf('twice')).toEqual(
        new Array(rounds).fill([{ submission_id: expect.any(Number), score_before: null, score_after: 0 }]),
      );
    });

    test('an answer, an autosave and a hand-in: what was saved counts, what came after is refused', async () => {
      const [one, other] = servers;
      const saved: number[] = [];
      for (const [round, attempt] of attempts.answers.entries()) {
        const [answered, backedUp, handedIn] = await race(round, [
          () => answer(one, attempt, right),
          () => save(other, 'answers', attempt),
          () => complete(one, 'answers', attempt),
        ]);
        expect(handedIn?.status).toBe(200);
        expect([200, 403]).toContain(answered?.status);
        expect(backedUp?.status).toBe(200);
        saved.push((answered?.status === 200 ? 2 : 0) + (backedUp?.json.backup === true ? 1 : 0));
        expect(handedIn?.json.quiz_submissions[0].score).toBe(saved.at(-1));
      }
      const rows = await outcomes('answers');
      expect(rows.map((row) => [row.workflow_state, row.score, row.kept_score, row.row_score])).toEqual(
        saved.map((score) => ['complete', score, score, score]),
      );
      expect(rows.map((row) => pointsIn(row.answers))).toEqual(saved);
    });

    test('answers to two questions: both are kept, and both are logged', async () => {
      const [one, other] = servers;
      for (const [round, attempt] of attempts.parts.entries()) {
        const replies = await race(round, [
          () => answer(one, attempt, right),
          () => answer(other, attempt, { id: shortQuestion.id, answer: 'dna' }),
        ]);
        expect(statusesOf(replies)).toEqual([200, 200]);
      }
      expect((await outcomes('parts')).map((row) => pointsIn(row.answers))).toEqual(
        new Array(rounds).fill(3),
      );
      const logged = await runSql<{ event_data: string }>(
        course.databaseUrl,
        `select e.event_data from quiz_events e join quiz_submissions s on s.id = e.quiz_submission_id
        where s.quiz_id = ${quizzes.parts.quizId}`,
      );
      expect(logged).toHaveLength(2 * rounds);
      const idsOf = ({ event_data }: { event_data: string }) =>
        JSON.parse(event_data).map((record: { quiz_question_id: string }) => record.quiz_question_id);
      expect(logged.map(idsOf).every((ids) => ids.length === 1)).toBe(true);
    });

    test('a grade by hand and a hand-in: the later one holds, in the quiz and in the gradebook', async () => {
      const [one, other] = servers;
      for (const [round, attempt] of attempts.grades.entries()) {
        const replies = await race(round, [
          () => grade(one, 'grades', attempt),
          () => complete(other, 'grades', attempt),
        ]);
        expect(statusesOf(replies)).toEqual([200, 200]);
      }
      const rows = await outcomes('grades');
      for (const row of rows) {
        expect(row.row_score).toBe(row.kept_score);
        expect([0, 6]).toContain(row.kept_score);
        expect(row.workflow_state).toBe('complete');
      }
      const changes = await changesOf('grades');
      expect(changes).toHaveLength(rounds);
      for (const [first, second, ...more] of changes) {
        expect(more).toEqual([]);
        expect(first?.score_before).toBeNull();
        expect(second?.score_before).toBe(first?.score_after);
        expect([first?.score_after, second?.score_after].sort()).toEqual([0, 6]);
      }
    });

    test('the servers, a hand-in and an answer at an attempt past its limit: it is closed once', async () => {
      const [one, other] = servers;
      const saved: number[] = [];
      for (const [round, attempt] of attempts.closing.entries()) {
        for (const server of servers) {
          server.clock.nowMs = firstEndMs + round * minuteMs + closingGraceMs + 1;
        }
        const [, , handedIn, answered] = await race<Reply | undefined>(round, [
          async () => void (await one.upkeep()),
          async () => void (await other.upkeep()),
          () => complete(one, 'closing', attempt),
          () => answer(other, attempt, right),
        ]);
        expect([200, 400]).toContain(handedIn?.status);
        expect([200, 403]).toContain(answered?.status);
        saved.push(answered?.status === 200 ? 2 : 0);
      }
      const rows = await outcomes('closing');
      expect(rows.map((row) => [row.workflow_state, row.score, row.row_score, row.finished_at_ms])).toEqual(
        saved.map((score, round) => ['complete', score, score, firstEndMs + round * minuteMs]),
      );
      const changes = await changesOf('closing');
      expect(changes.map((each) => each.map((change) => change.score_after))).toEqual(
        expect.arrayContaining(saved.map((score) => [score])),
      );
      expect(changes.flat()).toHaveLength(rounds);
    });

    test('two servers at a whole cohort past its limit: each attempt is closed once', async () => {
      for (const attempt of attempts.cohort)
        expect((await answer(servers[0], attempt, right)).status).toBe(200);
      for (const server of servers) {
        server.clock.nowMs = firstEndMs + 2 * rounds * minuteMs + closingGraceMs + 1;
      }
      await Promise.all(servers.map((server) => server.upkeep()));
      const rows = await outcomes('cohort');
      expect(rows.map((row) => [row.workflow_state, row.score, row.row_score])).toEqual(
        new Array(rounds).fill(['complete', 2, 2]),
      );
      expect((await changesOf('cohort')).map((changes) => changes.length)).toEqual(new Array(rounds).fill(1));
    });

    test('after all this the course scores are those that the gradebook gives', async () => {
      const scores = () =>
        runSql<{ current_score: number }>(
          course.databaseUrl,
          `select user_id, current_score, final_score, unposted_current_score, unposted_final_score, current_points
          from course_scores where current_score is not null order by user_id`,
        );
      const before = await scores();
      expect(before).toHaveLength(rounds);
      // A weight that changes and changes back has all scores computed anew.
      for (const weighted of [true, false]) {
        const body = { course: { apply_assignment_group_weights: weighted } };
        const reply = await servers[0].call('PUT', `/api/v1/courses/${course.courseId}`, { body });
        expect(reply.status).toBe(200);
      }
      expect(await scores()).toEqual(before);
    });
  });
});
