// A whole attempt as standard Caliper: what a receiver gets, in order, every envelope strictly valid. Source: Caliper
// reference §5, §12.

import { validate } from '@quizwire/caliper';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { QuestionAnswer, QuestionType } from '../../src/model/question-data.ts';
import { type CourseFixture, courseFixture } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { frozenQuestion } from '../support/frozen-question.ts';
import { type Begun, type QuizTaking, quizTaking } from '../support/quiz-taking.ts';
import { type Reply, startTestServer, type TestServer, testStartMs } from '../support/server.ts';
import { insertTakenQuiz } from '../support/taken-quiz.ts';

type Json = Reply['json'];

const choices = [
  { id: 11, weight: 100, text: 'Mitochondrion' },
  { id: 12, weight: 0, text: 'Nucleus' },
];
const truth = [
  { id: 21, weight: 100, text: 'True' },
  { id: 22, weight: 0, text: 'False' },
];
const colours = [
  { id: 31, weight: 100, text: 'green', blank_id: 'leaf' },
  { id: 32, weight: 0, text: 'grey', blank_id: 'leaf' },
  { id: 33, weight: 100, text: 'blue', blank_id: 'sky' },
];
const sounds = [
  { id: 41, weight: 100, text: 'barks', left: 'barks', right: 'dog', match_id: 401 },
  { id: 42, weight: 100, text: 'mews', left: 'mews', right: 'cat', match_id: 402 },
];
const matches = [
  { text: 'dog', match_id: 401 },
  { text: 'cat', match_id: 402 },
];

const questions = (
  [
    [101, 'multiple_choice_question', choices],
    [102, 'true_false_question', truth],
    [103, 'missing_word_question', choices],
    [104, 'multiple_answers_question', choices],
    [105, 'short_answer_question', [{ id: 51, weight: 100, text: 'DNA' }]],
    [106, 'fill_in_multiple_blanks_question', colours],
    [107, 'multiple_dropdowns_question', colours],
    [108, 'matching_question', sounds],
    [109, 'numerical_question', [{ id: 61, weight: 100, numerical_answer_type: 'exact_answer', exact: 46 }]],
    [110, 'essay_question', []],
    [111, 'text_only_question', []],
  ] as [number, QuestionType, QuestionAnswer[]][]
).map(([id, type, answers]) =>
  frozenQuestion(type, answers, {
    id,
    points_possible: 2,
    ...(type === 'matching_question' ? { matches } : {}),
  }),
);

eachDatabase((database) => {
  describe('a whole attempt', () => {
    let course: CourseFixture;
    let server: TestServer;
    let taking: QuizTaking;
    let quizId = 0;
    let begun: Begun;
    let cursor = '0';

    beforeAll(async () => {
      course = await courseFixture(database, {
        async more(query, fixture) {
          ({ quizId } = await insertTakenQuiz(query, fixture, { allowedAttempts: -1 }, questions));
        },
      });
      const { databaseUrl } = course;
      server = await startTestServer(database, { databaseUrl, announcesQuizEvents: true });
      taking = quizTaking(server, course.courseId);
      await told();
      begun = await taking.begin(quizId, course.people.student);
    });
    afterAll(() => server[Symbol.asyncDispose]());

    /** What is new on the feed, in order; every envelope is valid. */
    async function told(): Promise<Json[]> {
      // Once to announce it, once more so that it is in the feed.
      await server.upkeep();
      await server.upkeep();
      const { json } = await server.call(
        'GET',
        `/api/v1/live_events?after=${cursor}&format=caliper&limit=1000`,
      );
      cursor = json.next_cursor;
      for (const { message } of json.live_events) {
        // JSON.stringify writes 2.0 as 2, as the official JSON Schema allows.
        const { isValid, faults } = validate(message, { mode: 'strict' });
        expect(faults.filter(({ rule }) => rule !== 'decimal-form')).toEqual([]);
        expect(isValid).toBe(true);
      }
      return json.live_events.flatMap(({ message }: Json) => message.data);
    }

    /** Reports events as Canvas's page does, and what came of them. */
    async function report(...events: [type: string, data?: unknown, time?: string][]): Promise<Json[]> {
      const path = taking.path(quizId, `/submissions/${begun.id}/events`);
      const reported = events.map(([event_type, event_data, client_timestamp]) => ({
        event_type,
        event_data,
        client_timestamp,
      }));
      const body = { quiz_submission_events: reported };
      const { status } = await server.call('POST', path, { token: course.people.student.token, body });
      expect(status).toBe(204);
      return told();
    }

    async function answer(given: Record<number, unknown>): Promise<Json[]> {
      const reply = await taking.answer(begun, course.people.student, given);
      expect([reply.status, reply.text]).toEqual([200, expect.any(String)]);
      return told();
    }

    const base = () => `${server.url}/api/v1/courses/${course.courseId}`;
    const quizIri = () => `${base()}/quizzes/${quizId}`;
    const itemIri = (id: number) => `${quizIri()}/questions/${id}`;
    const attemptIri = () => `${quizIri()}/submissions/${begun.id}/attempts/${begun.attempt}`;
    const itemAttempt = (id: number) => `${attemptIri()}/questions/${id}`;
    const userIri = () => `${server.url}/api/v1/users/${course.people.student.id}`;

    /** Type, action and the end of the object's IRI. */
    const lines = (events: Json[]): string[] =>
      events.map(({ type, action, object }) => {
        const place = String(object.id ?? object)
          .split(/(?=\/quizzes\/)/)
          .at(-1);
        return `${type} ${action} ${place?.replace(`/quizzes/${quizId}`, 'quiz')}`;
      });

    test('it starts', async () => {
      const [started, ...more] = await told();
      expect(more).toEqual([]);
      expect(started).toEqual({
        '@context': 'http://purl.imsglobal.org/ctx/caliper/v1p1',
        type: 'AssessmentEvent',
        id: expect.stringMatching(/^urn:uuid:[0-9a-f-]{36}$/),
        eventTime: '2026-09-01T09:00:00.123Z',
        actor: { id: userIri(), type: 'Person' },
        action: 'Started',
        object: { id: quizIri(), type: 'Assessment', name: 'Cells', maxScore: 22 },
        generated: {
          id: attemptIri(),
          type: 'Attempt',
          assignee: userIri(),
          assignable: quizIri(),
          count: 1,
          startedAtTime: '2026-09-01T09:00:00.123Z',
        },
        edApp: { id: `${server.url}/`, type: 'SoftwareApplication' },
        group: { id: base(), type: 'CourseOffering' },
        membership: {
          id: `${base()}/users/${course.people.student.id}`,
          type: 'Membership',
          member: userIri(),
          organization: base(),
          roles: ['Learner'],
          status: 'Active',
        },
        extensions: {
          'com.quizwire': { event_name: 'quizwire.attempt_started', request_id: expect.any(String) },
        },
      });
    });

    test('its page is opened, left and come back to', async () => {
      const events = await report(
        ['session_started', { user_agent: 'Mozilla/5.0' }],
        ['page_blurred'],
        ['page_focused'],
      );
      expect(lines(events)).toEqual([
        'NavigationEvent NavigatedTo quiz',
        'Event Hid quiz',
        'Event Showed quiz',
      ]);
      expect(events.map(({ extensions }) => extensions['com.quizwire'].page)).toEqual([
        undefined,
        'blurred',
        'focused',
      ]);
    });

    test('questions come into sight: the first time each is started', async () => {
      server.clock.nowMs = testStartMs + 60_000;
      const first = await report(['question_viewed', ['101', '102', '111', '999'], '2026-09-01T09:00:30Z']);
      expect(lines(first)).toEqual([
        'NavigationEvent NavigatedTo quiz/questions/101',
        'AssessmentItemEvent Started quiz/questions/101',
        'ViewEvent Viewed quiz/questions/101',
        'AssessmentItemEvent Started quiz/questions/102',
        'ViewEvent Viewed quiz/questions/102',
      ]);
      expect(new Set(first.map(({ id }) => id)).size).toBe(5);
      expect(first.map(({ eventTime }) => eventTime)).toEqual(Array(5).fill('2026-09-01T09:00:30.000Z'));
      const [moved, started] = first;
      expect(moved).not.toHaveProperty('referrer');
      expect(started.generated).toEqual({
        id: itemAttempt(101),
        type: 'Attempt',
        assignee: userIri(),
        assignable: itemIri(101),
        count: 1,
        isPartOf: attemptIri(),
      });
      expect(started.object).toEqual({
        id: itemIri(101),
        type: 'AssessmentItem',
        isPartOf: quizIri(),
        maxScore: 2,
        extensions: { 'com.quizwire': { question_type: 'multiple_choice_question', position: 1 } },
      });
    });

    test('later views move from one question to the next and start nothing twice', async () => {
      const events = await report(
        ['question_viewed', ['101']],
        ['question_viewed', ['102']],
        ['question_viewed', [103]],
        ['question_viewed', { not: 'a list' }],
      );
      expect(lines(events)).toEqual([
        'ViewEvent Viewed quiz/questions/101',
        'NavigationEvent NavigatedTo quiz/questions/102',
        'ViewEvent Viewed quiz/questions/102',
        'NavigationEvent NavigatedTo quiz/questions/103',
        'AssessmentItemEvent Started quiz/questions/103',
        'ViewEvent Viewed quiz/questions/103',
      ]);
      expect(events.flatMap(({ referrer }) => referrer?.id ?? [])).toEqual([itemIri(101), itemIri(102)]);
    });

    test('a question is marked and unmarked, in every shape that clients send, once each', async () => {
      const events = await report(
        ['question_flagged', { questionId: '101', flagged: true }],
        ['question_flagged', { questionId: '101', flagged: true }],
        ['question_flagged', { question_id: 102, flagged: true }],
        ['question_flagged', { quiz_question_id: '101', flagged: false }],
        ['question_flagged', { questionId: '103', flagged: false }],
        ['question_flagged', { questionId: '999', flagged: true }],
      );
      expect(events.map(({ type, action }) => [type, action])).toEqual([
        ['AnnotationEvent', 'Bookmarked'],
        ['AnnotationEvent', 'Bookmarked'],
        ['Event', 'Removed'],
      ]);
      const [marked, , unmarked] = events;
      expect(marked.object.id).toBe(itemIri(101));
      expect(marked.generated).toEqual({
        id: expect.stringMatching(/\/attempts\/1\/questions\/101\/bookmarks\/\d+$/),
        type: 'BookmarkAnnotation',
        annotator: userIri(),
        annotated: itemIri(101),
      });
      expect(unmarked.object).toEqual(marked.generated);
    });

    test.each<[number, unknown, Record<string, unknown>]>([
      [101, 11, { type: 'MultipleChoiceResponse', value: '11' }],
      [102, 21, { type: 'TrueFalseResponse', value: 'true' }],
      [103, 12, { type: 'MultipleChoiceResponse', value: '12' }],
      [104, [11, 12], { type: 'MultipleResponseResponse', values: ['11', '12'] }],
      [105, ' DNA ', { type: 'FillinBlankResponse', values: ['dna'] }],
      [106, { sky: 'Blue' }, { type: 'FillinBlankResponse', values: ['', 'blue'] }],
      [107, { leaf: 32 }, { type: 'SelectTextResponse', values: ['grey', ''] }],
      [108, [{ answer_id: 42, match_id: 401 }], { type: 'SelectTextResponse', values: ['', 'dog'] }],
      [109, 46.5, { type: 'FillinBlankResponse', values: ['46.5'] }],
      [110, '<p>Well.</p>', { type: 'Response' }],
    ])('question %i is answered with %j', async (id, given, response) => {
      const events = await answer({ [id]: given });
      expect(lines(events)).toEqual([`AssessmentItemEvent Completed quiz/questions/${id}`]);
      expect(events[0].generated).toEqual({
        id: expect.stringMatching(new RegExp(`/attempts/1/questions/${id}/responses/\\d+$`)),
        attempt: {
          id: itemAttempt(id),
          type: 'Attempt',
          assignee: userIri(),
          assignable: itemIri(id),
          count: 1,
          isPartOf: attemptIri(),
        },
        extensions: { 'com.quizwire': expect.objectContaining({ answer: expect.anything() }) },
        ...response,
      });
      expect(await answer({ [id]: given })).toEqual([]);
    });

    test('an answer is changed, and taken back', async () => {
      const [changed] = await answer({ 105: 'rna' });
      expect(changed.generated.values).toEqual(['rna']);
      const cleared = await answer({ 105: '', 104: [] });
      expect(lines(cleared)).toEqual([
        'AssessmentItemEvent Completed quiz/questions/104',
        'AssessmentItemEvent Completed quiz/questions/105',
      ]);
      for (const { generated } of cleared) {
        expect(generated).toMatchObject({
          type: 'Response',
          extensions: { 'com.quizwire': { is_cleared: true } },
        });
      }
      expect(await answer({ 105: '' })).toEqual([]);
    });

    test("answers in the page's own words are nobody's", async () => {
      expect(await report(['question_answered', [{ quiz_question_id: '105', answer: 'x' }]])).toEqual([]);
      expect(await report(['something_else', { a: 1 }], ['question_viewed', null])).toEqual([]);
    });

    test('it is handed in and graded', async () => {
      server.clock.nowMs = testStartMs + 600_000;
      await taking.complete(quizId, begun, course.people.student);
      const events = await told();
      const byType = Map.groupBy(events, ({ type, action }) => `${type} ${action}`);
      expect([...byType.keys()].sort()).toEqual([
        'AssessmentEvent Submitted',
        'AssessmentItemEvent Skipped',
        'GradeEvent Graded',
      ]);
      const [submitted, ...noMore] = byType.get('AssessmentEvent Submitted') ?? [];
      expect(noMore).toEqual([]);
      expect(submitted.generated).toMatchObject({
        id: attemptIri(),
        count: 1,
        startedAtTime: '2026-09-01T09:00:00.123Z',
        endedAtTime: '2026-09-01T09:10:00.123Z',
        duration: 'PT600S',
      });
      expect(lines(byType.get('AssessmentItemEvent Skipped') ?? [])).toEqual([
        'AssessmentItemEvent Skipped quiz/questions/104',
        'AssessmentItemEvent Skipped quiz/questions/105',
      ]);
      const [graded] = byType.get('GradeEvent Graded') ?? [];
      expect(graded.actor).toEqual({ id: `${server.url}/`, type: 'SoftwareApplication' });
      expect(graded).not.toHaveProperty('membership');
      expect(graded.object).toMatchObject({ id: attemptIri(), type: 'Attempt', assignable: quizIri() });
      expect(graded.generated).toMatchObject({
        id: expect.stringMatching(new RegExp(`^${attemptIri()}/scores/[0-9a-f-]{36}$`)),
        type: 'Score',
        scoreGiven: expect.any(Number),
        maxScore: 22,
        scoredBy: `${server.url}/`,
      });
    });

    test('a second attempt counts on and knows nothing of the first; the server closes it', async () => {
      begun = await taking.begin(quizId, course.people.student);
      await told();
      expect(lines(await report(['question_viewed', ['101']]))).toEqual([
        'NavigationEvent NavigatedTo quiz/questions/101',
        'AssessmentItemEvent Started quiz/questions/101',
        'ViewEvent Viewed quiz/questions/101',
      ]);
      server.clock.nowMs += 3_600_000;
      const events = await told();
      const submitted = events.find(({ action }) => action === 'Submitted');
      expect(submitted).toMatchObject({
        type: 'AssessmentEvent',
        actor: { id: userIri(), type: 'Person' },
        generated: { id: attemptIri(), count: 2, duration: 'PT1800S' },
        extensions: {
          'com.quizwire': { event_name: 'quizwire.attempt_closed', closed_by_server: true },
        },
      });
      expect(events.filter(({ action }) => action === 'Skipped')).toHaveLength(10);
    });

    test('the ids of events are all different, and the same when they are read again', async () => {
      const read = async () => {
        const { json } = await server.call('GET', '/api/v1/live_events?format=caliper&limit=1000');
        return json.live_events.flatMap(({ message }: Json) => message.data.map(({ id }: Json) => id));
      };
      const ids = await read();
      expect(new Set(ids).size).toBe(ids.length);
      expect(await read()).toEqual(ids);
      for (const id of ids) {
        expect(id).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      }
    });
  });
});
