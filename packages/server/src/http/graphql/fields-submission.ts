// Fields of assignments and submissions, and what lists of submissions may be asked for.

import type { Quiz } from '../../model/quiz.ts';
import type { SubmissionState } from '../../model/submission.ts';
import { wireTime } from '../../model/time.ts';
import type { SubmissionView } from '../../operations/gradebook/submission-view.ts';
import type { Graph } from '../../operations/graph/graph.ts';
import type { SeenAssignment } from '../../operations/graph/graph-assignments.ts';
import { connectionOf, pageAsked } from './connection.ts';
import {
  type Arguments,
  enumListArgument,
  type Fields,
  longText,
  nonEmpty,
  objectArgument,
  timeArgument,
} from './fields.ts';
import { idListArgument, nodeIdOf, optionalIdArgument } from './node-ids.ts';

type SubmissionsWanted = Parameters<Graph['submissionsOf']>[1];
type Orderings = Parameters<Graph['submissionsIn']>[2];

export const assignmentFields: Fields<SeenAssignment> = {
  id: ({ assignment }) => nodeIdOf('Assignment', assignment.id),
  _id: ({ assignment }) => assignment.id,
  name: ({ assignment }) => assignment.name,
  description: ({ assignment, seesDescription }, _args, context) =>
    longText(seesDescription ? assignment.description : null, context),
  position: ({ assignment }) => assignment.position,
  pointsPossible: ({ assignment }) => assignment.pointsPossible,
  gradingType: ({ assignment }) => assignment.gradingType,
  gradingStandardId: ({ assignment }) => assignment.gradingStandardId,
  state: ({ assignment }) => assignment.workflowState,
  published: ({ assignment }) => assignment.workflowState === 'published',
  submissionTypes: ({ assignment }) => assignment.submissionTypes.split(',').filter((type) => type !== ''),
  dueAt: ({ assignment }) => wireTime(assignment.dueAtMs),
  unlockAt: ({ assignment }) => wireTime(assignment.unlockAtMs),
  lockAt: ({ assignment }) => wireTime(assignment.lockAtMs),
  createdAt: ({ assignment }) => wireTime(assignment.createdAtMs),
  updatedAt: ({ assignment }) => wireTime(assignment.updatedAtMs),
  allowedAttempts: ({ assignment }) => assignment.allowedAttempts,
  omitFromFinalGrade: ({ assignment }) => assignment.omitFromFinalGrade === 1,
  onlyVisibleToOverrides: ({ assignment }) => assignment.onlyVisibleToOverrides === 1,
  anonymousGrading: ({ assignment }) => assignment.anonymousGrading === 1,
  postManually: ({ assignment }) => assignment.postManually === 1,
  postPolicy: (seen) => (seen.seesPostPolicy ? { assignment: seen } : null),
  sisId: ({ assignment, seesSisIds }) => (seesSisIds ? assignment.sisAssignmentId : null),
  htmlUrl: ({ assignment }, _args, { baseUrl }) =>
    `${baseUrl}/courses/${assignment.courseId}/assignments/${assignment.id}`,
  courseId: ({ assignment }) => assignment.courseId,
  course: ({ assignment }, _args, { lookups }) => lookups.course(assignment.courseId),
  assignmentGroupId: ({ assignment }) => assignment.assignmentGroupId,
  assignmentGroup: ({ assignment }, _args, { lookups }) =>
    lookups.assignmentGroup(assignment.assignmentGroupId),
  quiz: ({ quizId }, _args, { lookups }) => (quizId === null ? null : lookups.quiz(quizId)),

  async submissionsConnection({ assignment }, args, { lookups, shard }) {
    const page = pageAsked(args);
    const wanted = submissionsWantedOf(objectArgument(args, 'filter'), shard);
    const found = await lookups.submissionsOf(assignment.id, wanted, { ...page, limit: page.limit + 1 });
    return connectionOf(found ?? [], page);
  },
};

export const quizFields: Fields<Quiz> = {
  id: (quiz) => nodeIdOf('Quiz', quiz.id),
  _id: (quiz) => quiz.id,
};

export const submissionFields: Fields<SubmissionView> = {
  id: ({ submission }) => nodeIdOf('Submission', submission.id),
  _id: ({ submission }) => submission.id,
  score: (view) => graded(view, view.submission.score),
  grade: (view) => graded(view, view.submission.grade),
  enteredScore: (view) => graded(view, view.enteredScore),
  enteredGrade: (view) => graded(view, view.enteredGrade),
  deductedPoints: (view) => graded(view, view.submission.pointsDeducted),
  gradeHidden: ({ isGradeHidden }) => isGradeHidden,
  excused: ({ submission }) => submission.excused === 1,
  state: ({ submission }) => submission.workflowState,
  attempt: ({ submission }) => submission.attempt ?? 0,
  submissionType: ({ submission }) => submission.submissionType,
  submittedAt: ({ submission }) => wireTime(submission.submittedAtMs),
  gradedAt: ({ submission }) => wireTime(submission.gradedAtMs),
  postedAt: ({ submission }) => wireTime(submission.postedAtMs),
  posted: ({ submission }) => submission.postedAtMs !== null,
  createdAt: ({ submission }) => wireTime(submission.createdAtMs),
  updatedAt: ({ submission }) => wireTime(submission.updatedAtMs),
  late: ({ isLate }) => isLate,
  missing: ({ isMissing }) => isMissing,
  latePolicyStatus: ({ submission }) => submission.latePolicyStatus,
  gradeMatchesCurrentSubmission: ({ submission: { gradeMatchesCurrentSubmission: matches } }) =>
    matches === null ? null : matches === 1,
  // Canvas: what a quiz's row says tells the score.
  body: (view, _args, context) =>
    longText(view.quizId === null ? view.submission.body : graded(view, view.submission.body), context),
  url: ({ submission }, _args, context) => longText(submission.url, context),
  assignmentId: ({ submission }) => submission.assignmentId,
  assignment: ({ submission }, _args, { lookups }) => lookups.assignment(submission.assignmentId),
  userId: ({ submission }) => submission.userId,
  user: ({ submission, assignment }, _args, { lookups }) =>
    lookups.person(assignment.courseId, submission.userId),
};

function graded<Value>({ isGradeHidden }: SubmissionView, value: Value): Value | null {
  return isGradeHidden ? null : value;
}

/** Canvas: what is handed in, pending or graded, unless asked otherwise. */
const usualStates: readonly SubmissionState[] = ['submitted', 'pending_review', 'graded'];

export function submissionsWantedOf(filter: Arguments, shard: number): SubmissionsWanted {
  const states = enumListArgument<SubmissionState>(filter, 'states') ?? usualStates;
  const userId = optionalIdArgument(filter, 'userId', 'User', shard);
  return {
    states: filter.includeUnsubmitted === true ? [...states, 'unsubmitted'] : states,
    userIds: userId === null ? null : [userId],
    sectionIds: nonEmpty(idListArgument(filter, 'sectionIds', 'Section', shard)),
    submittedAfterMs: timeArgument(filter, 'submittedSince'),
    gradedAfterMs: timeArgument(filter, 'gradedSince'),
  };
}

/** Ascending unless asked otherwise. */
export function submissionOrderings(args: Arguments): Orderings {
  const asked = (args.orderBy ?? []) as { field: '_id' | 'gradedAt'; direction?: string | null }[];
  return asked.slice(0, 2).map(({ field, direction }) => ({
    by: field === '_id' ? 'id' : 'gradedAtMs',
    isDescending: direction === 'descending',
  }));
}
