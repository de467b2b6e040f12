// Files as answers: in the web page's form and through the API, in the log, in what grading makes of them; and nobody else's.
// Source: quiz reference §1.7, §2.5, §2.11, §3.1.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CourseFixture, courseFixture, type Person } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { insertUploadQuiz, type Uploading, uploading, uploadQuestion } from '../support/file-upload.ts';
import { answer } from '../support/first-attempt.ts';
import { type Begun, type QuizTaking, quizTaking } from '../support/quiz-taking.ts';
import { type Reply, startTestServer, type TestServer } from '../support/server.ts';

const field = `question_${uploadQuestion.id}`;
const form = { 'Content-Type': 'application/x-www-form-urlencoded' };

eachDatabase((database) => {
  describe('files that answer a question', () => {
    let course: CourseFixture;
    let server: TestServer;
    let files: Uploading;
    let taking: QuizTaking;
    let quizId: number;
    let student: Person;
    let begun: Begun;

    beforeAll(async () => {
      course = await courseFixture(database, {
        async more(query, fixture) {
          quizId = await insertUploadQuiz(query, fixture, { allowedAttempts: -1 }, {}, []);
        },
      });
      server = await startTestServer(database, { databaseUrl: course.databaseUrl });
      files = uploading(server, course.courseId);
      taking = quizTaking(server, course.courseId);
      student = course.people.student;
      begun = await taking.begin(quizId, student);
    });
    afterAll(() => server[Symbol.asyncDispose]());

    const page = () => `/courses/${course.courseId}/quizzes/${quizId}/submissions`;
    const claim = () => ({ attempt: begun.attempt, validation_token: begun.token });
    const uploaded = async (person = student): Promise<string> =>
      String((await files.upload(quizId, person, 'a.txt', Uint8Array.of(1))).id);

    const save = async (given: unknown): Promise<Reply> =>
      server.call('PUT', `${page()}/backup`, {
        token: student.token,
        body: { ...claim(), [field]: given },
      });

    /** The answer as the API shows it. */
    const shown = async (): Promise<unknown> => {
      const path = `/api/v1/quiz_submissions/${begun.id}/questions`;
      const { json } = await server.call('GET', path, { token: student.token });
      return json.quiz_submission_questions.find(({ id }: { id: number }) => id === uploadQuestion.id).answer;
    };

    /** Every answer to the question in the log, oldest first. */
    const logged = async (): Promise<unknown[]> => {
      const { json } = await server.call(
        'GET',
        taking.path(quizId, `/submissions/${begun.id}/events?per_page=100&event_types[]=question_answered`),
      );
      const records = json.quiz_submission_events.flatMap(
        ({ event_data }: { event_data: { quiz_question_id: string; answer: unknown }[] }) => event_data,
      );
      return records
        .filter(
          (record: { quiz_question_id: string }) => record.quiz_question_id === String(uploadQuestion.id),
        )
        .map((record: { answer: unknown }) => record.answer);
    };

    test('are saved by the form: one as its id, several as a list, each time all of them', async () => {
      const [one, two] = [await uploaded(), await uploaded()];
      for (const [given, kept] of [
        [[one], one],
        [one, one],
        [Number(one), one],
        [
          [one, two],
          [one, two],
        ],
        [
          [two, one, two],
          [two, one],
        ],
        [[''], null],
        [[two], two],
        [[], null],
        [one, one],
        ['', null],
        [[one], one],
        [null, null],
      ] as const) {
        expect((await save(given)).json.backup).toBe(true);
        expect(await shown()).toEqual(kept);
      }
      const seen = [one, [one, two], [two, one], null, two, null, one, null, one, null];
      expect(await logged()).toEqual(seen);
    });

    test('are saved by a form with brackets', async () => {
      const [one, two] = [await uploaded(), await uploaded()];
      const body = (fields: string) => `attempt=${begun.attempt}&validation_token=${begun.token}&${fields}`;
      for (const [fields, kept] of [
        [`${field}[]=${one}&${field}[]=${two}`, [one, two]],
        [`${field}=${two}`, two],
        [`${field}[]=`, null],
      ] as const) {
        await server.call('PUT', `${page()}/backup`, {
          token: student.token,
          body: body(fields),
          headers: form,
        });
        expect(await shown()).toEqual(kept);
      }
    });

    test('are passed over by the form when they are not the attempt’s own, or none at all', async () => {
      const { otherStudent } = course.people;
      await taking.begin(quizId, otherStudent);
      const foreign = await uploaded(otherStudent);
      const own = await uploaded();
      const { json: pending } = await files.announce(quizId, student, { name: 'pending' });
      expect(pending.file_param).toBe('file');
      const unknown = String(Number(own) + 1);
      await save([own]);
      const before = (await logged()).length;
      for (const given of [
        [foreign],
        [unknown],
        foreign,
        ['0'],
        ['-1'],
        ['x'],
        ['1e3'],
        [1.5],
        ['99999999999999999999'],
        [[own]],
        { 0: own },
        [{ id: own }],
        true,
        'a.txt',
      ]) {
        const reply = await save(given);
        expect([reply.status, reply.json.backup]).toEqual([200, true]);
        expect(await shown()).toBe(own);
      }
      expect((await logged()).length).toBe(before);
      await save([foreign, own, unknown]);
      expect(await shown()).toBe(own);
      const flagged = { ...claim(), [field]: [foreign], [`${field}_marked`]: '1' };
      await server.call('PUT', `${page()}/backup`, { token: student.token, body: flagged });
      const { json } = await server.call('GET', `/api/v1/quiz_submissions/${begun.id}/questions`, {
        token: student.token,
      });
      const [question] = json.quiz_submission_questions;
      expect([question.answer, question.flagged]).toEqual([own, true]);
    });

    test('are answered through the API too, which says what is wrong', async () => {
      const [one, two] = [await uploaded(), await uploaded()];
      const answered = async (given: unknown) =>
        taking.answer(begun, student, { [uploadQuestion.id]: given });
      for (const [given, kept] of [
        [
          [one, two],
          [one, two],
        ],
        [one, one],
        [[''], null],
        [[Number(two)], two],
        [[], null],
      ] as const) {
        const { status, json } = await answered(given);
        expect([status, json.quiz_submission_questions?.[0].answer]).toEqual([200, kept]);
      }
      const unknown = String(Number(two) + 1_000_000);
      const declined = (message: string) => [400, { status: 'bad_request', message }];
      expect(answer(await answered([one, unknown]))).toEqual(declined(`Unknown attachment '${unknown}'`));
      expect(answer(await answered(['x']))).toEqual(declined('answer[0] must be of type Integer'));
      expect(answer(await answered([one, { id: 1 }]))).toEqual(declined('answer[1] must be of type Integer'));
      expect(answer(await answered('a.txt'))).toEqual(declined('answer must be of type Integer'));
      expect(answer(await answered({ id: one }))).toEqual(declined('answer must be of type Integer'));
      expect(answer(await answered(-5))).toEqual(declined('answer must be of type Integer'));
      expect(await shown()).toBeNull();
    });

    test('are handed in, wait for a person, and cannot be used in the next attempt', async () => {
      const [one, two] = [await uploaded(), await uploaded()];
      const response = await fetch(`${server.url}${page()}`, {
        method: 'POST',
        redirect: 'manual',
        headers: { Authorization: `Bearer ${student.token}`, 'Content-Type': 'application/json' },
        body: JSON.stringify({ ...claim(), [field]: [one, two] }),
      });
      expect(response.status).toBe(302);
      expect((await taking.shown(quizId, begun.id)).workflow_state).toBe('pending_review');
      expect(await logged()).toEqual(expect.arrayContaining([[one, two]]));
      const path = `/api/v1/courses/${course.courseId}/quizzes/${quizId}/questions`;
      const { json } = await server.call(
        'GET',
        `${path}?quiz_submission_id=${begun.id}&quiz_submission_attempt=1`,
      );
      expect(json.map(({ id }: { id: number }) => id)).toContain(uploadQuestion.id);
      expect((await server.call('GET', `/api/v1/files/${one}`, { token: student.token })).status).toBe(200);

      begun = await taking.begin(quizId, student);
      expect(begun.attempt).toBe(2);
      await save([one]);
      expect(await shown()).toBeNull();
      const three = await uploaded();
      await save([one, three]);
      expect(await shown()).toBe(three);
    });
  });
});
