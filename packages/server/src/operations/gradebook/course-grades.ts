// What students have in their courses, as one caller sees it: graders what is computed, and beside it what a grader has put
// in its place; students, and who observes them, what holds. Core reference §7.2, §13.3.

import { effectiveScores } from '../../grading/effective-score.ts';
import { letterOf } from '../../grading/grading-scheme.ts';
import type { Course } from '../../model/course.ts';
import { type CourseScore, type CourseScores, noCourseScores } from '../../model/course-score.ts';
import type { Enrollment } from '../../model/enrollment.ts';
import type { GradingScheme } from '../../model/grading-standard.ts';
import type { EnrollmentSight } from '../../model/roster-policy.ts';
import { listCourseScores } from '../../store/course-scores.ts';
import type { Query } from '../../store/database.ts';
import { courseGradingSchemes } from './grading-scheme.ts';
import { coursesAllowingOverride } from './override-setting.ts';

/** Scores are percentages; grades are letters, null in a course without a scheme. */
export interface GradesOfView {
  currentScore: number | null;
  currentGrade: string | null;
  finalScore: number | null;
  finalGrade: string | null;
  currentPoints: number | null;
}

export interface CourseGrades extends GradesOfView {
  /** With what students have not been shown yet; for graders. */
  unposted: GradesOfView | null;
  /** Null unless somebody has overridden the final grade, and the course lets them; for graders. */
  override: { score: number; grade: string | null } | null;
}

export interface GradedEnrollment {
  enrollment: Pick<Enrollment, 'id' | 'type'>;
  course: Course;
  seen: EnrollmentSight['grades'];
}

/** By enrollment, of students whose grades the caller sees. */
export async function courseGrades(
  query: Query,
  enrollments: readonly GradedEnrollment[],
): Promise<Map<number, CourseGrades>> {
  const graded = enrollments.filter(
    ({ enrollment, seen }) => enrollment.type === 'StudentEnrollment' && seen !== 'none',
  );
  const scores = await listCourseScores(
    query,
    graded.map(({ enrollment }) => enrollment.id),
  );
  const scoreOf = new Map(scores.map((score) => [score.enrollmentId, score]));
  const courses = [...new Map(graded.map(({ course }) => [course.id, course])).values()];
  const allowing = await coursesAllowingOverride(query, courses);
  const schemes = await courseGradingSchemes(query, courses);
  return new Map(
    graded.map(({ enrollment, course, seen }) => {
      const score = scoreOf.get(enrollment.id) ?? { ...noCourseScores, overrideScore: null };
      const scheme = schemes.get(course.id) ?? null;
      const isOverridable = allowing.has(course.id);
      return [
        enrollment.id,
        seen === 'own'
          ? gradesOfOneself(score, scheme, isOverridable)
          : gradesForGraders(score, scheme, isOverridable),
      ];
    }),
  );
}

type Score = CourseScores & Pick<CourseScore, 'overrideScore'>;

function gradesOfOneself(score: Score, scheme: GradingScheme | null, isOverridable: boolean): CourseGrades {
  return { ...postedGrades(effectiveScores(score, isOverridable), scheme), unposted: null, override: null };
}

function gradesForGraders(score: Score, scheme: GradingScheme | null, isOverridable: boolean): CourseGrades {
  const override = isOverridable ? score.overrideScore : null;
  return {
    ...postedGrades(score, scheme),
    unposted: unpostedGrades(score, scheme),
    override: override === null ? null : { score: override, grade: letter(override, scheme) },
  };
}

function postedGrades(
  { currentScore, finalScore, currentPoints }: CourseScores,
  scheme: GradingScheme | null,
): GradesOfView {
  return {
    currentScore,
    currentGrade: letter(currentScore, scheme),
    finalScore,
    finalGrade: letter(finalScore, scheme),
    currentPoints,
  };
}

function unpostedGrades(
  { unpostedCurrentScore, unpostedFinalScore, unpostedCurrentPoints }: CourseScores,
  scheme: GradingScheme | null,
): GradesOfView {
  return {
    currentScore: unpostedCurrentScore,
    currentGrade: letter(unpostedCurrentScore, scheme),
    finalScore: unpostedFinalScore,
    finalGrade: letter(unpostedFinalScore, scheme),
    currentPoints: unpostedCurrentPoints,
  };
}

function letter(score: number | null, scheme: GradingScheme | null): string | null {
  return score === null || scheme === null ? null : letterOf(score, scheme);
}
