// What staff do to an attempt is in its log: who, when, what was before and what is then. Also that the server handed it in.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closingGraceMs } from '../../src/model/quiz-limits.ts';
import { type CourseFixture, courseFixture } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { type Begun, type QuizTaking, quizTaking } from '../support/quiz-taking.ts';
import { type Reply, startTestServer, type TestServer, testStartMs } from '../support/server.ts';
import { choiceQuestion, essayQuestion, insertTakenQuiz, type TakenQuiz } from '../support/taken-quiz.ts';

const minuteMs = 60_000;
const [mc, essay] = [choiceQuestion.id, essayQuestion.id];

eachDatabase((database) => {
  let course: CourseFixture;
  let server: TestServer;
  let taking: QuizTaking;
  const quizzes: Record<string, TakenQuiz> = {};

  beforeAll(async () => {
    course = await courseFixture(database, {
      async more(query, fixture) {
        const quiz = { timeLimitMinutes: 30, allowedAttempts: -1 };
        for (const name of ['extended', 'before', 'between', 'scored', 'gradebook', 'closed'] as const)
          quizzes[name] = await insertTakenQuiz(query, fixture, quiz, [choiceQuestion, essayQuestion]);
      },
    });
    server = await startTestServer(database, { databaseUrl: course.databaseUrl });
    taking = quizTaking(server, course.courseId);
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const quizOf = (name: string): number => quizzes[name]?.quizId ?? 0;
  const by = () => ({ id: course.people.teacher.id, name: 'Tea Cher' });
  const asTeacher = async (method: string, path: string, body?: unknown): Promise<Reply['json']> => {
    const { token } = course.people.teacher;
    const reply = await server.call(method, path, { token, body });
    expect(reply.status, reply.text).toBe(200);
    return reply.json;
  };
  const extend = (name: string, extension: object) =>
    asTeacher('POST', taking.path(quizOf(name), '/extensions'), {
      quiz_extensions: [{ user_id: course.people.student.id, ...extension }],
    });
  const begin = (name: string): Promise<Begun> => taking.begin(quizOf(name), course.people.student);

  /** The data of what no page told, after the beginning, with type and source. */
  async function logged(name: string, { id, attempt }: Begun): Promise<unknown[]> {
    const path = taking.path(
      quizOf(name),
      `/submissions/${id}/events?attempt=${attempt}&include[]=details&per_page=100`,
    );
    const { quiz_submission_events } = await asTeacher('GET', path);
    return (quiz_submission_events as { event_type: string; source: string; event_data: object }[])
      .filter(({ event_type }) => !['submission_created', 'question_answered'].includes(event_type))
      .map(({ event_type, source, event_data }) => [event_type, source, event_data]);
  }

  describe('an extension', () => {
    test('is told with the end before and after; one that changes nothing is not', async () => {
      const begun = await begin('extended');
      await extend('extended', { extend_from_end_at: 15 });
      await extend('extended', { extra_attempts: 2, extra_time: 10, manually_unlocked: true });
      await extend('extended', { extra_attempts: 2, extra_time: 10, manually_unlocked: true });
      await extend('extended', { manually_unlocked: false });
      const at = '2026-09-01T09:00:00.123Z';
      expect(await logged('extended', begun)).toEqual([
        [
          'time_extended',
          'staff',
          {
            by: by(),
            at,
            minutes: 15,
            end_at: '2026-09-01T09:45:00.123Z',
            end_at_before: '2026-09-01T09:30:00.123Z',
          },
        ],
        ['extra_time_granted', 'staff', { by: by(), at, minutes: 10, minutes_before: 0 }],
        ['extra_attempts_granted', 'staff', { by: by(), at, extra_attempts: 2, extra_attempts_before: 0 }],
        ['quiz_unlocked', 'staff', { by: by(), at }],
        ['quiz_unlock_withdrawn', 'staff', { by: by(), at }],
      ]);
    });

    test('from before the first attempt is in the log of that attempt', async () => {
      await extend('before', { extra_time: 20 });
      const begun = await begin('before');
      expect(await logged('before', begun)).toEqual([
        [
          'extra_time_granted',
          'staff',
          { by: by(), at: '2026-09-01T09:00:00.123Z', minutes: 20, minutes_before: 0 },
        ],
      ]);
    });

    test('from between two attempts is in the logs of both, and of no third', async () => {
      const first = await taking.take(quizOf('between'), course.people.student, {});
      await extend('between', { extra_time: 20 });
      const granted = [
        [
          'extra_time_granted',
          'staff',
          { by: by(), at: '2026-09-01T09:00:00.123Z', minutes: 20, minutes_before: 0 },
        ],
      ];
      const second = await begin('between');
      expect(await logged('between', first)).toEqual(granted);
      expect(await logged('between', second)).toEqual(granted);
      server.clock.nowMs += minuteMs;
      await taking.complete(quizOf('between'), second, course.people.student);
      const third = await begin('between');
      server.clock.nowMs -= minuteMs;
      expect(await logged('between', third)).toEqual([]);
    });
  });

  describe('a score', () => {
    const at = '2026-09-01T09:00:00.123Z';

    test('given to answers is told question by question, with fudge points', async () => {
      const begun = await taking.take(quizOf('scored'), course.people.student, {
        [mc]: 11,
        [essay]: 'On cells',
      });
      const put = (item: object) =>
        asTeacher('PUT', taking.path(quizOf('scored'), `/submissions/${begun.id}`), {
          quiz_submissions: [{ attempt: begun.attempt, ...item }],
        });
      await put({ questions: { [essay]: { score: 4, comment: 'Good' } } });
      await put({ fudge_points: 1.5 });
      await put({ fudge_points: 1.5 });
      const none = { fudge_points: 0, fudge_points_before: 0 };
      const question = { question_id: essay, points: 4, points_before: 0, is_comment_changed: true };
      expect(await logged('scored', begun)).toEqual([
        [
          'score_changed',
          'staff',
          { by: by(), at, reason: 'answers', score: 6, score_before: 2, ...none, questions: [question] },
        ],
        [
          'score_changed',
          'staff',
          {
            by: by(),
            at,
            reason: 'answers',
            score: 7.5,
            score_before: 6,
            fudge_points: 1.5,
            fudge_points_before: 0,
            questions: [],
          },
        ],
      ]);
    });

    test('given in the gradebook is told as such', async () => {
      const begun = await taking.take(quizOf('gradebook'), course.people.student, { [mc]: 11 });
      const path = `/api/v1/courses/${course.courseId}/assignments/${quizzes.gradebook?.assignmentId}/submissions/${course.people.student.id}`;
      await asTeacher('PUT', path, { submission: { posted_grade: '5' } });
      await asTeacher('PUT', path, { submission: { posted_grade: '5' } });
      expect(await logged('gradebook', begun)).toEqual([
        [
          'score_changed',
          'staff',
          {
            by: by(),
            at,
            reason: 'gradebook',
            score: 5,
            score_before: 2,
            fudge_points: 3,
            fudge_points_before: 0,
            questions: [],
          },
        ],
      ]);
    });
  });

  test('an attempt that the server hands in says so, once', async () => {
    const begun = await begin('closed');
    server.clock.nowMs = testStartMs + 30 * minuteMs + closingGraceMs + 1;
    await server.upkeep();
    await server.upkeep();
    expect(await logged('closed', begun)).toEqual([
      [
        'attempt_closed',
        'server',
        { end_at: '2026-09-01T09:30:00.123Z', closed_at: '2026-09-01T09:30:30.124Z' },
      ],
    ]);
  });
});
