// Fields of courses and of what they are made of.

import type { AssignmentGroup } from '../../model/assignment.ts';
import { settingsOf } from '../../model/course.ts';
import type { EnrollmentState, EnrollmentType } from '../../model/enrollment.ts';
import { wireTime } from '../../model/time.ts';
import type { SeenAssignment } from '../../operations/graph/graph-assignments.ts';
import type { SeenAccount, SeenCourse, SeenSection } from '../../operations/graph/graph-courses.ts';
import { connectionOf, pageAsked } from './connection.ts';
import {
  type Arguments,
  enumListArgument,
  type Fields,
  type GraphqlContext,
  nonEmpty,
  objectArgument,
  textArgument,
} from './fields.ts';
import { submissionOrderings, submissionsWantedOf } from './fields-submission.ts';
import { idListArgument, nodeIdOf } from './node-ids.ts';

export const accountFields: Fields<SeenAccount> = {
  id: ({ account }) => nodeIdOf('Account', account.id),
  _id: ({ account }) => account.id,
  name: ({ account }) => account.name,
  workflowState: ({ account }) => account.workflowState,
  sisId: ({ account, isAdmin }) => (isAdmin ? account.sisAccountId : null),
};

export const courseFields: Fields<SeenCourse> = {
  id: ({ course }) => nodeIdOf('Course', course.id),
  _id: ({ course }) => course.id,
  name: ({ course }) => course.name,
  courseCode: ({ course }) => course.courseCode,
  state: ({ course }) => course.workflowState,
  sisId: ({ course, seesSisIds }) => (seesSisIds ? course.sisCourseId : null),
  createdAt: ({ course }) => wireTime(course.createdAtMs),
  updatedAt: ({ course }) => wireTime(course.updatedAtMs),
  applyGroupWeights: ({ course }) => course.applyAssignmentGroupWeights === 1,
  account: ({ course }, _args, { lookups }) => lookups.account(course.accountId),
  postPolicy: (seen): PostPolicySource | null => (seen.seesPostPolicy ? { course: seen } : null),

  assignmentGroups: ({ course }, _args, { lookups }) => lookups.assignmentGroupsOf(course.id),
  async assignmentGroupsConnection({ course }, args, { lookups }) {
    const page = pageAsked(args);
    const groups = (await lookups.assignmentGroupsOf(course.id)) ?? [];
    return connectionOf(groups.slice(page.offset, page.offset + page.limit + 1), page);
  },
  assignmentsConnection: ({ course }, args, context) => assignmentsPage('courseId', course.id, args, context),

  async enrollmentsConnection({ course }, args, { lookups, shard }) {
    const page = pageAsked(args);
    const filter = objectArgument(args, 'filter');
    const found = await lookups.enrollmentsIn(
      course.id,
      {
        userIds: nonEmpty(idListArgument(filter, 'userIds', 'User', shard)),
        associatedUserIds: nonEmpty(idListArgument(filter, 'associatedUserIds', 'User', shard)),
        types: nonEmpty(enumListArgument<EnrollmentType>(filter, 'types')),
        states: nonEmpty(enumListArgument<EnrollmentState>(filter, 'states')),
      },
      oneMore(page),
    );
    return found && connectionOf(found, page);
  },

  async sectionsConnection({ course }, args, { lookups }) {
    const page = pageAsked(args);
    return connectionOf(await lookups.sectionsOf(course.id, oneMore(page)), page);
  },

  async submissionsConnection({ course }, args, { lookups, shard }) {
    const page = pageAsked(args);
    const wanted = submissionsWantedOf(objectArgument(args, 'filter'), shard);
    const userIds = nonEmpty(idListArgument(args, 'studentIds', 'User', shard));
    const found = await lookups.submissionsIn(
      course.id,
      { ...wanted, userIds },
      submissionOrderings(args),
      oneMore(page),
    );
    return connectionOf(found, page);
  },

  async usersConnection({ course }, args, { lookups, shard }) {
    const page = pageAsked(args);
    const filter = objectArgument(args, 'filter');
    const userIds =
      idListArgument(filter, 'userIds', 'User', shard) ?? idListArgument(args, 'userIds', 'User', shard);
    const found = await lookups.peopleIn(
      course.id,
      {
        userIds: nonEmpty(userIds),
        types: nonEmpty(enumListArgument<EnrollmentType>(filter, 'enrollmentTypes')),
        states: nonEmpty(enumListArgument<EnrollmentState>(filter, 'enrollmentStates')),
        searchTerm: textArgument(filter, 'searchTerm') || null,
      },
      oneMore(page),
    );
    return found && connectionOf(found, page);
  },
};

export const sectionFields: Fields<SeenSection> = {
  id: ({ section }) => nodeIdOf('Section', section.id),
  _id: ({ section }) => section.id,
  name: ({ section }) => section.name,
  sisId: ({ section, seesSisIds }) => (seesSisIds ? section.sisSectionId : null),
  createdAt: ({ section }) => wireTime(section.createdAtMs),
  updatedAt: ({ section }) => wireTime(section.updatedAtMs),
};

export const assignmentGroupFields: Fields<AssignmentGroup> = {
  id: (group) => nodeIdOf('AssignmentGroup', group.id),
  _id: (group) => group.id,
  state: (group) => group.workflowState,
  rules: (group) => group,
  createdAt: (group) => wireTime(group.createdAtMs),
  updatedAt: (group) => wireTime(group.updatedAtMs),
  assignmentsConnection: (group, args, context) =>
    assignmentsPage('assignmentGroupId', group.id, args, context),
};

export const assignmentGroupRulesFields: Fields<AssignmentGroup> = {
  async neverDrop(group, _args, { lookups }) {
    const ids = JSON.parse(group.neverDrop) as number[];
    if (ids.length === 0) return null;
    const found = await Promise.all(ids.map((id) => lookups.assignment(id)));
    return found.filter((assignment) => assignment !== undefined);
  },
};

/** Of an assignment or, without one, of a course. */
export type PostPolicySource = { assignment: SeenAssignment } | { course: SeenCourse };

/** Policies are not records here: they are named after what they are for. */
export const postPolicyFields: Fields<PostPolicySource> = {
  id: (policy) => nodeIdOf('PostPolicy', policyName(policy)),
  _id: policyName,
  postManually: (policy) =>
    'assignment' in policy
      ? policy.assignment.assignment.postManually === 1
      : (settingsOf(policy.course.course).postManually ?? false),
  assignment: (policy) => ('assignment' in policy ? policy.assignment : null),
  course: (policy, _args, { lookups }) =>
    'assignment' in policy ? lookups.course(policy.assignment.assignment.courseId) : policy.course,
};

function policyName(policy: PostPolicySource): string {
  return 'assignment' in policy
    ? String(policy.assignment.assignment.id)
    : `course-${policy.course.course.id}`;
}

async function assignmentsPage(
  within: 'courseId' | 'assignmentGroupId',
  id: number,
  args: Arguments,
  { lookups }: GraphqlContext,
) {
  const page = pageAsked(args);
  const filter = objectArgument(args, 'filter');
  const wanted = {
    searchTerm: textArgument(filter, 'searchTerm') || null,
    submissionTypes: nonEmpty(enumListArgument(filter, 'submissionTypes')),
  };
  const found = await lookups.assignmentsOf(within, id, wanted, oneMore(page));
  return connectionOf(found ?? [], page);
}

/** The page and the node after it, if there is one. */
function oneMore({ limit, offset }: { limit: number; offset: number }) {
  return { limit: limit + 1, offset };
}
