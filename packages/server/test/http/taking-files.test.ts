// Uploaded files on the pages of a quiz: with the answer that names them, while it runs and after.

import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Results } from '../../../web/src/api/taking.ts';
import { type CourseFixture, courseFixture } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { type Uploading, uploading, uploadQuestion, uploadQuestions } from '../support/file-upload.ts';
import { type PageTaking, pageTaking } from '../support/page-taking.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { insertTakenQuiz } from '../support/taken-quiz.ts';

eachDatabase((database) => {
  let course: CourseFixture;
  let server: TestServer;
  let page: PageTaking;
  let files: Uploading;
  let quizId: number;

  beforeAll(async () => {
    course = await courseFixture(database, {
      async more(query, fixture) {
        quizId = (await insertTakenQuiz(query, fixture, { allowedAttempts: 2 }, uploadQuestions)).quizId;
      },
    });
    server = await startTestServer(database, { databaseUrl: course.databaseUrl });
    page = pageTaking(server, course.courseId);
    files = uploading(server, course.courseId);
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const { id } = uploadQuestion;
  const shown = async () => {
    const { attempt } = await page.taking(quizId, course.people.student);
    const { answer, files: listed } = attempt?.shown.find((question) => question.id === id) ?? {};
    return { answer, files: listed };
  };

  test('files are listed once the answer names them, in its order, and stay with their attempt', async () => {
    const { student } = course.people;
    await page.begin(quizId, student);
    const a = await files.upload(quizId, student, 'a.txt', new Uint8Array(3));
    const b = await files.upload(quizId, student, 'b.txt', new Uint8Array(5));
    const listed = {
      a: { id: a.id, display_name: 'a.txt', size: 3, url: `/files/${a.id}/download` },
      b: { id: b.id, display_name: 'b.txt', size: 5, url: `/files/${b.id}/download` },
    };
    expect(await shown()).toEqual({ answer: null, files: [] });
    await page.save(quizId, student, { [`question_${id}`]: [String(a.id)] });
    expect(await shown()).toMatchObject({ files: [listed.a] });
    await page.save(quizId, student, { [`question_${id}`]: [String(b.id), String(a.id)] });
    expect(await shown()).toEqual({ answer: [String(b.id), String(a.id)], files: [listed.b, listed.a] });

    await page.handIn(quizId, student);
    await page.begin(quizId, student);
    expect(await shown()).toEqual({ answer: null, files: [] });
    const { questions }: Results = (await page.results(quizId, student)).json;
    expect(questions.find((question) => question.id === id)).toMatchObject({
      answer: [String(b.id), String(a.id)],
      files: [listed.b, listed.a],
      correct: 'undefined',
    });
  });

  test('the address of a file is where it is', async () => {
    const { student } = course.people;
    const file = await files.upload(quizId, student, 'c.txt', new TextEncoder().encode('content'));
    await page.save(quizId, student, { [`question_${id}`]: [String(file.id)] });
    const { files: listed } = await shown();
    const reply = await server.call('GET', listed?.[0]?.url ?? '', { token: student.token });
    expect([reply.status, reply.text]).toEqual([200, 'content']);
  });
});
