// A student's scores in a course, out of what is in the gradebook. It knows one student; who that is, which assignments are
// published and assigned to them, and where the scores are kept is the caller's.

import type { Decimal } from 'decimal.js';
import type { Assignment, AssignmentGroup } from '../model/assignment.ts';
import type { CourseScores } from '../model/course-score.ts';
import type { Submission } from '../model/submission.ts';
import { decimalSum } from './decimal-sum.ts';
import { type DropRules, type GroupRow, keptRows } from './drop-rules.ts';
import { ExactDecimal, hundredths } from './exact-decimal.ts';

export type ScoredAssignment = Pick<
  Assignment,
  'id' | 'pointsPossible' | 'omitFromFinalGrade' | 'anonymousGrading'
>;

export type ScoredGroup = Pick<AssignmentGroup, 'id' | 'groupWeight'> &
  DropRules & { assignments: readonly ScoredAssignment[] };

export type ScoredSubmission = Pick<Submission, 'id' | 'score' | 'excused' | 'workflowState' | 'postedAtMs'>;

export interface ScoredCourse {
  /** Groups count by their weights. */
  isWeighted: boolean;
  /** The student has completed every enrollment in the course. */
  isConcluded: boolean;
}

/** Which work counts: what is graded (current), or all of it (final); what the student sees (posted), or all of it. */
interface View {
  isFinal: boolean;
  isPosted: boolean;
}

/**
 * Percentages with two decimals, null where nothing could be reached, and the points of the current views. `groups` are
 * those of the course with the published, gradeable assignments that the student has; `submissions` are theirs, by
 * assignment. Odd numbers give odd or null scores and no error. Canvas: core reference §12.1.
 */
export function courseScores(
  course: ScoredCourse,
  groups: readonly ScoredGroup[],
  submissions: ReadonlyMap<number, ScoredSubmission>,
): CourseScores {
  const sumsOf = groups.map((group) => groupSums(course, group, submissions));
  const inView = (view: View) => {
    const sums = sumsOf.map((sumIn) => sumIn(view));
    return { score: course.isWeighted ? weightedScore(sums) : plainScore(sums), points: pointsOf(sums) };
  };
  const current = inView({ isFinal: false, isPosted: true });
  const unpostedCurrent = inView({ isFinal: false, isPosted: false });
  return {
    currentScore: current.score,
    finalScore: inView({ isFinal: true, isPosted: true }).score,
    unpostedCurrentScore: unpostedCurrent.score,
    unpostedFinalScore: inView({ isFinal: true, isPosted: false }).score,
    currentPoints: current.points,
    unpostedCurrentPoints: unpostedCurrent.points,
  };
}

function rowsIn(
  view: View,
  course: ScoredCourse,
  group: ScoredGroup,
  submissions: ReadonlyMap<number, ScoredSubmission>,
): GroupRow[] {
  const rows: GroupRow[] = [];
  for (const assignment of group.assignments) {
    const submission = submissions.get(assignment.id);
    if (assignment.omitFromFinalGrade === 1 || isHiddenByAnonymity(view, assignment, submission)) continue;
    const counted = submission !== undefined && counts(view, submission) ? submission : undefined;
    if (counted === undefined && course.isConcluded) continue;
    if (counted?.excused === 1) continue;
    const score = counted?.score ?? null;
    if (score === null && !view.isFinal) continue;
    rows.push({ assignmentId: assignment.id, score: score ?? 0, total: assignment.pointsPossible ?? 0 });
  }
  return rows;
}

/** A total that moved would give away whose work an anonymous grader has just graded. */
function isHiddenByAnonymity(
  view: View,
  assignment: ScoredAssignment,
  submission: ScoredSubmission | undefined,
): boolean {
  return !view.isPosted && assignment.anonymousGrading === 1 && submission?.postedAtMs === null;
}

/** Otherwise it is as if there were no submission: nothing of it counts, not even that it was excused. */
function counts(view: View, submission: ScoredSubmission): boolean {
  if (submission.workflowState === 'deleted') return false;
  if (view.isPosted && submission.postedAtMs === null) return false;
  return view.isFinal || submission.workflowState !== 'pending_review';
}

interface GroupSum {
  weight: number;
  score: Decimal;
  possible: Decimal;
}

/** The group's sum by view. Most students have the same rows in several views, and their sum is then made once. */
function groupSums(
  course: ScoredCourse,
  group: ScoredGroup,
  submissions: ReadonlyMap<number, ScoredSubmission>,
): (view: View) => GroupSum {
  const made: { rows: readonly GroupRow[]; sum: GroupSum }[] = [];
  return (view) => {
    const rows = rowsIn(view, course, group, submissions);
    const same = made.find((one) => areSame(one.rows, rows));
    if (same !== undefined) return same.sum;
    const sum = groupSum(group, rows);
    made.push({ rows, sum });
    return sum;
  };
}

/** Both are of one group, in the order of its assignments. */
function areSame(rows: readonly GroupRow[], others: readonly GroupRow[]): boolean {
  return (
    rows.length === others.length &&
    rows.every((row, index) => {
      const other = others[index];
      return row.assignmentId === other?.assignmentId && row.score === other.score;
    })
  );
}

function groupSum(group: ScoredGroup, rows: readonly GroupRow[]): GroupSum {
  const kept = keptRows(rows, group);
  return {
    weight: group.groupWeight,
    score: decimalSum(kept.map(({ score }) => score)),
    possible: decimalSum(kept.map(({ total }) => total)),
  };
}

function plainScore(sums: readonly GroupSum[]): number | null {
  const possible = total(sums.map((sum) => sum.possible));
  if (!possible.gt(0)) return null;
  return hundredths(
    total(sums.map(({ score }) => score))
      .times(100)
      .div(possible),
  );
}

/** Groups without possible points do not weigh. Weights under 100 are scaled up to it, those above are left as they are. */
function weightedScore(sums: readonly GroupSum[]): number | null {
  const weighing = sums.filter(({ possible }) => possible.gt(0));
  const weight = decimalSum(weighing.map((sum) => sum.weight));
  if (weight.isZero()) return null;
  const reached = total(weighing.map(({ score, possible, weight }) => score.div(possible).times(weight)));
  const scaled = weight.lt(100) ? reached.times(100).div(weight) : reached;
  // Quotients that never end would keep a half from being one; as a double it is.
  return hundredths(new ExactDecimal(scaled.toNumber()));
}

function pointsOf(sums: readonly GroupSum[]): number | null {
  const points = total(sums.map(({ score }) => score)).toNumber();
  return Number.isFinite(points) ? points : null;
}

function total(values: readonly Decimal[]): Decimal {
  return values.reduce((sum, value) => sum.plus(value), new ExactDecimal(0));
}
