// What a grader has put down and not saved yet.

import { describe, expect, test } from 'vitest';
import type { ResultQuestion } from '../../src/api/taking.ts';
import { changesOf, draftsOf, faultOf, hasFaults, rebased, scoreAfter } from '../../src/grade/drafts.ts';
import type { GradedAttempt } from '../../src/grade/grade-api.ts';
import { takenQuestion } from '../support/taken-questions.ts';

const question = (id: number, points: number | null, comment: string | null = null): ResultQuestion => ({
  ...takenQuestion(id, 'essay_question'),
  number: id,
  points_possible: 5,
  points,
  correct: points === null ? 'undefined' : 'partial',
  comment,
  feedback: [],
  correct_answers: null,
});
const attempt: GradedAttempt = {
  attempt: 1,
  workflow_state: 'pending_review',
  started_at: null,
  finished_at: null,
  score: 3,
  fudge_points: null,
};
const grading = { attempt, questions: [question(1, 3, 'Good'), question(2, null)] };

/** As the page opens, with these changes. */
function drafts(changes: Record<number, { score?: string; comment?: string }>, fudgePoints?: string) {
  const opened = draftsOf(grading);
  const questions = new Map(opened.questions);
  for (const [id, change] of Object.entries(changes)) {
    const before = questions.get(Number(id)) ?? { score: '', comment: '' };
    questions.set(Number(id), { ...before, ...change });
  }
  return { questions, fudgePoints: fudgePoints ?? opened.fudgePoints };
}

describe('changes', () => {
  test.each([
    ['nothing', drafts({}), null, 3],
    ['the same, written another way', drafts({ 1: { score: ' 3.0 ' } }), null, 3],
    ['points', drafts({ 2: { score: '4' } }), { questions: { 2: { score: 4 } } }, 7],
    ['points with a comma', drafts({ 2: { score: '4,5' } }), { questions: { 2: { score: 4.5 } } }, 7.5],
    ['other points', drafts({ 1: { score: '1' } }), { questions: { 1: { score: 1 } } }, 1],
    ['no points', drafts({ 2: { score: '0' } }), { questions: { 2: { score: 0 } } }, 3],
    ['a comment', drafts({ 2: { comment: 'Why?' } }), { questions: { 2: { comment: 'Why?' } } }, 3],
    ['a comment taken away', drafts({ 1: { comment: '' } }), { questions: { 1: { comment: '' } } }, 3],
    ['fudge points', drafts({}, '-0.5'), { fudge_points: -0.5, questions: {} }, 2.5],
  ])('of %s', (_, given, changes, score) => {
    expect(hasFaults(grading, given)).toBe(false);
    expect(changesOf(grading, given)).toEqual(changes);
    expect(scoreAfter(grading, given)).toBe(score);
  });

  test('that cannot be meant are told and not sent', () => {
    const given = drafts({ 1: { score: '' }, 2: { score: 'four' } }, 'some');
    expect(hasFaults(grading, given)).toBe(true);
    expect(changesOf(grading, given)).toBeNull();
    expect(scoreAfter(grading, given)).toBe(3);
  });
});

test('what is typed while it is being saved stays', () => {
  const sent = drafts({ 1: { score: '2' }, 2: { score: '4' } });
  const meanwhile = new Map(sent.questions).set(2, { score: '4.5', comment: '' });
  const now = { questions: meanwhile, fudgePoints: '1' };
  const saved = draftsOf({ attempt, questions: [question(1, 2, 'Good'), question(2, 4)] });
  const after = rebased(now, sent, saved);
  expect([...after.questions]).toEqual([
    [1, { score: '2', comment: 'Good' }],
    [2, { score: '4.5', comment: '' }],
  ]);
  expect(after.fudgePoints).toBe('1');
});

test.each([
  ['', null, true],
  ['', 2, false],
  ['2', null, true],
  ['-2', 2, true],
  ['1e2', null, false],
  ['2 points', null, false],
])('"%s" where there was %s', (text, before, isFine) => {
  expect(faultOf(text, before) === null).toBe(isFine);
});
