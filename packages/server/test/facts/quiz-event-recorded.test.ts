// What the log of an attempt announces, event by event: only what makes a difference. The answers of every type of question
// are in test/http/caliper-attempt.test.ts. Source: Caliper reference §12.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { questionsSkipped, quizEventRecorded } from '../../src/facts/quiz-event-recorded.ts';
import type { Answer } from '../../src/model/answer-sheet.ts';
import { type AttemptProgress, noProgress } from '../../src/model/attempt-progress.ts';
import type { TimedQuizEvent } from '../../src/model/quiz-event.ts';
import type { TakenAttempt } from '../../src/model/taken-attempt.ts';
import { frozenQuestion } from '../support/frozen-question.ts';
import { newQuizEvent } from '../support/new-quiz-event.ts';
import { testStartMs } from '../support/server.ts';

const taken: TakenAttempt = {
  quizSubmissionId: 5,
  attempt: 2,
  startedAtMs: testStartMs,
  userId: 3,
  previewUserId: null,
  quizId: 7,
  courseId: 1,
  assignmentId: 2,
  title: 'Cells',
  pointsPossible: 10,
};
const questions = [
  frozenQuestion('short_answer_question', [], { id: 1 }),
  frozenQuestion('multiple_answers_question', [{ id: 11, weight: 100, text: 'a' }], { id: 2, position: 2 }),
  frozenQuestion('text_only_question', [], { id: 3, position: 2 }),
];

type Given = Partial<Omit<TimedQuizEvent, 'eventData'>> & { data?: unknown };

function recorded(
  { data, clockBeganAtMs = null, clockUncertaintyMs = null, ...given }: Given,
  progress: AttemptProgress = noProgress,
) {
  const eventData = data === undefined ? null : JSON.stringify(data);
  const event = { id: 100, ...newQuizEvent({ eventData, ...given }), clockBeganAtMs, clockUncertaintyMs };
  return quizEventRecorded(taken, questions, event, progress);
}

test('a fact is of the time that the clock of its page tells', () => {
  const given = { eventType: 'page_blurred', createdAtMs: testStartMs + 60_000, elapsedMs: 7_000.5 };
  const clock = { clockBeganAtMs: testStartMs + 60, clockUncertaintyMs: 40 };
  expect(recorded({ ...given, ...clock }).fact?.eventTimeMs).toBe(testStartMs + 7_060);
});

test('a fact says where it happened and whose it is', () => {
  const { fact, progress } = recorded({ eventType: 'session_started', data: { user_agent: 'x' } });
  expect(progress).toBe(noProgress);
  expect(fact).toEqual({
    eventName: 'quizwire.quiz_event_recorded',
    eventTimeMs: testStartMs,
    courseId: 1,
    assignmentId: 2,
    userId: 3,
    body: {},
    details: {
      quiz_submission_id: 5,
      quiz_id: 7,
      assignment_id: 2,
      course_id: 1,
      user_id: 3,
      attempt: 2,
      started_at: '2026-09-01T09:00:00.123Z',
      quiz_title: 'Cells',
      points_possible: 10,
      is_preview: false,
      event_type: 'session_started',
      quiz_event_id: 100,
    },
  });
});

describe('views', () => {
  const first = { question_id: '1', question_type: 'short_answer_question', position: 1, points_possible: 3 };
  const second = {
    question_id: '2',
    question_type: 'multiple_answers_question',
    position: 2,
    points_possible: 3,
  };

  test.each<[string, unknown, AttemptProgress, object | null, Partial<AttemptProgress>]>([
    [
      'the first of all',
      ['1'],
      noProgress,
      { questions: [{ ...first, is_first_view: true }], previous_question: null, is_turned_to: true },
      { viewed: [1], last: 1 },
    ],
    [
      'another than the last',
      [2],
      { ...noProgress, viewed: [1], last: 1 },
      { questions: [{ ...second, is_first_view: true }], previous_question: first, is_turned_to: true },
      { viewed: [1, 2], last: 2 },
    ],
    [
      'the same again',
      ['1', '1'],
      { ...noProgress, viewed: [1], last: 1 },
      { questions: [{ ...first, is_first_view: false }], previous_question: null, is_turned_to: false },
      { viewed: [1], last: 1 },
    ],
    [
      'two at once: the first is turned to',
      ['2', '1'],
      { ...noProgress, viewed: [1], last: 1 },
      {
        questions: [
          { ...second, is_first_view: true },
          { ...first, is_first_view: false },
        ],
        previous_question: first,
        is_turned_to: true,
      },
      { viewed: [1, 2], last: 2 },
    ],
    ['text between questions', ['3'], noProgress, null, {}],
    ['questions of another attempt', ['9', 'x', null, {}], noProgress, null, {}],
    ['no list', '1', noProgress, null, {}],
  ])('%s', (_what, data, before, details, after) => {
    const { fact, progress } = recorded({ eventType: 'question_viewed', data }, before);
    expect(fact?.details ?? null).toEqual(details === null ? null : expect.objectContaining(details));
    expect(progress).toEqual({ ...before, ...after });
  });
});

describe('flags', () => {
  const marked: AttemptProgress = { ...noProgress, flagged: { 1: 50 } };

  test.each<[string, unknown, AttemptProgress, object | null, AttemptProgress]>([
    [
      'set',
      { questionId: '1', flagged: true },
      noProgress,
      { flagged: true, flag_id: 100 },
      { ...noProgress, flagged: { 1: 100 } },
    ],
    ['set again', { questionId: '1', flagged: 'true' }, marked, null, marked],
    ['taken off', { question_id: 1, flagged: 'false' }, marked, { flagged: false, flag_id: 50 }, noProgress],
    ['taken off what has none', { quiz_question_id: '2', flagged: false }, marked, null, marked],
    ['that say nothing', { questionId: '1', flagged: 'maybe' }, noProgress, null, noProgress],
    ['on text', { questionId: '3', flagged: true }, noProgress, null, noProgress],
  ])('%s', (_what, data, before, details, after) => {
    const { fact, progress } = recorded({ eventType: 'question_flagged', data }, before);
    expect(fact?.details ?? null).toEqual(details === null ? null : expect.objectContaining(details));
    expect(progress).toEqual(after);
  });
});

describe('answers', () => {
  const answered = (answer: unknown, before = noProgress, source: TimedQuizEvent['source'] = 'server') =>
    recorded({ eventType: 'question_answered', data: [{ quiz_question_id: '1', answer }], source }, before);
  const had: AttemptProgress = { ...noProgress, answered: [1] };

  test('are announced when the server says so', () => {
    expect(answered('dna').fact?.details?.answers).toEqual([
      expect.objectContaining({ question_id: '1', answer: 'dna', is_cleared: false, chosen: null }),
    ]);
    expect(answered('dna').progress).toEqual(had);
    expect(answered('dna', noProgress, 'page')).toEqual({ fact: null, progress: noProgress });
  });

  test('that are none are announced only where there was one', () => {
    expect(answered(null).fact).toBeNull();
    const { fact, progress } = answered(null, had);
    expect(fact?.details?.answers).toEqual([expect.objectContaining({ answer: null, is_cleared: true })]);
    expect(progress).toEqual(noProgress);
  });

  test('of great length are cut', () => {
    const text = 'x '.repeat(10_000);
    expect(answered(text).fact?.details?.answers).toEqual([
      expect.objectContaining({ answer: `${text.slice(0, 8_189)}...` }),
    ]);
  });
});

describe('what is skipped', () => {
  const skipped = (answers: Record<number, Answer>) => {
    const sheet = Object.fromEntries(Object.entries(answers).map(([id, answer]) => [id, { answer }]));
    const fact = questionsSkipped(taken, questions, sheet, testStartMs + 5);
    expect(fact === null ? testStartMs + 5 : fact.eventTimeMs).toBe(testStartMs + 5);
    return fact?.details?.questions ?? null;
  };

  test.each<[Record<number, Answer>, string[] | null]>([
    [{}, ['1', '2']],
    [{ 1: 'dna' }, ['2']],
    [{ 1: null, 2: [] }, ['1', '2']],
    [{ 1: 'dna', 2: ['11'] }, null],
    // An answer that the question has not counts as none.
    [{ 1: 'dna', 2: ['99'] }, ['2']],
  ])('with the answers %j it is %j', (answers, expected) => {
    const questionsOf = (ids: string[]) => ids.map((question_id) => expect.objectContaining({ question_id }));
    expect(skipped(answers)).toEqual(expected && questionsOf(expected));
  });
});

test('whatever a page sends, nothing breaks and nothing is remembered of what the attempt has not', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          eventType: fc.constantFrom(
            'question_viewed',
            'question_flagged',
            'question_answered',
            'other',
            null,
          ),
          data: fc.oneof(
            fc.jsonValue(),
            fc.array(fc.oneof(fc.constantFrom('1', 2, '3'), fc.jsonValue())),
            fc.record({
              questionId: fc.oneof(fc.constantFrom('1', 2), fc.jsonValue()),
              flagged: fc.boolean(),
              answer: fc.jsonValue(),
            }),
          ),
          source: fc.constantFrom('page' as const, 'server' as const),
        }),
      ),
      (events) => {
        let progress = noProgress;
        for (const event of events) ({ progress } = recorded(event, progress));
        const remembered = [...progress.viewed, ...progress.answered, ...Object.keys(progress.flagged)];
        expect(remembered.filter((id) => !['1', '2'].includes(String(id)))).toEqual([]);
      },
    ),
  );
});
