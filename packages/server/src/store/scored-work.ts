// What course scores are computed from, in few statements and few columns. Which of it counts, and how, is in grading/.

import type { Assignment, AssignmentGroup } from '../model/assignment.ts';
import type { Submission } from '../model/submission.ts';
import type { Query } from './database.ts';

export type WeighedGroup = Pick<
  AssignmentGroup,
  'id' | 'groupWeight' | 'dropLowest' | 'dropHighest' | 'neverDrop'
>;

export type WeighedAssignment = Pick<
  Assignment,
  | 'id'
  | 'assignmentGroupId'
  | 'pointsPossible'
  | 'omitFromFinalGrade'
  | 'anonymousGrading'
  | 'gradingType'
  | 'submissionTypes'
>;

export type WeighedSubmission = Pick<
  Submission,
  'id' | 'assignmentId' | 'userId' | 'score' | 'excused' | 'workflowState' | 'postedAtMs'
>;

/** The living groups of a course, by id. */
export async function listWeighedGroups(query: Query, courseId: number): Promise<WeighedGroup[]> {
  return query
    .selectFrom('assignmentGroups')
    .select(['id', 'groupWeight', 'dropLowest', 'dropHighest', 'neverDrop'])
    .where('courseId', '=', courseId)
    .where('workflowState', '<>', 'deleted')
    .orderBy('id')
    .execute();
}

/** What is published and assigned to everybody, by id. */
export async function listWeighedAssignments(query: Query, courseId: number): Promise<WeighedAssignment[]> {
  return query
    .selectFrom('assignments')
    .select([
      'id',
      'assignmentGroupId',
      'pointsPossible',
      'omitFromFinalGrade',
      'anonymousGrading',
      'gradingType',
      'submissionTypes',
    ])
    .where('courseId', '=', courseId)
    .where('workflowState', '=', 'published')
    .where('onlyVisibleToOverrides', '=', 0)
    .orderBy('id')
    .execute();
}

/** What these people have on these assignments, not deleted; in no order. */
export async function listWeighedSubmissions(
  query: Query,
  assignmentIds: readonly number[],
  userIds: readonly number[],
): Promise<WeighedSubmission[]> {
  if (assignmentIds.length === 0 || userIds.length === 0) return [];
  return query
    .selectFrom('submissions')
    .select(['id', 'assignmentId', 'userId', 'score', 'excused', 'workflowState', 'postedAtMs'])
    .where('assignmentId', 'in', assignmentIds)
    .where('userId', 'in', userIds)
    .where('workflowState', '<>', 'deleted')
    .execute();
}
