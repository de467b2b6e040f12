// Somebody grades one student's work on an assignment, or comments on it.

import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import { asksForGrade, type GradeAsked } from '../../model/grade-asked.ts';
import { declined, invalidField, notPermitted, Refusal } from '../../model/refusal.ts';
import type { Submission } from '../../model/submission.ts';
import { mayComment, mayGrade } from '../../model/submission-policy.ts';
import type { Query } from '../../store/database.ts';
import { countStudentsSelected } from '../../store/submission-list.ts';
import type { AnnouncingDatabase, Transaction } from '../announcing/announcing-database.ts';
import { type HeldRow, holdRows } from './held-rows.ts';
import { recomputeCourseScores } from './recompute-course-scores.ts';
import { saveComments } from './save-comments.ts';
import { saveGrades } from './save-grades.ts';
import { describeSubmission, type SubmissionDetails } from './submission-details.ts';
import { type AssignmentPlace, assignmentAt, type SubmissionPath, studentAt } from './submission-place.ts';

export interface CommentAsked {
  /** Blank is no comment. */
  text: string;
  attempt: number | null;
}

export interface GradingAsked {
  /** Null when grading is not asked for at all, so that the right to comment is enough. */
  grade: GradeAsked | null;
  comment: CommentAsked | null;
  /** Ours: nothing is done unless this is still the `updatedAtMs` of the row; null or absent does not ask. */
  ifVersion?: number | null;
  /** What to show beside the submission. */
  includes: readonly string[];
}

export type GradeSubmission = (
  caller: Caller,
  path: SubmissionPath,
  readAsked: () => GradingAsked,
) => Promise<SubmissionDetails>;

/**
 * One transaction, the course scores with it; the last one to commit wins whole. Raises not_found (course, section,
 * assignment, student), what `readAsked` raises, not_permitted (also where the assignment is not the student's), then
 * argument_invalid in Canvas's words, declined (conflict) for another version, and record_invalid. Canvas: core reference §10.2, §10.3.
 */
export function gradeSubmission(database: AnnouncingDatabase, clock: Clock): GradeSubmission {
  return (caller, path, readAsked) =>
    database.transaction(caller, async (transaction) => {
      const nowMs = clock();
      const place = await assignmentAt(transaction, caller, path);
      const studentId = await studentAt(transaction, place, path.user, nowMs);
      const asked = readAsked();
      const { course } = place.standing;
      const wanted = new Map([[place.assignment.id, [studentId]]]);
      const [row] = await holdRows(transaction, course.id, wanted, nowMs);
      if (row === undefined) throw notPermitted();
      assertMay({ ...place, assignment: row.assignment }, studentId, asked, nowMs);
      await assertGradeable(transaction, place, studentId, asked.grade);
      assertVersion(row.submission, asked.ifVersion ?? null);
      const after = await save(transaction, place, row, asked, caller, nowMs);
      return describeSubmission(transaction, place.standing, after, row.assignment, asked.includes, nowMs);
    });

  async function save(
    transaction: Transaction,
    { standing }: AssignmentPlace,
    row: HeldRow,
    { grade, comment }: GradingAsked,
    caller: Caller,
    nowMs: number,
  ): Promise<Submission> {
    let after = row.submission;
    if (grade !== null && asksForGrade(grade)) {
      [after = after] = await saveGrades(transaction, [{ row, asked: grade }], caller.userId, nowMs);
    }
    const text = comment?.text.trim() ?? '';
    if (comment !== null && text !== '') {
      assertAttempt(comment.attempt, after);
      const author = { id: caller.userId, isGrader: mayGrade(standing, row.assignment, nowMs) };
      const said = { row, submission: after, text, attempt: comment.attempt };
      [after = after] = await saveComments(transaction, [said], author, nowMs);
    }
    if (after !== row.submission) {
      await recomputeCourseScores(transaction, standing.course, [after.userId], nowMs);
    }
    return after;
  }
}

function assertMay(
  { standing, assignment }: AssignmentPlace,
  studentId: number,
  { grade }: GradingAsked,
  nowMs: number,
): void {
  const may =
    grade === null
      ? mayComment(standing, assignment, studentId, nowMs)
      : mayGrade(standing, assignment, nowMs);
  if (!may) throw notPermitted();
}

/** Canvas: who has left the course is still seen, and not graded any more. */
async function assertGradeable(
  transaction: Query,
  { standing }: AssignmentPlace,
  studentId: number,
  grade: GradeAsked | null,
): Promise<void> {
  if (grade === null || (grade.postedGrade === null && grade.excuse === null)) return;
  const enrolled = await countStudentsSelected(transaction, {
    courseId: standing.course.id,
    userIds: [studentId],
    sectionLimits: [],
    enrollments: 'gradeable',
    byDate: null,
  });
  if (enrolled === 0) {
    throw argumentError('Student must be enrolled in the course as a student to be graded');
  }
  if (grade.excuse === true && grade.postedGrade !== null) {
    throw argumentError('Cannot simultaneously grade and excuse an assignment');
  }
}

function assertVersion({ updatedAtMs }: Submission, ifVersion: number | null): void {
  if (ifVersion === null || ifVersion === updatedAtMs) return;
  throw declined('conflict', 'the submission was changed meanwhile');
}

function argumentError(message: string): Refusal {
  return new Refusal({ kind: 'argument_invalid', shape: 'error', message });
}

function assertAttempt(attempt: number | null, submission: Submission): void {
  if (attempt === null || attempt <= (submission.attempt ?? 0)) return;
  const message = 'attempt must not be larger than number of submission attempts';
  throw invalidField('attempt', message, message);
}
