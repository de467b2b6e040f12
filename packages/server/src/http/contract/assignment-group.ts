// Assignment groups on the wire: paths, what may be asked, what is posted, and how a group is written. Core reference §8.

import { type Static, Type } from 'typebox';
import type { AssignmentGroup } from '../../model/assignment.ts';
import type { AssignmentGroupDraft, DropRulesAsked } from '../../model/assignment-group-draft.ts';
import { textCharsMax } from '../../model/limits.ts';
import { integerOf, isBlank, isRecord } from '../../model/loose-value.ts';
import { Refusal } from '../../model/refusal.ts';
import { leadingInteger } from '../canvas-wire/ids.ts';
import { floatParam, objectParam, positionParam, stringParam } from '../canvas-wire/params.ts';
import { type AssignmentJson, shownAssignment } from './assignment.ts';

export const assignmentGroupsPath = '/api/v1/courses/:course_id/assignment_groups';
export const assignmentGroupPath = '/api/v1/courses/:course_id/assignment_groups/:assignment_group_id';

const courseName = Type.String({ description: 'Course id, or `sis_course_id:…`' });
export const assignmentGroupsParams = Type.Object({ course_id: courseName });
export const assignmentGroupParams = Type.Object({
  course_id: courseName,
  assignment_group_id: Type.String({ description: 'Assignment group id' }),
});

const optional = (description: string) => Type.Optional(Type.Unknown({ description }));

export const assignmentGroupQuery = Type.Object({
  include: optional(
    '`assignments`, and with it `submission`, `all_dates`, `assignment_visibility`, `overrides`, `can_edit`',
  ),
});

export const assignmentGroupsQuery = Type.Object({
  ...assignmentGroupQuery.properties,
  assignment_ids: optional('These assignments alone; a list, or ids with commas between them'),
  exclude_assignment_submission_types: optional('Leaves out assignments of just this submission type'),
  page: optional('From 1'),
  per_page: optional('1 to 100, 10 if absent'),
});

export const postedAssignmentGroup = Type.Object({
  name: optional('"Assignments" if blank'),
  position: optional('After the others if absent'),
  group_weight: optional('Percent of the final grade; 0 if absent'),
  rules: optional(
    '`{"drop_lowest": n, "drop_highest": n, "never_drop": [assignment ids]}`, all rules at once',
  ),
  sis_source_id: optional('Kept and shown'),
  integration_data: optional('An object, joined with what is there'),
});

export const deletedAssignmentGroup = Type.Object({
  move_assignments_to: optional('Id of another group; without it the assignments are deleted too'),
});

export const shownAssignmentGroup = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  position: Type.Integer(),
  group_weight: Type.Number({ description: 'Percent' }),
  sis_source_id: Type.Unsafe<string | null>({ type: ['string', 'null'] }),
  integration_data: Type.Record(Type.String(), Type.Unknown()),
  rules: Type.Object({
    drop_lowest: Type.Optional(Type.Integer()),
    drop_highest: Type.Optional(Type.Integer()),
    never_drop: Type.Optional(Type.Array(Type.Integer(), { description: 'Assignment ids' })),
  }),
  assignments: Type.Optional(Type.Array(shownAssignment)),
  any_assignment_in_closed_grading_period: Type.Optional(Type.Boolean()),
});

type AssignmentGroupJson = Static<typeof shownAssignmentGroup>;

/** Canvas: of the rules only those that are set. */
export function assignmentGroupJson(
  group: AssignmentGroup,
  assignments?: readonly AssignmentJson[],
): AssignmentGroupJson {
  const neverDrop = JSON.parse(group.neverDrop) as number[];
  return {
    id: group.id,
    name: group.name,
    position: group.position,
    group_weight: group.groupWeight,
    sis_source_id: group.sisSourceId,
    integration_data: JSON.parse(group.integrationData) as Record<string, unknown>,
    rules: {
      ...(group.dropLowest === null ? {} : { drop_lowest: group.dropLowest }),
      ...(group.dropHighest === null ? {} : { drop_highest: group.dropHighest }),
      ...(neverDrop.length === 0 ? {} : { never_drop: neverDrop }),
    },
    ...(assignments === undefined
      ? {}
      : { assignments: [...assignments], any_assignment_in_closed_grading_period: false }),
  };
}

export function assignmentGroupDraftOf(body: Record<string, unknown>): AssignmentGroupDraft {
  return {
    name: stringParam(body.name, 'name', textCharsMax),
    position: positionParam(body.position, 'position'),
    groupWeight: floatParam(body.group_weight, 'group_weight'),
    rules: rulesOf(body.rules),
    sisSourceId: stringParam(body.sis_source_id, 'sis_source_id', textCharsMax),
    integrationData: integrationDataOf(body.integration_data),
  };
}

/** Null when nothing is asked; otherwise 0 for what is no id. */
export function targetGroupIdOf(body: Record<string, unknown>): number | null {
  const text = stringParam(body.move_assignments_to, 'move_assignments_to');
  return text == null || text.trim() === '' ? null : leadingInteger(text);
}

/** Canvas: a rule that is not said is none. Empty text takes all away. */
function rulesOf(value: unknown): DropRulesAsked | undefined {
  if (value === undefined || value === null) return undefined;
  const rules = isBlank(value) ? {} : (objectParam(value, 'rules') ?? {});
  const neverDrop = [rules.never_drop ?? []].flat().filter((id) => !isBlank(id));
  return {
    dropLowest: countOf(rules.drop_lowest),
    dropHighest: countOf(rules.drop_highest),
    neverDrop: neverDrop.map(integerOf),
  };
}

function countOf(value: unknown): number | null {
  return value === undefined || isBlank(value) ? null : integerOf(value);
}

function integrationDataOf(value: unknown): Record<string, unknown> | undefined {
  if (value === undefined || isBlank(value)) return undefined;
  if (isRecord(value)) return value;
  throw new Refusal({ kind: 'argument_invalid', shape: 'text', message: 'Invalid integration data' });
}
