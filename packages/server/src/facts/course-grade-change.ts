// course_grade_change: what a student has in a course has moved. Canvas: live events reference §3.2.

import type { CourseScore, CourseScores } from '../model/course-score.ts';
import { wireTime } from '../model/time.ts';
import type { Fact } from './fact.ts';

const announced = ['currentScore', 'finalScore', 'unpostedCurrentScore', 'unpostedFinalScore'] as const;

/**
 * Null when none of the four scores moved, and when these are the first: `before` is null. Several enrollments of a student
 * have the same scores and are announced once, with `before` being the row of the first.
 */
export function courseGradeChange(
  before: CourseScore | null,
  after: CourseScores,
  updatedAtMs: number,
): Fact | null {
  if (before === null || announced.every((name) => before[name] === after[name])) return null;
  return {
    eventName: 'course_grade_change',
    courseId: before.courseId,
    assignmentId: null,
    userId: before.userId,
    body: {
      user_id: before.userId,
      course_id: before.courseId,
      workflow_state: 'active',
      created_at: wireTime(before.createdAtMs),
      updated_at: wireTime(updatedAtMs),
      current_score: after.currentScore,
      old_current_score: before.currentScore,
      final_score: after.finalScore,
      old_final_score: before.finalScore,
      unposted_current_score: after.unpostedCurrentScore,
      old_unposted_current_score: before.unpostedCurrentScore,
      unposted_final_score: after.unpostedFinalScore,
      old_unposted_final_score: before.unpostedFinalScore,
    },
  };
}

/** As they are in a body; each has what it was beside it. */
const wireNames = ['current_score', 'final_score', 'unposted_current_score', 'unposted_final_score'] as const;

/**
 * What was said in a transaction, in the order of announcing. Canvas computes scores in a job, when all that moves them is
 * done: they come last, and once for each student in a course, from what they were before the first computation to what
 * they are after the last, or not at all when that is the same. Live events reference §3.0, §3.2.
 */
export function withScoresLast(facts: readonly Fact[]): readonly Fact[] {
  const [moves, others] = [facts.filter(isMove), facts.filter((fact) => !isMove(fact))];
  const ofStudents = Map.groupBy(moves, ({ courseId, userId }) => `${courseId} ${userId}`);
  return [...others, ...[...ofStudents.values()].flatMap(wholeMove)];
}

function isMove({ eventName }: Fact): boolean {
  return eventName === 'course_grade_change';
}

/** Of one student, oldest first. */
function wholeMove(moves: readonly Fact[]): Fact | [] {
  const [first, last] = [moves[0], moves.at(-1)];
  if (first === undefined || last === undefined || first === last) return first ?? [];
  const old = wireNames.map((name) => [`old_${name}`, first.body[`old_${name}`] ?? null] as const);
  const body = { ...last.body, ...Object.fromEntries(old) };
  return wireNames.every((name) => body[name] === body[`old_${name}`]) ? [] : { ...last, body };
}
