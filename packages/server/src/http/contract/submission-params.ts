// What callers say of submissions: grades, comments, work handed in. Lists are in submission-query.ts.

import { Type } from 'typebox';
import type { GradeAsked } from '../../model/grade-asked.ts';
import { nameCharsMax, textCharsMax } from '../../model/limits.ts';
import type { Lookup } from '../../model/lookup.ts';
import { invalidField } from '../../model/refusal.ts';
import { type LatePolicyStatus, latePolicyStatuses } from '../../model/submission.ts';
import type { GradingAsked } from '../../operations/gradebook/grade-submission.ts';
import type { WorkAsked } from '../../operations/gradebook/hand-in-work.ts';
import { parseLookup } from '../canvas-wire/ids.ts';
import { booleanParam, integerParam, objectParam, stringParam, timeParam } from '../canvas-wire/params.ts';
import { sanitiseHtml } from '../canvas-wire/sanitise-html.ts';

type Parameters = Record<string, unknown>;

const optional = (description: string) => Type.Optional(Type.Unknown({ description }));

export const gradingBody = Type.Object({
  submission: Type.Optional(
    Type.Unsafe<unknown>({
      description: 'A grade, an excuse or a status; needs the right to grade',
      properties: {
        posted_grade: { description: 'Points, `90%`, a letter, `pass`, `fail`; empty text clears' },
        excuse: { description: 'JSON `false` is passed over; the text `false` un-excuses and clears' },
        late_policy_status: { description: '`late`, `missing`, `extended`, `none`; empty text clears' },
        seconds_late_override: { description: 'With the status `late`' },
        if_version: {
          description:
            'Ours: the `version` that the gradebook gave; 409 when the submission is another by now',
        },
      },
    }),
  ),
  prefer_points_over_scheme: optional('Numbers are points, also where a letter is named so'),
  comment: Type.Optional(
    Type.Unsafe<unknown>({
      properties: {
        text_comment: { description: 'Blank is no comment' },
        attempt: { description: 'Which attempt it is about' },
      },
    }),
  ),
  rubric_assessment: optional('Needs the right to grade; there are no rubrics'),
  include: optional('`include[]=visibility`'),
});

export const workBody = Type.Object({
  submission: Type.Optional(
    Type.Unsafe<unknown>({
      properties: {
        submission_type: { description: '`online_text_entry` or `online_url`' },
        body: { description: 'HTML, sanitised' },
        url: { description: '`http` if it says no scheme' },
        user_id: { description: 'On behalf of this student; graders only' },
        submitted_at: { description: 'ISO 8601; graders only' },
      },
    }),
  ),
  comment: Type.Optional(Type.Unsafe<unknown>({ properties: { text_comment: {} } })),
});

export function gradingAskedOf(body: Parameters): Omit<GradingAsked, 'includes'> {
  const submission = objectParam(body.submission, 'submission');
  const asksForRight = submission != null || body.rubric_assessment != null;
  const comment = objectParam(body.comment, 'comment');
  return {
    ifVersion: integerParam(submission?.if_version, 'submission[if_version]') ?? null,
    grade: asksForRight ? gradeAskedOf(submission ?? {}, 'submission', body.prefer_points_over_scheme) : null,
    comment:
      comment == null
        ? null
        : {
            text: commentTextOf(comment.text_comment, 'comment[text_comment]'),
            attempt: integerParam(comment.attempt, 'comment[attempt]') ?? null,
          },
  };
}

/** Canvas: a JSON `false` is no grade and no excuse; what is there as text is. Core reference §10.2. */
export function gradeAskedOf(given: Parameters, name: string, prefersPoints?: unknown): GradeAsked {
  const { posted_grade: postedGrade, excuse, late_policy_status: status } = given;
  return {
    postedGrade:
      postedGrade === false
        ? null
        : (stringParam(postedGrade, `${name}[posted_grade]`, nameCharsMax) ?? null),
    excuse: excuse === false ? null : (booleanParam(excuse, `${name}[excuse]`) ?? null),
    ...(status === undefined ? {} : { latePolicyStatus: latePolicyStatusOf(status) }),
    secondsLateOverride: secondsOf(given.seconds_late_override, `${name}[seconds_late_override]`),
    prefersPoints: booleanParam(prefersPoints, 'prefer_points_over_scheme') === true,
  };
}

export function commentTextOf(value: unknown, name: string): string {
  return stringParam(value, name, textCharsMax) ?? '';
}

export function workAskedOf(body: Parameters, shard: number): WorkAsked {
  const submission = objectParam(body.submission, 'submission') ?? {};
  const comment = objectParam(body.comment, 'comment') ?? {};
  const html = stringParam(submission.body, 'submission[body]', textCharsMax);
  return {
    submissionType: stringParam(submission.submission_type, 'submission[submission_type]') ?? null,
    body: html == null ? html : sanitiseHtml(html),
    url: stringParam(submission.url, 'submission[url]', textCharsMax),
    comment: commentTextOf(comment.text_comment, 'comment[text_comment]'),
    student: studentOf(submission.user_id, shard),
    submittedAtMs: timeParam(submission.submitted_at, 'submission[submitted_at]') ?? null,
  };
}

function studentOf(value: unknown, shard: number): Lookup | null {
  const text = stringParam(value, 'submission[user_id]', nameCharsMax) ?? '';
  return text.trim() === '' ? null : parseLookup(text, 'user', shard);
}

function latePolicyStatusOf(value: unknown): LatePolicyStatus | null {
  const text = stringParam(value, 'submission[late_policy_status]', nameCharsMax) ?? '';
  if (text === '') return null;
  const status = latePolicyStatuses.find((one) => one === text);
  if (status !== undefined) return status;
  throw invalidField('late_policy_status', 'inclusion', 'is not included in the list');
}

function secondsOf(value: unknown, name: string): number | null {
  const seconds = integerParam(value, name) ?? null;
  if (seconds === null || seconds >= 0) return seconds;
  const message = 'must be greater than or equal to 0';
  throw invalidField('seconds_late_override', 'greater_than_or_equal_to', message);
}
