// What the log says of what staff did: only what made a difference, with what was before.

import { describe, expect, test } from 'vitest';
import type { GradedAnswer } from '../../src/model/answer-sheet.ts';
import { extensionActions, scoreAction } from '../../src/model/staff-action.ts';

describe('an extension', () => {
  const before = {
    endAtMs: 600_000,
    extraTimeMinutes: null,
    extraAttempts: null,
    manuallyUnlocked: 0,
  } as const;

  test.each([
    ['nothing', {}, []],
    ['nothing where there was nothing', { extraTimeMinutes: 0, extraAttempts: 0 }, []],
    [
      'a later end',
      { endAtMs: 690_000 },
      [
        [
          'time_extended',
          { minutes: 1.5, end_at: '1970-01-01T00:11:30.000Z', end_at_before: '1970-01-01T00:10:00.000Z' },
        ],
      ],
    ],
    [
      'an earlier end',
      { endAtMs: 599_999 },
      [
        [
          'time_extended',
          { minutes: 0, end_at: '1970-01-01T00:09:59.999Z', end_at_before: '1970-01-01T00:10:00.000Z' },
        ],
      ],
    ],
    ['extra time', { extraTimeMinutes: 5 }, [['extra_time_granted', { minutes: 5, minutes_before: 0 }]]],
    [
      'attempts and an open door',
      { extraAttempts: 1, manuallyUnlocked: 1 as const },
      [
        ['extra_attempts_granted', { extra_attempts: 1, extra_attempts_before: 0 }],
        ['quiz_unlocked', {}],
      ],
    ],
  ])('of %s', (_, changes, actions) => {
    const told = extensionActions(before, { ...before, ...changes });
    expect(told.map(({ eventType, details }) => [eventType, details])).toEqual(actions);
  });
});

describe('a score', () => {
  const graded = (question_id: number, given: Partial<GradedAnswer> = {}): GradedAnswer => ({
    question_id,
    correct: true,
    points: 1,
    text: '',
    ...given,
  });
  const one = { score: 1, fudgePoints: null };

  test('that is the same is not told, nor is no fudge beside none', () => {
    expect(scoreAction(one, { score: 1, fudgePoints: 0 }, 'gradebook')).toBeNull();
    const same = { before: [graded(1)], after: [graded(1)] };
    expect(scoreAction(one, one, 'answers', same)).toBeNull();
  });

  test('is told with the questions that have other points, another verdict or another comment', () => {
    const action = scoreAction(one, { score: 2, fudgePoints: null }, 'answers', {
      before: [graded(1), graded(2), graded(3, { correct: 'undefined', points: 0 }), graded(4)],
      after: [
        graded(1),
        graded(2, { points: 2 }),
        graded(3, { correct: false, points: 0 }),
        graded(4, { more_comments: 'A secret word' }),
      ],
    });
    expect(action).toEqual({
      eventType: 'score_changed',
      details: {
        reason: 'answers',
        score: 2,
        score_before: 1,
        fudge_points: 0,
        fudge_points_before: 0,
        questions: [
          { question_id: 2, points: 2, points_before: 1, is_comment_changed: false },
          { question_id: 3, points: 0, points_before: 0, is_comment_changed: false },
          { question_id: 4, points: 1, points_before: 1, is_comment_changed: true },
        ],
      },
    });
    expect(JSON.stringify(action)).not.toContain('secret');
  });
});
