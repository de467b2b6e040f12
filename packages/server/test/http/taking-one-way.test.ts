// Quizzes of single questions: one is shown at a time, and in those that cannot go back none before those ahead of it are
// final. A whole one is taken here. Ours; Canvas's API takes none of them (quiz reference §2.4, §2.6).

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Results, Taking } from '../../../web/src/api/taking.ts';
import { type CourseFixture, courseFixture } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { answer } from '../support/first-attempt.ts';
import { frozenQuestion } from '../support/frozen-question.ts';
import { type PageTaking, pageTaking } from '../support/page-taking.ts';
import { notFoundBody } from '../support/refusal-bodies.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { choiceQuestion, insertTakenQuiz, numericalQuestion, shortQuestion } from '../support/taken-quiz.ts';

const spacer = frozenQuestion('text_only_question', [], { id: 109, points_possible: 0 });
const questions = [spacer, choiceQuestion, shortQuestion, numericalQuestion];
const [text, mc, sa, num] = [spacer.id, choiceQuestion.id, shortQuestion.id, numericalQuestion.id];

const single = { oneQuestionAtATime: 1 } as const;
const oneWay = { ...single, cantGoBack: 1 } as const;
const kinds = { single, 'one way': oneWay, 'handed in': oneWay, closed: oneWay };

eachDatabase((database) => {
  let course: CourseFixture;
  let server: TestServer;
  let page: PageTaking;
  const quizzes: Record<string, number> = {};

  beforeAll(async () => {
    course = await courseFixture(database, {
      async more(query, fixture) {
        for (const [name, quiz] of Object.entries(kinds))
          quizzes[name] = (await insertTakenQuiz(query, fixture, quiz, questions)).quizId;
      },
    });
    server = await startTestServer(database, { databaseUrl: course.databaseUrl });
    page = pageTaking(server, course.courseId);
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const quizOf = (name: string): number => quizzes[name] ?? 0;
  const student = () => course.people.student;
  const shownIds = ({ attempt }: Taking) => attempt?.shown.map(({ id }) => id);
  const taking = (name: string, query?: string) => page.taking(quizOf(name), student(), query);
  const save = (name: string, fields: object) => page.save(quizOf(name), student(), fields);
  const closedIds = ({ attempt }: Taking) =>
    attempt?.questions.filter(({ closed }) => closed).map(({ id }) => id);

  describe('one at a time', () => {
    test('the one asked for is shown, at first the first, and the states of all', async () => {
      const begun: Taking = (await page.begin(quizOf('single'), student())).json;
      expect(shownIds(begun)).toEqual([text]);
      expect(begun.attempt?.questions.map(({ id, number }) => [id, number])).toEqual([
        [text, null],
        [mc, 1],
        [sa, 2],
        [num, 3],
      ]);
      for (const id of [num, mc, sa]) {
        expect(shownIds(await taking('single', `?question=${id}`)), String(id)).toEqual([id]);
      }
    });

    test('the contents of the others are not sent', async () => {
      const reply = await page.show(quizOf('single'), student(), `?question=${num}`);
      expect(reply.text).not.toContain('Mitochondrion');
      expect((await page.show(quizOf('single'), student(), `?question=${mc}`)).text).toContain(
        'Mitochondrion',
      );
    });

    test('a mark of having read it closes nothing', async () => {
      await save('single', { [`question_${mc}`]: '11', [`_question_${mc}_read`]: '1' });
      const again = await taking('single', `?question=${mc}`);
      expect(again.attempt?.shown).toMatchObject([{ id: mc, answer: '11' }]);
      expect(closedIds(again)).toEqual([]);
    });

    test.each(['0', '999', '', 'abc', '-1', '9'.repeat(30)])('there is no question %j', async (id) => {
      const reply = await page.show(quizOf('single'), student(), `?question=${id}`);
      expect(answer(reply)).toEqual([404, notFoundBody]);
    });

    test('what is no single text is malformed', async () => {
      expect((await page.show(quizOf('single'), student(), '?question[]=1')).status).toBe(400);
    });
  });

  describe('without a way back', () => {
    test('the API begins none', async () => {
      const path = `/api/v1/courses/${course.courseId}/quizzes/${quizOf('one way')}/submissions`;
      const reply = await server.call('POST', path, { token: student().token, body: {} });
      expect(answer(reply)).toEqual([
        501,
        { status: 'not_implemented', message: 'that type of quizzes is not supported yet' },
      ]);
    });

    test('a whole quiz: each question once, in order, whatever is asked for, its answer final', async () => {
      const begun: Taking = (await page.begin(quizOf('one way'), student())).json;
      expect(begun.quiz).toMatchObject({ one_question_at_a_time: true, cant_go_back: true });
      expect(shownIds(begun)).toEqual([text]);

      // Nobody jumps ahead, and a reload shows the same.
      expect(shownIds(await taking('one way', `?question=${num}`))).toEqual([text]);
      await save('one way', { [`_question_${text}_read`]: '1' });
      expect(shownIds(await taking('one way'))).toEqual([mc]);
      await save('one way', { [`question_${mc}`]: '12' });
      expect((await taking('one way')).attempt?.shown).toMatchObject([{ id: mc, answer: '12' }]);

      // The last answer and leaving it behind go together.
      await save('one way', { [`question_${mc}`]: '11', [`_question_${mc}_read`]: '1' });
      const next = await taking('one way', `?question=${mc}`);
      expect(shownIds(next)).toEqual([sa]);
      expect(closedIds(next)).toEqual([text, mc]);
      expect((await page.show(quizOf('one way'), student(), `?question=${mc}`)).text).not.toContain(
        'Mitochondrion',
      );

      // What comes for a closed question does not count, nor opens it again.
      await save('one way', { [`question_${mc}`]: '12', [`_question_${mc}_read`]: '0' });
      // Left without an answer.
      await save('one way', { [`_question_${sa}_read`]: '1' });
      expect(shownIds(await taking('one way'))).toEqual([num]);
      await save('one way', { [`question_${num}`]: '46', [`_question_${num}_read`]: '1' });

      // All are closed: nothing is left but to hand in.
      const last = await taking('one way');
      expect(last).toMatchObject({ state: 'running', attempt: { shown: [] } });
      expect(closedIds(last)).toEqual([text, mc, sa, num]);
      await page.handIn(quizOf('one way'), student(), { [`question_${sa}`]: 'dna' });

      const results: Results = (await page.results(quizOf('one way'), student())).json;
      expect(results.attempt).toMatchObject({ score: 4 });
      expect(results.questions.map(({ id, correct, answer: given }) => [id, correct, given])).toEqual([
        [text, 'no_score', null],
        [mc, 'true', '11'],
        [sa, 'false', null],
        [num, 'true', 46],
      ]);
    });

    test('the API answers, flags and lists nothing of it', async () => {
      const begun: Taking = (await page.begin(quizOf('closed'), student())).json;
      const { quiz_submission_id: id, attempt, validation_token } = begun.attempt ?? {};
      const questionsPath = `/api/v1/quiz_submissions/${id}/questions`;
      const body = { attempt, validation_token, quiz_questions: [{ id: num, answer: 46 }] };
      const { token } = student();
      expect((await server.call('POST', questionsPath, { token, body })).status).toBe(501);
      expect((await server.call('PUT', `${questionsPath}/${num}/flag`, { token, body })).status).toBe(501);
      expect((await server.call('GET', questionsPath, { token })).status).toBe(401);
      expect(closedIds(await taking('closed'))).toEqual([]);
    });

    test('handing in early grades what was reached', async () => {
      await page.begin(quizOf('handed in'), student());
      await page.handIn(quizOf('handed in'), student(), { [`question_${mc}`]: '11' });
      expect((await page.results(quizOf('handed in'), student())).json.attempt).toMatchObject({ score: 2 });
    });
  });
});
