// Courses for tests of course scores, written as short as the examples of the reference: points, points possible, and what
// is special about a piece of work. Numbers of assignments count on through the groups, from 1.

import { courseScores, type ScoredGroup, type ScoredSubmission } from '../../src/grading/course-scores.ts';
import type { CourseScores } from '../../src/model/course-score.ts';

export interface Work {
  /** Null is ungraded. */
  score: number | null;
  possible: number | null;
  state?: 'graded' | 'pending_review' | 'deleted';
  isUnposted?: boolean;
  isExcused?: boolean;
  isOmitted?: boolean;
  isAnonymous?: boolean;
  /** Nobody has made a row for the student. */
  isWithoutSubmission?: boolean;
}

export interface Group {
  weight?: number;
  dropLowest?: number;
  dropHighest?: number;
  neverDrop?: number[];
  work: Work[];
}

export interface CourseOptions {
  isWeighted?: boolean;
  isConcluded?: boolean;
}

export function work(score: number | null, possible: number | null, special: Partial<Work> = {}): Work {
  return { score, possible, ...special };
}

export function scoresOf(groups: readonly Group[], course: CourseOptions = {}): CourseScores {
  const submissions = new Map<number, ScoredSubmission>();
  let assignmentId = 0;
  const scored = groups.map((group, index): ScoredGroup => {
    const assignments = group.work.map((one) => {
      assignmentId += 1;
      if (one.isWithoutSubmission !== true) submissions.set(assignmentId, submissionOf(one, assignmentId));
      return {
        id: assignmentId,
        pointsPossible: one.possible,
        omitFromFinalGrade: one.isOmitted === true ? (1 as const) : (0 as const),
        anonymousGrading: one.isAnonymous === true ? (1 as const) : (0 as const),
      };
    });
    return {
      id: index + 1,
      groupWeight: group.weight ?? 0,
      dropLowest: group.dropLowest ?? null,
      dropHighest: group.dropHighest ?? null,
      neverDrop: group.neverDrop ?? [],
      assignments,
    };
  });
  return courseScores(
    { isWeighted: course.isWeighted === true, isConcluded: course.isConcluded === true },
    scored,
    submissions,
  );
}

/** An ungraded row is a placeholder, which is never posted. */
function submissionOf(one: Work, assignmentId: number): ScoredSubmission {
  const isGraded = one.score !== null || one.isExcused === true;
  return {
    id: 1000 + assignmentId,
    score: one.score,
    excused: one.isExcused === true ? 1 : 0,
    workflowState: one.state ?? (isGraded ? 'graded' : 'unsubmitted'),
    postedAtMs: isGraded && one.isUnposted !== true ? 1 : null,
  };
}
