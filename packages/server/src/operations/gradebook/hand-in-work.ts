// A student hands in work on an assignment. Attempts at quizzes are handed in elsewhere.

import { afterLatePolicy } from '../../grading/late-grade.ts';
import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import { isAvailable, isConcluded } from '../../model/course.ts';
import {
  assertAttemptLeft,
  takesWork,
  type WorkGiven,
  withWork,
  workOf,
} from '../../model/handed-in-work.ts';
import type { Lookup } from '../../model/lookup.ts';
import { hasCourseRight } from '../../model/policy.ts';
import { notPermitted } from '../../model/refusal.ts';
import { mayGrade } from '../../model/submission-policy.ts';
import type { Query } from '../../store/database.ts';
import { countStudentsSelected } from '../../store/submission-list.ts';
import type { AnnouncingDatabase } from '../announcing/announcing-database.ts';
import { holdRows } from './held-rows.ts';
import { recomputeCourseScores } from './recompute-course-scores.ts';
import { saveComments } from './save-comments.ts';
import { saveSubmission } from './save-submission.ts';
import { describeSubmission, type SubmissionDetails } from './submission-details.ts';
import {
  type AssignmentPath,
  type AssignmentPlace,
  assignmentAt,
  studentAt,
  studentsAt,
} from './submission-place.ts';

export interface WorkAsked extends WorkGiven {
  /** Blank is none. */
  comment: string;
  /** On whose behalf; graders only. */
  student: Lookup | null;
  /** When it counts as handed in; graders only. */
  submittedAtMs: number | null;
}

export type HandInWork = (
  caller: Caller,
  path: AssignmentPath,
  readAsked: () => WorkAsked,
) => Promise<SubmissionDetails>;

/**
 * A new attempt, which takes the place of the one before. Raises not_found (course, section, assignment, student), what
 * `readAsked` raises, not_permitted (also when it is closed to the student), argument_invalid and record_invalid.
 * Canvas: core reference §10.1.
 */
export function handInWork(database: AnnouncingDatabase, clock: Clock): HandInWork {
  return (caller, path, readAsked) =>
    database.transaction(caller, async (transaction) => {
      const nowMs = clock();
      const place = await assignmentAt(transaction, caller, path);
      const { standing } = place;
      const asked = readAsked();
      const studentId = await studentAt(transaction, place, asked.student ?? { by: 'self' }, nowMs);
      const isForAnother = asked.student !== null || asked.submittedAtMs !== null;
      if (isForAnother && !mayGrade(standing, place.assignment, nowMs)) throw notPermitted();
      if (isForAnother) await assertTakesPart(transaction, place, studentId, nowMs);
      else if (!hasCourseRight(standing, 'participate_as_student', nowMs)) throw notPermitted();
      const { course } = standing;
      const wanted = new Map([[place.assignment.id, [studentId]]]);
      const [row] = await holdRows(transaction, course.id, wanted, nowMs);
      if (row === undefined || !takesWork(row.assignment, nowMs)) throw notPermitted();
      const work = workOf(asked, row.assignment);
      const before = row.submission;
      assertAttemptLeft(row.assignment, before);
      const handedIn = withWork(before, work, asked.submittedAtMs ?? nowMs);
      const judged = afterLatePolicy(before, handedIn, false, row.terms, nowMs);
      const { id: _, assignmentId: __, userId: ___, ...changes } = judged;
      let after = await saveSubmission(
        transaction,
        { assignment: row.assignment, before, changes, reason: 'save' },
        nowMs,
      );
      const text = asked.comment.trim();
      if (text !== '') {
        const said = { row, submission: after, text, attempt: after.attempt };
        const author = { id: caller.userId, isGrader: isForAnother };
        [after = after] = await saveComments(transaction, [said], author, nowMs);
      }
      // Work alone moves no score; a comment of a grader may show one.
      if (after.postedAtMs !== before.postedAtMs) {
        await recomputeCourseScores(transaction, course, [studentId], nowMs);
      }
      return describeSubmission(transaction, standing, after, row.assignment, ['submission_comments'], nowMs);
    });
}

/** Somebody else's right to take part, by their enrollment alone. */
async function assertTakesPart(
  transaction: Query,
  place: AssignmentPlace,
  studentId: number,
  nowMs: number,
): Promise<void> {
  const { course } = place.standing;
  const active = await countStudentsSelected(transaction, {
    ...studentsAt(place, nowMs),
    userIds: [studentId],
    enrollments: 'active',
    byDate: {
      atMs: nowMs,
      isCourseOver: isConcluded(course, nowMs),
      isCourseOpen: isAvailable(course, nowMs),
    },
  });
  if (active === 0) throw notPermitted();
}
