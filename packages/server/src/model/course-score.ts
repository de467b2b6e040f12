// A student's score in a course, kept per enrollment: current (what is graded so far) and final (what is missing counts
// as zero), each as students see it (posted) and as it is (unposted).

export interface CourseScores {
  currentScore: number | null;
  finalScore: number | null;
  unpostedCurrentScore: number | null;
  unpostedFinalScore: number | null;
  currentPoints: number | null;
  unpostedCurrentPoints: number | null;
}

export interface CourseScore extends CourseScores {
  id: number;
  enrollmentId: number;
  courseId: number;
  userId: number;
  /** A percentage that a teacher gave instead; null when none did. */
  overrideScore: number | null;
  createdAtMs: number;
  updatedAtMs: number;
}

/** The scores of a course in which nothing is graded and nothing can be. */
export const noCourseScores: CourseScores = {
  currentScore: null,
  finalScore: null,
  unpostedCurrentScore: null,
  unpostedFinalScore: null,
  currentPoints: null,
  unpostedCurrentPoints: null,
};
