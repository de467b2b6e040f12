// What lists of submissions are asked for.

import { Type } from 'typebox';
import { nameCharsMax } from '../../model/limits.ts';
import type { StudentSubmissionsWanted } from '../../operations/gradebook/list-student-submissions.ts';
import type { SubmissionsWanted } from '../../operations/gradebook/read-submissions.ts';
import { leadingInteger, parseLookup } from '../canvas-wire/ids.ts';
import { pagination } from '../canvas-wire/link-header.ts';
import { booleanParam, stringListParam, stringParam, timeParam } from '../canvas-wire/params.ts';

type Parameters = Record<string, unknown>;

const optional = (description: string) => Type.Optional(Type.Unknown({ description }));

const include = optional(
  '`include[]=submission_comments`, `submission_history`, `assignment`, `user`, `visibility`, `html_url`',
);
const paging = { page: optional('From 1'), per_page: optional('1 to 100, 10 if absent') };

export const submissionQuery = Type.Object({ include });
export const submissionsQuery = Type.Object({ include, ...paging });

export const studentSubmissionsQuery = Type.Object({
  student_ids: optional('`student_ids[]=…`: ids, or `all`; the caller if absent'),
  assignment_ids: optional('`assignment_ids[]=…`: all that are published if absent'),
  grouped: optional('Given at all: student by student'),
  submitted_since: optional('ISO 8601; handed in after that'),
  graded_since: optional('ISO 8601; graded after that'),
  workflow_state: optional('`submitted`, `unsubmitted`, `graded`, `pending_review`'),
  enrollment_state: optional('`active` or `concluded`: students who are that'),
  state_based_on_date: optional('`false`: dates do not count for `enrollment_state`'),
  order: optional('`id` or `graded_at`; not with `grouped`'),
  order_direction: optional('`ascending` or `descending`; not with `grouped`'),
  include: optional('As of one submission; with `grouped` also `total_scores`'),
  ...paging,
});

export function includesOf(parameters: Parameters): string[] {
  return stringListParam(parameters.include, 'include', nameCharsMax) ?? [];
}

export function submissionsWantedOf(query: Parameters): SubmissionsWanted {
  return { includes: includesOf(query), ...pagination(query) };
}

/** Canvas: given at all, whatever its value. */
export function isGrouped(query: Parameters): boolean {
  return (stringParam(query.grouped, 'grouped', nameCharsMax) ?? '').trim() !== '';
}

export function studentSubmissionsWantedOf(query: Parameters, shard: number): StudentSubmissionsWanted {
  const list = (name: string) => stringListParam(query[name], name, nameCharsMax) ?? [];
  const text = (name: string) => stringParam(query[name], name, nameCharsMax) || null;
  const students = list('student_ids');
  const assignmentIds = list('assignment_ids').map(leadingInteger);
  return {
    students: students.includes('all') ? 'all' : students.map((name) => parseLookup(name, 'user', shard)),
    assignmentIds: assignmentIds.length === 0 ? null : assignmentIds,
    workflowState: text('workflow_state'),
    submittedAfterMs: timeParam(query.submitted_since, 'submitted_since') ?? null,
    gradedAfterMs: timeParam(query.graded_since, 'graded_since') ?? null,
    enrollmentState: text('enrollment_state'),
    isStateByDate: booleanParam(query.state_based_on_date, 'state_based_on_date') ?? true,
    order: {
      by: text('order') === 'graded_at' ? 'graded_at' : 'id',
      isDescending: text('order_direction') === 'descending',
    },
    ...submissionsWantedOf(query),
  };
}
