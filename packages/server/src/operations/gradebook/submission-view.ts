// A submission as one caller sees it: the record, what follows from it, and whether its grade is theirs to see.

import { enteredScore as enteredScoreOf } from '../../grading/late-grade.ts';
import { gradeOfScore } from '../../grading/posted-grade.ts';
import type { Assignment } from '../../model/assignment.ts';
import { isLate, isMissing, secondsLate } from '../../model/lateness.ts';
import type { Submission } from '../../model/submission.ts';
import { isGradeHidden, mayReadAllGrades } from '../../model/submission-policy.ts';
import type { Query } from '../../store/database.ts';
import { listQuizzesOfAssignments } from '../../store/graded-quizzes.ts';
import type { FullCourseStanding } from '../courses/course-standing.ts';
import { gradingSchemesFor } from './grading-scheme.ts';

export interface SubmissionView {
  submission: Submission;
  assignment: Assignment;
  /** The quiz whose own assignment this is. */
  quizId: number | null;
  dueAtMs: number | null;
  secondsLate: number;
  isLate: boolean;
  isMissing: boolean;
  /** Before the late policy. */
  enteredScore: number | null;
  enteredGrade: string | null;
  /** From the caller. */
  isGradeHidden: boolean;
}

/** In the order given; those whose assignment is not among `assignments` are left out. */
export async function viewSubmissions(
  query: Query,
  standing: FullCourseStanding,
  submissions: readonly Submission[],
  assignments: readonly Assignment[],
  nowMs: number,
): Promise<SubmissionView[]> {
  const isGrader = mayReadAllGrades(standing, nowMs);
  const used = new Set(submissions.map(({ assignmentId }) => assignmentId));
  const shown = new Map(assignments.filter(({ id }) => used.has(id)).map((one) => [one.id, one]));
  const quizzes = await listQuizzesOfAssignments(query, [...shown.keys()]);
  const quizIdOf = new Map(quizzes.map(({ id, assignmentId }) => [assignmentId, id]));
  const schemes = await gradingSchemesFor(query, standing.course, [...shown.values()]);
  return submissions.flatMap((submission) => {
    const assignment = shown.get(submission.assignmentId);
    const scheme = schemes.get(submission.assignmentId);
    if (assignment === undefined || scheme === undefined) return [];
    const { dueAtMs } = assignment;
    const enteredScore = enteredScoreOf(submission);
    return {
      submission,
      assignment,
      quizId: quizIdOf.get(assignment.id) ?? null,
      dueAtMs,
      secondsLate: secondsLate(submission, dueAtMs, nowMs),
      isLate: isLate(submission, dueAtMs, nowMs),
      isMissing: isMissing(submission, assignment, dueAtMs, nowMs),
      enteredScore,
      enteredGrade:
        enteredScore === null || enteredScore === submission.score
          ? submission.grade
          : gradeOfScore(enteredScore, assignment, scheme),
      isGradeHidden: !isGrader && isGradeHidden(submission, assignment),
    };
  });
}
