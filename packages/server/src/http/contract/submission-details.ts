// Submissions on the wire with what was asked to be beside them, and the answers of the routes that show them.

import { type Static, Type } from 'typebox';
import { wireTime } from '../../model/time.ts';
import type { StudentGroup } from '../../operations/gradebook/group-student-submissions.ts';
import type { CommentView, SubmissionDetails } from '../../operations/gradebook/submission-details.ts';
import type { AttemptHandedIn } from '../../operations/gradebook/submission-history.ts';
import { assignmentJson } from './assignment.ts';
import { courseUserJson } from './enrollment.ts';
import { type SubmissionJson, shownSubmission, submissionJson } from './submission.ts';
import { userDisplayJson } from './user.ts';

const record = Type.Record(Type.String(), Type.Unknown());

export const shownSubmissionDetails = Type.Object({
  ...shownSubmission.properties,
  submission_history: Type.Optional(Type.Array(record)),
  submission_comments: Type.Optional(Type.Array(record)),
  user: Type.Optional(record),
  assignment: Type.Optional(record),
  html_url: Type.Optional(Type.String()),
  assignment_visible: Type.Optional(Type.Boolean()),
});

export const shownGradedSubmission = Type.Object({
  ...shownSubmissionDetails.properties,
  all_submissions: Type.Array(record),
});

export const shownStudentGroup = Type.Object({
  user_id: Type.Integer(),
  section_id: Type.Integer(),
  integration_id: Type.Optional(Type.Unknown()),
  sis_user_id: Type.Optional(Type.Unknown()),
  submissions: Type.Array(shownSubmissionDetails),
  computed_final_score: Type.Optional(Type.Unknown()),
  computed_current_score: Type.Optional(Type.Unknown()),
  unposted_final_score: Type.Optional(Type.Unknown()),
  unposted_current_score: Type.Optional(Type.Unknown()),
});

type SubmissionDetailsJson = Static<typeof shownSubmissionDetails>;

export function submissionDetailsJson(details: SubmissionDetails, baseUrl: string): SubmissionDetailsJson {
  const json: SubmissionDetailsJson = submissionJson(details, baseUrl);
  const { includes, submission, assignment, student, attempts } = details;
  const page = `${baseUrl}/courses/${assignment.courseId}`;
  if (includes.has('submission_history')) {
    json.submission_history =
      attempts === null
        ? [submissionJson(details, baseUrl)]
        : attempts.map((attempt) => attemptJson(submissionJson(details, baseUrl), attempt));
  }
  if (includes.has('submission_comments')) {
    json.submission_comments = details.comments.map((comment) => commentJson(comment, page));
  }
  if (includes.has('html_url')) {
    json.html_url = `${page}/assignments/${assignment.id}/submissions/${submission.userId}`;
  }
  if (student !== null) {
    json.user = courseUserJson(student.person, student.sight, new Set(['avatar_url']));
  }
  if (details.assignmentView !== null) {
    const shape = { includes: new Set<string>(), bucket: null, baseUrl };
    json.assignment = assignmentJson(details.assignmentView, shape);
  }
  if (includes.has('visibility')) json.assignment_visible = details.isAssignmentVisible;
  return json;
}

/** Canvas: with the submissions of the whole group; there are no groups, so it is one. */
export function gradedSubmissionJson(
  details: SubmissionDetails,
  baseUrl: string,
): Static<typeof shownGradedSubmission> {
  const json = submissionDetailsJson(details, baseUrl);
  const { submission_comments: _, ...own } = json;
  return { ...json, all_submissions: [own] };
}

export function studentGroupJson(group: StudentGroup, baseUrl: string): Static<typeof shownStudentGroup> {
  const { enrollment, login, scores, isGrader } = group;
  return {
    user_id: enrollment.userId,
    section_id: enrollment.courseSectionId,
    ...(login ? { integration_id: login.integrationId, sis_user_id: login.sisUserId } : {}),
    submissions: group.submissions.map((details) => submissionDetailsJson(details, baseUrl)),
    ...(scores === undefined
      ? {}
      : {
          computed_final_score: scores?.finalScore ?? null,
          computed_current_score: scores?.currentScore ?? null,
        }),
    ...(scores === undefined || !isGrader
      ? {}
      : {
          unposted_final_score: scores?.unpostedFinalScore ?? null,
          unposted_current_score: scores?.unpostedCurrentScore ?? null,
        }),
  };
}

/** Canvas: what the attempt has itself takes the place of the submission's, its id too. */
function attemptJson(
  submission: SubmissionJson,
  { quizSubmission, answers }: AttemptHandedIn,
): Record<string, unknown> {
  const { score, ...rest } = submission;
  return {
    ...rest,
    id: quizSubmission.id,
    ...(score === undefined ? {} : { score: quizSubmission.score ?? score }),
    attempt: quizSubmission.attempt,
    workflow_state: quizSubmission.workflowState,
    submitted_at: wireTime(quizSubmission.finishedAtMs),
    graded_at: wireTime(quizSubmission.endAtMs),
    body: null,
    ...(answers === null ? {} : { submission_data: answers }),
  };
}

function commentJson({ comment, author }: CommentView, coursePage: string): Record<string, unknown> {
  return {
    id: comment.id,
    author_id: comment.authorId,
    author_name: author?.shortName ?? null,
    author: author === null ? {} : userDisplayJson(author, `${coursePage}/users/${author.id}`),
    comment: comment.comment,
    created_at: wireTime(comment.createdAtMs),
    edited_at: wireTime(comment.editedAtMs),
    avatar_path: null,
    attempt: comment.attempt,
  };
}
