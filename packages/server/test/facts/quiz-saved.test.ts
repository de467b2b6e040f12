// When quiz_created and quiz_updated are announced, and what they say. Source: live events reference §3.8.

import { describe, expect, test } from 'vitest';
import { bodyText } from '../../src/facts/message-text.ts';
import { quizCreated, quizUpdated } from '../../src/facts/quiz-saved.ts';
import { liveEventTextCharsMax } from '../../src/model/feed-limits.ts';
import type { Quiz } from '../../src/model/quiz.ts';
import { defaultQuizSettings } from '../../src/model/quiz-settings.ts';

const course = { id: 2, uuid: 'uuid-of-the-course' };
const shard = 2107;
const createdAtMs = Date.UTC(2026, 8, 1, 9, 0, 0, 123);

const blank: Quiz = {
  ...defaultQuizSettings,
  id: 48,
  courseId: course.id,
  assignmentId: null,
  assignmentGroupId: 5,
  questionCount: 0,
  versionNumber: 1,
  createdAtMs,
  updatedAtMs: createdAtMs,
};

/** Every column of a quiz: another value of it, and whether a change of it alone is announced. */
const columns: { [Column in keyof Quiz]: [Quiz[Column], boolean] } = {
  id: [49, false],
  courseId: [3, false],
  assignmentId: [7, false],
  assignmentGroupId: [6, false],
  title: ['Tissues', false],
  description: ['<p>On tissues.</p>', false],
  quizType: ['survey', false],
  workflowState: ['available', false],
  timeLimitMinutes: [30, true],
  disableTimerAutosubmission: [1, true],
  shuffleAnswers: [1, true],
  hideResults: ['always', true],
  showCorrectAnswers: [0, true],
  showCorrectAnswersLastAttempt: [1, true],
  showCorrectAnswersAtMs: [createdAtMs, true],
  hideCorrectAnswersAtMs: [createdAtMs, true],
  oneTimeResults: [1, true],
  allowedAttempts: [3, true],
  scoringPolicy: ['keep_latest', true],
  oneQuestionAtATime: [1, true],
  cantGoBack: [1, true],
  accessCode: ['sesame', true],
  ipFilter: ['10.0.0.0/8', true],
  dueAtMs: [createdAtMs, false],
  unlockAtMs: [createdAtMs, false],
  lockAtMs: [createdAtMs, false],
  locked: [1, false],
  requireLockdownBrowser: [1, true],
  anonymousSubmissions: [1, true],
  onlyVisibleToOverrides: [1, false],
  pointsPossible: [9, false],
  questionCount: [4, false],
  versionNumber: [2, false],
  createdAtMs: [createdAtMs + 1, false],
  updatedAtMs: [createdAtMs + 1, false],
};

describe('a saved quiz', () => {
  test.each(Object.entries(columns))('whose %s alone changed', (column, [value, isAnnounced]) => {
    const after = { ...blank, [column]: value };
    expect(after[column as keyof Quiz]).not.toBe(blank[column as keyof Quiz]);
    expect(quizUpdated(course, blank, after)?.eventName ?? null).toBe(isAnnounced ? 'quiz_updated' : null);
  });

  test('says nothing of an access code but that there is one, also when it becomes another', () => {
    const [one, other] = [
      { ...blank, accessCode: 'sesame' },
      { ...blank, accessCode: 'mellon' },
    ];
    const fact = quizUpdated(course, one, other);
    expect(fact?.body.access_code).toBe(true);
    expect(JSON.stringify(fact)).not.toContain('mellon');
    expect(quizUpdated(course, one, blank)?.body.access_code).toBe(false);
  });
});

describe('the body', () => {
  test('of a quiz about which little is said leaves out what is null', () => {
    const { eventName, courseId, assignmentId, userId, body, details } = quizCreated(course, blank);
    expect([eventName, courseId, assignmentId, userId]).toEqual(['quiz_created', 2, null, null]);
    expect(JSON.parse(bodyText(body, shard))).toEqual({
      quiz_id: '21070000000000048',
      context_id: '21070000000000002',
      context_type: 'Course',
      context_uuid: 'uuid-of-the-course',
      title: 'Unnamed Quiz',
      quiz_type: 'assignment',
      points_possible: 0,
      access_code: false,
      allowed_attempts: 1,
      scoring_policy: 'keep_highest',
      shuffle_answers: false,
      show_correct_answers: true,
      show_correct_answers_last_attempt: false,
      one_question_at_a_time: false,
      cant_go_back: false,
      one_time_results: false,
      anonymous_submissions: false,
      require_lockdown_browser: false,
      require_lockdown_browser_for_results: false,
      disable_timer_autosubmission: false,
      only_visible_to_overrides: false,
      workflow_state: 'created',
      updated_at: '2026-09-01T09:00:00Z',
    });
    expect(details).toEqual({ created_at: '2026-09-01T09:00:00.123Z' });
  });

  test('of one that has everything', () => {
    const values = Object.entries(columns).map(([column, [value]]) => [column, value]);
    const full: Quiz = { ...Object.fromEntries(values), id: 48, courseId: 2 };
    const { assignmentId, body } = quizCreated(course, full);
    expect(assignmentId).toBe(7);
    expect(JSON.parse(bodyText(body, shard))).toEqual({
      quiz_id: '21070000000000048',
      context_id: '21070000000000002',
      assignment_id: '21070000000000007',
      context_type: 'Course',
      context_uuid: 'uuid-of-the-course',
      title: 'Tissues',
      description: '<p>On tissues.</p>',
      quiz_type: 'survey',
      points_possible: 9,
      due_at: '2026-09-01T09:00:00Z',
      lock_at: '2026-09-01T09:00:00Z',
      unlock_at: '2026-09-01T09:00:00Z',
      show_correct_answers_at: '2026-09-01T09:00:00Z',
      hide_correct_answers_at: '2026-09-01T09:00:00Z',
      time_limit: 30,
      access_code: true,
      ip_filter: '10.0.0.0/8',
      allowed_attempts: 3,
      scoring_policy: 'keep_latest',
      hide_results: 'always',
      shuffle_answers: true,
      show_correct_answers: false,
      show_correct_answers_last_attempt: true,
      one_question_at_a_time: true,
      cant_go_back: true,
      one_time_results: true,
      anonymous_submissions: true,
      require_lockdown_browser: true,
      require_lockdown_browser_for_results: false,
      disable_timer_autosubmission: true,
      only_visible_to_overrides: true,
      workflow_state: 'available',
      updated_at: '2026-09-01T09:00:00Z',
    });
  });

  test('cuts a long description', () => {
    const { body } = quizCreated(course, { ...blank, description: 'x'.repeat(liveEventTextCharsMax + 1) });
    const { description } = JSON.parse(bodyText(body, shard));
    expect(description).toHaveLength(liveEventTextCharsMax);
    expect(description.endsWith('...')).toBe(true);
  });
});
