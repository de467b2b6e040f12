// The scores that count in the end: what was computed, or what a teacher gave instead.

import type { CourseScore, CourseScores } from '../model/course-score.ts';

/**
 * With overrides switched on in the course, an override stands for both the current and the final score; switched off, it is
 * kept and counts for nothing. Unposted scores and points stay as computed. Canvas: core reference §13.3.
 */
export function effectiveScores(
  score: CourseScores & Pick<CourseScore, 'overrideScore'>,
  isOverridable: boolean,
): CourseScores {
  const override = isOverridable ? score.overrideScore : null;
  return {
    currentScore: override ?? score.currentScore,
    finalScore: override ?? score.finalScore,
    unpostedCurrentScore: score.unpostedCurrentScore,
    unpostedFinalScore: score.unpostedFinalScore,
    currentPoints: score.currentPoints,
    unpostedCurrentPoints: score.unpostedCurrentPoints,
  };
}
