// What submission_comment_created says. Source: live events reference §3.6.

import { expect, test } from 'vitest';
import { submissionCommentCreated } from '../../src/facts/submission-comment.ts';
import { testStartMs } from '../support/server.ts';

test('a comment is its author’s, and about its student', () => {
  const comment = {
    id: 12,
    submissionId: 7,
    authorId: 9,
    comment: 'See me.',
    attempt: 1,
    createdAtMs: testStartMs,
    editedAtMs: null,
  };
  const fact = submissionCommentCreated(comment, { id: 7, userId: 3 }, { id: 5, courseId: 2 });
  expect(fact).toEqual({
    eventName: 'submission_comment_created',
    courseId: 2,
    assignmentId: 5,
    userId: 3,
    body: {
      submission_comment_id: 12,
      submission_id: 7,
      user_id: 9,
      created_at: '2026-09-01T09:00:00Z',
      attachment_ids: [],
      body: 'See me.',
    },
  });
  expect(Object.keys(fact.body)).toEqual([
    ...['submission_comment_id', 'submission_id', 'user_id', 'created_at', 'attachment_ids', 'body'],
  ]);
});
