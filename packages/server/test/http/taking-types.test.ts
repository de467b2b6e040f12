// A question of every type on its page: as it is shown, as it is saved from the form and shown again, and what came of it.
// The forms of answers are those of the quiz reference §1.7, the names of fields those of §1.8 and §2.5.

import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ResultQuestion, Results, TakenQuestion, Taking } from '../../../web/src/api/taking.ts';
import { authoredQuestions } from '../support/authored-questions.ts';
import { type CourseFixture, courseFixture } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { type PageTaking, pageTaking } from '../support/page-taking.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

interface Authored {
  id: number;
  answers: { id: number; match_id?: number }[];
  matches: { text: string; match_id: number }[];
}

const field = (id: number, blank: string) =>
  `question_${id}_${createHash('md5').update(`dropdown,${blank},instructure-key`).digest('hex')}`;

eachDatabase((database) => {
  let course: CourseFixture;
  let server: TestServer;
  let page: PageTaking;
  let quizId = 0;
  const authored: Record<string, Authored> = {};

  beforeAll(async () => {
    course = await courseFixture(database);
    server = await startTestServer(database, { databaseUrl: course.databaseUrl });
    page = pageTaking(server, course.courseId);
    const quizzes = `/api/v1/courses/${course.courseId}/quizzes`;
    const { json: quiz } = await server.call('POST', quizzes, { body: { quiz: { title: 'All' } } });
    quizId = quiz.id;
    for (const [name, question] of Object.entries(authoredQuestions)) {
      const points = name === 'text' ? {} : { points_possible: 2 };
      const { json } = await server.call('POST', `${quizzes}/${quizId}/questions`, {
        body: { question: { question_text: `<p>${name}</p>`, ...points, ...comments, ...question } },
      });
      authored[name] = json;
    }
    await server.call('PUT', `${quizzes}/${quizId}`, { body: { quiz: { published: true } } });
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const comments = { neutral_comments: 'noted', correct_comments: 'well done', incorrect_comments: 'a < b' };
  const of = (name: string): Authored => authored[name] ?? { id: 0, answers: [], matches: [] };
  const answerId = (name: string, at: number): number => of(name).answers[at]?.id ?? 0;
  const matchId = (text: string): number =>
    of('matching').matches.find((match) => match.text === text)?.match_id ?? 0;
  const shownOf = (questions: readonly TakenQuestion[], name: string) => {
    const found = questions.find(({ id }) => id === of(name).id);
    if (found === undefined) throw new Error(`${name} is not shown`);
    return found;
  };
  const choices = (name: string, texts: string[]) =>
    texts.map((text, at) => ({ id: answerId(name, at), text, html: '', blank_id: null }));

  /** What a page is told of the question besides the answer, by its type. */
  const golden = (): Record<string, Partial<TakenQuestion>> => ({
    mc: { question_type: 'multiple_choice_question', answers: choices('mc', ['no', 'yes']) },
    tf: { question_type: 'true_false_question', answers: choices('tf', ['True', 'False']) },
    missing: {
      question_type: 'multiple_choice_question',
      question_text: '<p>missing</p> _____ is green',
      answers: choices('missing', ['grass', 'snow']),
    },
    several: {
      question_type: 'multiple_answers_question',
      answers: choices('several', ['a', 'b', 'c', 'd']),
    },
    short: { question_type: 'short_answer_question' },
    blanks: {
      question_type: 'fill_in_multiple_blanks_question',
      question_text: 'A [leaf] and the [sky]',
      blanks: ['leaf', 'sky'].map((name) => ({ name, field: field(of('blanks').id, name) })),
    },
    dropdowns: {
      question_type: 'multiple_dropdowns_question',
      question_text: 'A [leaf] and the [sky]',
      answers: [
        { id: answerId('dropdowns', 0), text: 'green', html: '', blank_id: 'leaf' },
        { id: answerId('dropdowns', 1), text: 'grey', html: '', blank_id: 'leaf' },
        { id: answerId('dropdowns', 2), text: 'blue', html: '', blank_id: 'sky' },
      ],
      blanks: ['leaf', 'sky'].map((name) => ({ name, field: field(of('dropdowns').id, name) })),
    },
    matching: {
      question_type: 'matching_question',
      answers: choices('matching', ['barks', 'mews']),
      matches: expect.arrayContaining(
        ['dog', 'cat', 'whale', 'snail'].map((text) => ({ match_id: matchId(text), text })),
      ),
    },
    numerical: { question_type: 'numerical_question' },
    calculated: { question_type: 'calculated_question', question_text: '2 and 3.5 are' },
    essay: { question_type: 'essay_question' },
    file: { question_type: 'file_upload_question' },
    text: { question_type: 'text_only_question', question_text: 'Read this.' },
  });

  /** What the page sends, and the answer as the server says it then. */
  const put = (): Record<string, [fields: object, answer: unknown]> => {
    const whole = (name: string, value: unknown): object => ({ [`question_${of(name).id}`]: value });
    const part = (name: string, at: number) => `question_${of(name).id}_answer_${answerId(name, at)}`;
    return {
      mc: [whole('mc', String(answerId('mc', 1))), String(answerId('mc', 1))],
      tf: [whole('tf', String(answerId('tf', 1))), String(answerId('tf', 1))],
      missing: [whole('missing', String(answerId('missing', 0))), String(answerId('missing', 0))],
      several: [
        { [part('several', 0)]: '1', [part('several', 1)]: '0', [part('several', 3)]: '1' },
        [String(answerId('several', 0)), String(answerId('several', 3))],
      ],
      short: [whole('short', 'Dna '), 'Dna '],
      blanks: [{ [field(of('blanks').id, 'leaf')]: 'Green' }, { leaf: 'Green', sky: null }],
      dropdowns: [
        { [field(of('dropdowns').id, 'leaf')]: String(answerId('dropdowns', 1)) },
        { leaf: String(answerId('dropdowns', 1)), sky: null },
      ],
      matching: [
        { [part('matching', 0)]: String(matchId('dog')), [part('matching', 1)]: String(matchId('whale')) },
        [
          { answer_id: String(answerId('matching', 0)), match_id: String(matchId('dog')) },
          { answer_id: String(answerId('matching', 1)), match_id: String(matchId('whale')) },
        ],
      ],
      numerical: [whole('numerical', '45.5'), 45.5],
      calculated: [whole('calculated', '7'), 7],
      essay: [whole('essay', '<p onclick="x()">On <b>cells</b></p>'), '<p>On <b>cells</b></p>'],
      file: [{}, null],
      text: [{}, null],
    };
  };

  /** What there is before anything was put down, where it is not null. */
  const empty = (): Record<string, unknown> => ({
    several: [],
    blanks: { leaf: null, sky: null },
    dropdowns: { leaf: null, sky: null },
    matching: [0, 1].map((at) => ({ answer_id: String(answerId('matching', at)), match_id: null })),
  });

  /** Verdict, points, what is said to the answer, what is right. */
  const came = (): Record<string, Pick<ResultQuestion, 'correct' | 'points' | 'correct_answers'>> => ({
    mc: { correct: 'true', points: 2, correct_answers: [String(answerId('mc', 1))] },
    tf: { correct: 'false', points: 0, correct_answers: [String(answerId('tf', 0))] },
    missing: { correct: 'true', points: 2, correct_answers: [String(answerId('missing', 0))] },
    several: {
      correct: 'false',
      points: 0,
      correct_answers: [[String(answerId('several', 0)), String(answerId('several', 2))]],
    },
    short: { correct: 'true', points: 2, correct_answers: ['DNA', 'RNA'] },
    blanks: { correct: 'partial', points: 1, correct_answers: [{ leaf: 'green', sky: 'blue' }] },
    dropdowns: {
      correct: 'false',
      points: 0,
      correct_answers: [{ leaf: String(answerId('dropdowns', 0)), sky: String(answerId('dropdowns', 2)) }],
    },
    matching: {
      correct: 'partial',
      points: 1,
      correct_answers: [
        [
          { answer_id: String(answerId('matching', 0)), match_id: String(matchId('dog')) },
          { answer_id: String(answerId('matching', 1)), match_id: String(matchId('cat')) },
        ],
      ],
    },
    numerical: {
      correct: 'true',
      points: 2,
      correct_answers: ['46 ± 10%', '-1.5 to 1.5', '1234 (2 significant digits)'],
    },
    calculated: { correct: 'false', points: 0, correct_answers: ['5.5 ± 0.5'] },
    essay: { correct: 'undefined', points: null, correct_answers: null },
    file: { correct: 'undefined', points: null, correct_answers: null },
    text: { correct: 'no_score', points: null, correct_answers: null },
  });

  const names = Object.keys(authoredQuestions);
  const numberOf = (name: string) => (name === 'text' ? null : names.indexOf(name) + 1);
  const unanswered = { answers: [], matches: [], blanks: [], files: [] };

  test('every type is shown whole, without what is right, and numbered in its order', async () => {
    const begun = await page.begin(quizId, course.people.student);
    const { attempt }: Taking = begun.json;
    expect(attempt?.shown.map(({ id }) => id)).toEqual(names.map((name) => of(name).id));
    for (const name of names) {
      expect(shownOf(attempt?.shown ?? [], name), name).toEqual({
        ...unanswered,
        id: of(name).id,
        question_text: `<p>${name}</p>`,
        ...golden()[name],
        answer: empty()[name] ?? null,
      });
    }
    expect(attempt?.questions.map(({ number }) => number)).toEqual(names.map(numberOf));
    expect(begun.text).not.toMatch(/weight|exact|margin|formula|variables|correct/);
  });

  test('what is put down is shown again, in full form, and counts as answered', async () => {
    const { student } = course.people;
    const fields = Object.assign({}, ...Object.values(put()).map(([sent]) => sent));
    const flag = { [`question_${of('tf').id}_marked`]: '1' };
    expect((await page.save(quizId, student, { ...fields, ...flag })).json).toMatchObject({ backup: true });
    const { attempt } = await page.taking(quizId, student);
    for (const name of names) {
      expect(shownOf(attempt?.shown ?? [], name).answer, name).toEqual(put()[name]?.[1]);
      expect(attempt?.questions.find(({ id }) => id === of(name).id)).toEqual({
        id: of(name).id,
        number: numberOf(name),
        question_type: golden()[name]?.question_type,
        points_possible: name === 'text' ? 0 : 2,
        answered: name !== 'text' && name !== 'file',
        flagged: name === 'tf',
        closed: false,
      });
    }
  });

  test('what came of it: verdict, points, what is right and what the question says', async () => {
    const { student } = course.people;
    const before = await page.taking(quizId, student);
    expect(await page.handIn(quizId, student)).toBe(302);
    const results: Results = (await page.results(quizId, student)).json;
    expect(results.attempt).toMatchObject({ attempt: 1, workflow_state: 'pending_review', score: 10 });
    expect(results.questions.map(({ id }) => id)).toEqual(names.map((name) => of(name).id));
    for (const name of names) {
      const question = results.questions.find(({ id }) => id === of(name).id);
      const verdict = came()[name];
      const said = {
        true: ['well done'],
        false: ['a &lt; b'],
        partial: ['a &lt; b'],
        undefined: [],
        no_score: [],
      };
      expect(question, name).toEqual({
        ...shownOf(before.attempt?.shown ?? [], name),
        number: numberOf(name),
        points_possible: name === 'text' ? 0 : 2,
        ...verdict,
        comment: null,
        feedback: [...said[verdict?.correct ?? 'no_score'], 'noted'],
      });
    }
  });
});
