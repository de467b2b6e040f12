// What students may hand in on an assignment, and when. Attempts at quizzes are not handed in here.

import type { Assignment } from './assignment.ts';
import { invalidField, Refusal } from './refusal.ts';
import type { Submission } from './submission.ts';
import { isShownToStudents } from './submission-policy.ts';

/** Undefined is not given at all. */
export interface WorkGiven {
  submissionType: string | null;
  /** Safe HTML. */
  body: string | null | undefined;
  url: string | null | undefined;
}

export type Work = Pick<Submission, 'submissionType' | 'body' | 'url'>;

/** Whether students can hand in anything now: it is there for them, and not closed by its dates. */
export function takesWork(
  assignment: Pick<Assignment, 'workflowState' | 'onlyVisibleToOverrides' | 'unlockAtMs' | 'lockAtMs'>,
  nowMs: number,
): boolean {
  const { unlockAtMs, lockAtMs } = assignment;
  if (!isShownToStudents(assignment)) return false;
  return (unlockAtMs === null || unlockAtMs <= nowMs) && (lockAtMs === null || lockAtMs > nowMs);
}

/** Text or an address: files and recordings cannot be kept. Raises argument_invalid and record_invalid in Canvas's words. */
export function workOf(given: WorkGiven, assignment: Pick<Assignment, 'submissionTypes'>): Work {
  const { submissionType, body, url } = given;
  const isAccepted = assignment.submissionTypes.split(',').includes(submissionType ?? '');
  if (isAccepted && submissionType === 'online_text_entry') {
    if (body === undefined) throw parameterMissing(submissionType, 'body');
    if (body === null || isBlankHtml(body)) {
      const message = 'Text entry submission cannot be empty';
      throw invalidField('body', message, message);
    }
    return { submissionType, body, url: null };
  }
  if (isAccepted && submissionType === 'online_url') {
    if (url === undefined) throw parameterMissing(submissionType, 'url');
    return { submissionType, body: null, url: addressOf(url ?? '') };
  }
  if (isAccepted && submissionType === 'online_upload') throw argumentError('No valid file ids given');
  throw argumentError('Invalid submission[submission_type] given');
}

/** The row with one more attempt in place of the one before. A grade that is there is of older work from now on. */
export function withWork(before: Submission, work: Work, submittedAtMs: number): Submission {
  return {
    ...before,
    ...work,
    submittedAtMs,
    attempt: (before.attempt ?? 0) + 1,
    workflowState: 'submitted',
    gradeMatchesCurrentSubmission: before.score === null ? 1 : 0,
    // What somebody said of the attempt before is not said of this one.
    latePolicyStatus: null,
    secondsLateOverride: null,
  };
}

/** Raises record_invalid when no attempt is left. */
export function assertAttemptLeft(
  assignment: Pick<Assignment, 'allowedAttempts'>,
  submission: Pick<Submission, 'attempt'>,
): void {
  const { allowedAttempts } = assignment;
  if (allowedAttempts === null || allowedAttempts < 0 || (submission.attempt ?? 0) < allowedAttempts) return;
  const message = 'you have reached the maximum number of allowed attempts for this assignment';
  throw invalidField('attempt', message, message);
}

/** Canvas: `http` goes without saying, and nothing else but it and `https` is taken. */
function addressOf(text: string): string {
  const written = text.trim();
  const address = /^[a-z][a-z0-9+.-]*:/i.test(written) ? written : `http://${written}`;
  const isAddress = /^https?:\/\/[^\s/?#]+/i.test(address) && !/\s/.test(address);
  if (isAddress) return address;
  throw invalidField('url', 'is not a valid URL', 'is not a valid URL');
}

/** Nothing to be read or seen in it. */
function isBlankHtml(html: string): boolean {
  if (/<(?:img|iframe|video|audio|object|embed|math|svg)\b/i.test(html)) return false;
  return html.replace(/<[^>]*>|&nbsp;/gi, '').trim() === '';
}

function parameterMissing(submissionType: string, parameter: string): Refusal {
  return argumentError(
    `Invalid parameters for submission_type ${submissionType}. Required: submission[${parameter}]`,
  );
}

function argumentError(message: string): Refusal {
  return new Refusal({ kind: 'argument_invalid', shape: 'message', message });
}
