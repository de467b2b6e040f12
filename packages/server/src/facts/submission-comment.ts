// submission_comment_created: somebody said something about a student's work. Canvas: live events reference §3.6.

import type { Assignment } from '../model/assignment.ts';
import type { Submission, SubmissionComment } from '../model/submission.ts';
import { wireTime } from '../model/time.ts';
import type { Fact } from './fact.ts';

/** Comments have no files here. */
export function submissionCommentCreated(
  comment: SubmissionComment,
  submission: Pick<Submission, 'id' | 'userId'>,
  assignment: Pick<Assignment, 'id' | 'courseId'>,
): Fact {
  return {
    eventName: 'submission_comment_created',
    courseId: assignment.courseId,
    assignmentId: assignment.id,
    userId: submission.userId,
    body: {
      submission_comment_id: comment.id,
      submission_id: submission.id,
      user_id: comment.authorId,
      created_at: wireTime(comment.createdAtMs),
      attachment_ids: [],
      body: comment.comment,
    },
  };
}
