// Questions of every type, written and answered as the Python client `canvasapi` does it, in forms whose leaves are texts:
// lists and dicts of answers, blanks by name, pairs in lists in lists. Source: core reference §15.1 and §22.10, quiz
// reference §2.5 and §3.1.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { authoredQuestions } from '../support/authored-questions.ts';
import { type CanvasapiClient, canvasapiClient, type Kwarg } from '../support/canvasapi-client.ts';
import { courseFixture } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { type Reply, startTestServer, type TestServer } from '../support/server.ts';

type Json = Reply['json'];

eachDatabase((database) => {
  let server: TestServer;
  let quiz: string;
  let teacher: CanvasapiClient;
  let takers: Record<'first' | 'second', CanvasapiClient>;
  /** As the author sees them. */
  const questions: Record<string, Json> = {};

  beforeAll(async () => {
    const { databaseUrl, courseId, people } = await courseFixture(database);
    server = await startTestServer(database, { databaseUrl });
    const clientOf = ({ token }: { token: string }) => canvasapiClient(server.url, token);
    teacher = clientOf(people.teacher);
    takers = { first: clientOf(people.student), second: clientOf(people.otherStudent) };
    const { json } = await teacher.request('POST', `courses/${courseId}/quizzes`, {
      quiz: { title: 'All types', allowed_attempts: -1 },
    });
    quiz = `courses/${courseId}/quizzes/${json.id}`;
    for (const [name, question] of Object.entries(authoredQuestions)) {
      const made = await teacher.request('POST', `${quiz}/questions`, {
        question: { question_name: name, points_possible: 4, ...question },
      });
      expect([name, made.status]).toEqual([name, 200]);
      questions[name] = made.json;
    }
    const published = await teacher.request('PUT', quiz, { quiz: { published: true } });
    expect(published.json).toMatchObject({ question_count: 12, points_possible: 48 });
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const idOf = (name: string): number => questions[name].id;

  function answerId(name: string, text: string): number {
    return questions[name].answers.find((answer: Json) => answer.text === text).id;
  }

  function matchId(text: string): number {
    return questions.matching.matches.find((match: Json) => match.text === text).match_id;
  }

  /** A new attempt; what it returns answers questions of it, by their short names. */
  async function begin(taker: CanvasapiClient) {
    const { json } = await taker.request('POST', `${quiz}/submissions`);
    const { id, validation_token, attempt } = json.quiz_submissions[0];
    return {
      id,
      answer: (answers: Record<string, Kwarg>) =>
        taker.request('POST', `quiz_submissions/${id}/questions`, {
          quiz_questions: Object.entries(answers).map(([name, answer]) => ({ id: idOf(name), answer })),
          validation_token,
          attempt,
        }),
      async complete(): Promise<Json> {
        const path = `${quiz}/submissions/${id}/complete`;
        const completed = await taker.request('POST', path, { validation_token, attempt });
        expect(completed.status).toBe(200);
        return completed.json.quiz_submissions[0];
      },
      /** By their short names, what became of the answers. */
      async verdicts(): Promise<Record<string, unknown>> {
        const shown = await teacher.request('GET', `quiz_submissions/${id}/questions`);
        const verdicts = new Map(
          shown.json.quiz_submission_questions.map((one: Json) => [one.id, one.correct]),
        );
        return Object.fromEntries(Object.keys(questions).map((name) => [name, verdicts.get(idOf(name))]));
      },
    };
  }

  test('what is written in a form is what is kept', () => {
    const texts = (name: string) => questions[name].answers.map((each: Json) => [each.text, each.weight]);
    expect(texts('mc')).toEqual([
      ['no', 0],
      ['yes', 100],
    ]);
    expect(texts('short')).toEqual([
      ['DNA', 100],
      ['RNA', 100],
    ]);
    expect(questions.dropdowns.answers).toMatchObject([
      { text: 'green', weight: 100, blank_id: 'leaf' },
      { text: 'grey', weight: 0, blank_id: 'leaf' },
      { text: 'blue', weight: 100, blank_id: 'sky' },
    ]);
    expect(questions.matching.matches.map((match: Json) => match.text)).toEqual([
      'dog',
      'cat',
      'whale',
      'snail',
    ]);
    expect(questions.matching.answers).toMatchObject([
      { left: 'barks', right: 'dog', match_id: matchId('dog') },
      { left: 'mews', right: 'cat', match_id: matchId('cat') },
    ]);
    expect(questions.numerical.answers).toMatchObject([
      { numerical_answer_type: 'exact_answer', exact: 46, margin: '10%' },
      { numerical_answer_type: 'range_answer', start: -1.5, end: 1.5 },
      { numerical_answer_type: 'precision_answer', approximate: 1234, precision: 2 },
    ]);
    expect(questions.calculated).toMatchObject({
      variables: [
        { name: 'x', min: 1, max: 9, scale: 0 },
        { name: 'y', min: 1, max: 9, scale: 1 },
      ],
      formulas: [{ formula: 'x + y' }],
      answer_tolerance: 0.5,
      formula_decimal_places: 1,
      answers: [
        {
          answer: 5.5,
          variables: [
            { name: 'x', value: '2' },
            { name: 'y', value: '3.5' },
          ],
        },
      ],
    });
    for (const name of ['essay', 'file', 'text']) expect(questions[name].answers).toEqual([]);
  });

  test('an edit replaces the answers; those that name their id keep it', async () => {
    const before = questions.missing.answers;
    const { status, json } = await teacher.request('PUT', `${quiz}/questions/${idOf('missing')}`, {
      question: {
        answers: [
          { id: before[0].id, answer_text: 'grass', answer_weight: 100 },
          { id: before[1].id, answer_text: 'snow', answer_weight: 0 },
        ],
      },
    });
    expect([status, json.answers, json.question_type]).toEqual([200, before, 'missing_word_question']);
  });

  test('every type is answered rightly in one form', async () => {
    const attempt = await begin(takers.first);
    const { status, json } = await attempt.answer({
      mc: answerId('mc', 'yes'),
      tf: answerId('tf', 'True'),
      missing: answerId('missing', 'grass'),
      several: [answerId('several', 'c'), answerId('several', 'a')],
      short: ' Rna',
      blanks: { leaf: 'GREEN', sky: 'blue ' },
      dropdowns: { leaf: answerId('dropdowns', 'green'), sky: answerId('dropdowns', 'blue') },
      matching: [
        { answer_id: answerId('matching', 'mews'), match_id: matchId('cat') },
        { answer_id: answerId('matching', 'barks'), match_id: matchId('dog') },
      ],
      numerical: 42.5,
      calculated: '5.25',
      essay: '1 & 1',
      text: 'nothing to say',
    });
    expect(status).toBe(200);
    const given = new Map(json.quiz_submission_questions.map(({ id, answer }: Json) => [id, answer]));
    const saved = Object.fromEntries(Object.keys(questions).map((name) => [name, given.get(idOf(name))]));
    expect(saved).toEqual({
      mc: String(answerId('mc', 'yes')),
      tf: String(answerId('tf', 'True')),
      missing: String(answerId('missing', 'grass')),
      several: [String(answerId('several', 'a')), String(answerId('several', 'c'))],
      short: 'rna',
      blanks: { leaf: 'green', sky: 'blue' },
      dropdowns: {
        leaf: String(answerId('dropdowns', 'green')),
        sky: String(answerId('dropdowns', 'blue')),
      },
      matching: [
        { answer_id: String(answerId('matching', 'barks')), match_id: String(matchId('dog')) },
        { answer_id: String(answerId('matching', 'mews')), match_id: String(matchId('cat')) },
      ],
      numerical: 42.5,
      calculated: 5.25,
      essay: '1 &amp; 1',
      file: undefined,
      text: null,
    });
    expect(await attempt.complete()).toMatchObject({ workflow_state: 'pending_review', score: 40 });
    expect(await attempt.verdicts()).toMatchObject({
      mc: true,
      tf: true,
      missing: true,
      several: true,
      short: true,
      blanks: true,
      dropdowns: true,
      matching: true,
      numerical: true,
      calculated: true,
      essay: 'undefined',
      file: 'undefined',
      text: 'no_score',
    });
  });

  test('parts of answers count as parts, and later ones are laid over them', async () => {
    const attempt = await begin(takers.second);
    await attempt.answer({
      mc: answerId('mc', 'no'),
      several: ['a', 'b', 'c'].map((text) => answerId('several', text)),
      short: 'dna or rna',
      blanks: { leaf: 'red' },
      dropdowns: { leaf: answerId('dropdowns', 'grey') },
      matching: [{ answer_id: answerId('matching', 'barks'), match_id: matchId('whale') }],
      numerical: 2,
      calculated: 6.1,
    });
    const { json } = await attempt.answer({
      blanks: { sky: 'blue' },
      dropdowns: { sky: answerId('dropdowns', 'blue') },
      matching: [{ answer_id: answerId('matching', 'mews'), match_id: matchId('cat') }],
    });
    expect(json.quiz_submission_questions.map(({ answer }: Json) => answer)).toEqual([
      { leaf: 'red', sky: 'blue' },
      { leaf: String(answerId('dropdowns', 'grey')), sky: String(answerId('dropdowns', 'blue')) },
      [
        { answer_id: String(answerId('matching', 'barks')), match_id: String(matchId('whale')) },
        { answer_id: String(answerId('matching', 'mews')), match_id: String(matchId('cat')) },
      ],
    ]);
    // Half of the right choices are taken back by the wrong one; half of the blanks, dropdowns and pairs are right.
    expect(await attempt.complete()).toMatchObject({ workflow_state: 'pending_review', score: 8 });
    expect(await attempt.verdicts()).toMatchObject({
      mc: false,
      tf: false,
      several: 'partial',
      short: false,
      blanks: 'partial',
      dropdowns: 'partial',
      matching: 'partial',
      numerical: false,
      calculated: false,
    });
  });

  test('choices are taken back with an empty list, or with a list of nothing', async () => {
    const attempt = await begin(takers.first);
    for (const nothing of [[], ['']]) {
      await attempt.answer({ several: [answerId('several', 'a')] });
      const { status, json } = await attempt.answer({ several: nothing });
      expect([status, json.quiz_submission_questions[0].answer]).toEqual([200, []]);
    }
    await attempt.complete();
  });

  describe('an answer in the wrong form is declined, and nothing of the request is kept', () => {
    let attempt: Awaited<ReturnType<typeof begin>>;
    beforeAll(async () => {
      attempt = await begin(takers.second);
    });

    test.each<[string, Kwarg, string]>([
      ['mc', 'yes', 'answer must be of type Integer'],
      ['mc', ['1'], 'answer must be of type Integer'],
      ['mc', 0, "Unknown answer '0'"],
      ['tf', '', 'answer must be of type Integer'],
      ['missing', { a: 1 }, 'answer must be of type Integer'],
      ['several', 1, 'answer must be of type Array'],
      ['several', { 0: 1 }, 'answer must be of type Array'],
      ['several', ['a'], 'answer[0] must be of type Integer'],
      ['several', [0], "Unknown answer '0'"],
      ['short', ['DNA'], 'answer must be of type String'],
      ['short', { a: 'DNA' }, 'answer must be of type String'],
      ['essay', ['why'], 'answer must be of type String'],
      ['blanks', 'green', 'answer must be of type Hash'],
      ['blanks', ['green'], 'answer must be of type Hash'],
      ['blanks', { root: 'brown' }, "Unknown blank 'root'"],
      ['blanks', { leaf: ['green'] }, 'leaf.answer must be of type String'],
      ['dropdowns', 'green', 'answer must be of type Hash'],
      ['dropdowns', { root: 1 }, "Unknown blank 'root'"],
      ['dropdowns', { leaf: 0 }, "Unknown answer '0'"],
      ['matching', 'dog', 'answer must be of type Array'],
      ['matching', { 0: { answer_id: 1, match_id: 1 } }, 'answer must be of type Array'],
      ['matching', [1], 'answer[0] must be of type Hash'],
      ['matching', [{ answer_id: 1 }], 'Matching pair is missing parameter "match_id"'],
      ['matching', [{ match_id: 1 }], 'Matching pair is missing parameter "answer_id"'],
      ['matching', [{ answer_id: 'x', match_id: 1 }], 'answer_id must be of type Integer'],
      ['numerical', 'many', 'Parameter must be a valid decimal.'],
      ['numerical', ['1'], 'Parameter must be a valid decimal.'],
      ['calculated', { a: 1 }, 'Parameter must be a valid decimal.'],
      ['file', 1, "Unknown attachment '1'"],
    ])('%s: %j', async (name, answer, message) => {
      const { status, json } = await attempt.answer({ tf: answerId('tf', 'True'), [name]: answer });
      expect([status, json]).toEqual([400, { status: 'bad_request', message }]);
      const shown = await takers.second.request('GET', `quiz_submissions/${attempt.id}/questions`);
      const answers = shown.json.quiz_submission_questions.map((question: Json) => question.answer);
      expect(answers.flat().filter((each: Json) => typeof each === 'string')).toEqual([]);
    });
  });
});
