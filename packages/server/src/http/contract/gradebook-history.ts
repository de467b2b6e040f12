// The history of grades on the wire. Core reference §20.

import { type Static, Type } from 'typebox';
import { malformed } from '../../model/refusal.ts';
import { parseTime, wireTime } from '../../model/time.ts';
import type { User } from '../../model/user.ts';
import type { DayAsked, FeedAsked } from '../../operations/gradebook/read-grade-history.ts';
import type { GraderView, GradingDay } from '../../operations/gradebook/read-grading-days.ts';
import type { SubmissionVersion } from '../../operations/gradebook/submission-versions.ts';
import { leadingInteger } from '../canvas-wire/ids.ts';
import { pagination } from '../canvas-wire/link-header.ts';
import { stringParam } from '../canvas-wire/params.ts';
import { assignmentJson } from './assignment.ts';
import { shownSubmission, submissionJson } from './submission.ts';

type Parameters = Record<string, unknown>;

const course = '/api/v1/courses/:course_id/gradebook_history';
export const historyDaysPath = `${course}/days`;
export const historyFeedPath = `${course}/feed`;
export const historyDayPath = `${course}/:date`;
export const historySubmissionsPath = `${course}/:date/graders/:grader_id/assignments/:assignment_id/submissions`;

const course_id = Type.String({ description: 'Course id, or `sis_course_id:…`' });
const date = Type.String({ description: '`2026-09-01`, of UTC' });
export const historyParams = Type.Object({ course_id });
export const historyDayParams = Type.Object({ course_id, date });
export const historySubmissionsParams = Type.Object({
  course_id,
  date,
  grader_id: Type.String({ description: '0 is the server' }),
  assignment_id: Type.String(),
});

const optional = (description: string) => Type.Optional(Type.Unknown({ description }));
const paging = { page: optional('From 1'), per_page: optional('1 to 100, 10 if absent') };

export const historyPageQuery = Type.Object(paging);
export const feedQuery = Type.Object({
  assignment_id: optional('Of this assignment only'),
  user_id: optional('Of this student only'),
  ascending: optional('Given at all: the oldest first'),
  ...paging,
});

const record = Type.Record(Type.String(), Type.Unknown());
const nullableText = Type.Unsafe<string | null>({ type: ['string', 'null'] });

export const shownGrader = Type.Object({
  id: Type.Integer({ description: '0 is the server' }),
  name: Type.String(),
  assignments: Type.Array(record),
});

export const shownDay = Type.Object({ date: Type.String(), graders: Type.Array(shownGrader) });

export const shownVersion = Type.Object({
  ...shownSubmission.properties,
  assignment_name: Type.String(),
  user_name: nullableText,
  grader: Type.String(),
  current_grade: nullableText,
  current_graded_at: nullableText,
  current_grader: Type.String(),
});

export const shownHistory = Type.Object({ submission_id: Type.Integer(), versions: Type.Array(record) });

/** Canvas: whom it takes for the grader of what a machine graded. */
const machine = { id: 0, name: 'Graded on submission' };

export function dayJson({ startMs, graders }: GradingDay, baseUrl: string): Static<typeof shownDay> {
  return {
    date: wireTime(startMs).slice(0, 'YYYY-MM-DD'.length),
    graders: graders.map((grader) => graderJson(grader, baseUrl)),
  };
}

export function graderJson({ grader, assignments }: GraderView, baseUrl: string): Static<typeof shownGrader> {
  const shape = { includes: new Set<string>(), bucket: null, baseUrl };
  return {
    id: grader?.id ?? machine.id,
    name: grader?.name ?? machine.name,
    assignments: assignments.map((view) => assignmentJson(view, shape)),
  };
}

export function versionJson(version: SubmissionVersion, baseUrl: string): Static<typeof shownVersion> {
  const { view, current } = version;
  return {
    ...submissionJson(view, baseUrl),
    assignment_name: view.assignment.name,
    user_name: version.student?.name ?? null,
    grader: nameOf(version.grader),
    current_grade: current.grade,
    current_graded_at: wireTime(current.gradedAtMs),
    current_grader: nameOf(version.currentGrader),
  };
}

/** Canvas: the newest first, and only those that brought another score. */
export function historyJson(
  { submissionId, versions }: { submissionId: number; versions: readonly SubmissionVersion[] },
  baseUrl: string,
): Static<typeof shownHistory> {
  const scored = versions.filter(
    ({ change }) => change.scoreAfter !== null && change.scoreAfter !== change.scoreBefore,
  );
  const shown = scored.map((version) => {
    const before = versions[versions.indexOf(version) - 1];
    const { change } = version;
    return {
      ...versionJson(version, baseUrl),
      new_grade: change.gradeAfter,
      new_score: change.scoreAfter,
      new_graded_at: wireTime(change.createdAtMs),
      new_grader: nameOf(version.grader),
      previous_grade: before === undefined ? null : change.gradeBefore,
      previous_graded_at: before === undefined ? null : wireTime(before.change.createdAtMs),
      previous_grader: before === undefined ? null : nameOf(before.grader),
    };
  });
  return { submission_id: submissionId, versions: shown.reverse() };
}

export function dayStartOf(parameters: { date?: string }): number {
  const startMs = /^\d{4}-\d\d-\d\d$/.test(parameters.date ?? '') ? parseTime(parameters.date) : null;
  if (startMs === null) throw malformed('date must be a date such as 2026-09-01');
  return startMs;
}

export function dayAskedOf(
  parameters: { date?: string; grader_id?: string; assignment_id?: string },
  query: Parameters,
): DayAsked {
  const graderId = leadingInteger(parameters.grader_id ?? '');
  return {
    startMs: dayStartOf(parameters),
    graderId: graderId > 0 ? graderId : null,
    assignmentId: leadingInteger(parameters.assignment_id ?? ''),
    ...pagination(query),
  };
}

export function feedAskedOf(query: Parameters): FeedAsked {
  const id = (name: string) => {
    const text = stringParam(query[name], name) ?? '';
    return text === '' ? null : leadingInteger(text);
  };
  return {
    assignmentId: id('assignment_id'),
    userId: id('user_id'),
    isAscending: (stringParam(query.ascending, 'ascending') ?? '') !== '',
    ...pagination(query),
  };
}

function nameOf(grader: User | null): string {
  return grader?.name ?? machine.name;
}
