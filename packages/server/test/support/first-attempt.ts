// The JSON of a quiz submission that has just begun, key by key. Source: quiz reference §2.2.

import { expect } from 'vitest';
import type { CourseFixture } from './course-fixture.ts';
import type { Reply } from './server.ts';

/** A first attempt of the fixture's quiz, started when the clock of the test starts. */
export function firstAttempt(course: CourseFixture, url: string, userId: number): Record<string, unknown> {
  return {
    id: expect.any(Number),
    user_id: userId,
    submission_id: null,
    quiz_id: course.quizId,
    quiz_points_possible: null,
    quiz_version: 1,
    attempt: 1,
    extra_attempts: null,
    extra_time: null,
    manually_unlocked: false,
    started_at: '2026-09-01T09:00:00Z',
    finished_at: null,
    end_at: '2026-09-01T09:30:00Z',
    fudge_points: null,
    kept_score: null,
    score: null,
    score_before_regrade: null,
    has_seen_results: null,
    validation_token: expect.stringMatching(/^[0-9a-f]{64}$/),
    workflow_state: 'untaken',
    time_spent: null,
    attempts_left: 0,
    overdue_and_needs_submission: false,
    'excused?': false,
    html_url: expect.stringMatching(
      `^${url}/courses/${course.courseId}/quizzes/${course.quizId}/submissions/\\d+$`,
    ),
  };
}

/** Status and body, to be compared together. */
export function answer(reply: Reply): [number, unknown] {
  return [reply.status, reply.json];
}
