// Which grading scheme holds: the assignment's own, else the course's, else the default one.

import type { Assignment } from '../../model/assignment.ts';
import { type Course, settingsOf } from '../../model/course.ts';
import { defaultGradingScheme, type GradingScheme } from '../../model/grading-standard.ts';
import { findCourse } from '../../store/courses.ts';
import type { Query } from '../../store/database.ts';
import { listGradingStandardsById, listGradingStandardsNumbered } from '../../store/grading-standards.ts';

type Lettered = Pick<Assignment, 'id' | 'gradingType' | 'gradingStandardId'>;

/** For the grades of one assignment, as `gradingSchemesFor`. */
export async function gradingSchemeFor(
  query: Query,
  course: Pick<Course, 'id'>,
  assignment: Lettered,
): Promise<GradingScheme> {
  const schemes = await gradingSchemesFor(query, course, [assignment]);
  return schemes.get(assignment.id) ?? defaultGradingScheme;
}

/**
 * For the grades of these assignments of the course, by assignment id. The course is read anew, because the caller's record
 * may be older than the locks that the caller holds. Canvas: core reference §10.4.
 */
export async function gradingSchemesFor(
  query: Query,
  course: Pick<Course, 'id'>,
  assignments: readonly Lettered[],
): Promise<ReadonlyMap<number, GradingScheme>> {
  const lettered = assignments.filter(hasLetters);
  const present = lettered.length === 0 ? undefined : await findCourse(query, course.id);
  const ofCourse = (present && settingsOf(present).gradingStandardId) ?? 0;
  const numberOf = (assignment: Lettered) =>
    hasLetters(assignment) ? (assignment.gradingStandardId ?? ofCourse) : 0;
  const standards = await listGradingStandardsNumbered(query, course.id, lettered.map(numberOf));
  const schemes = new Map(standards.map(({ id, scheme }) => [id, JSON.parse(scheme) as GradingScheme]));
  return new Map(
    assignments.map((assignment) => [
      assignment.id,
      schemes.get(numberOf(assignment)) ?? defaultGradingScheme,
    ]),
  );
}

/** Whether its grades are words of a scheme. */
export function hasLetters({ gradingType }: Pick<Assignment, 'gradingType'>): boolean {
  return gradingType === 'letter_grade' || gradingType === 'gpa_scale';
}

/**
 * For the grades of courses, by course id; a course without a scheme switched on has no grades and is left out. Canvas: 0 is
 * the default scheme; so is here what does not exist.
 */
export async function courseGradingSchemes(
  query: Query,
  courses: readonly Pick<Course, 'id' | 'settings'>[],
): Promise<ReadonlyMap<number, GradingScheme>> {
  const numbered = courses.flatMap((course) => {
    const { gradingStandardId } = settingsOf(course);
    return gradingStandardId == null ? [] : [{ courseId: course.id, gradingStandardId }];
  });
  const ids = numbered.map(({ gradingStandardId }) => gradingStandardId);
  const standards = await listGradingStandardsById(query, ids);
  return new Map(
    numbered.map(({ courseId, gradingStandardId }) => {
      const own = standards.find((row) => row.id === gradingStandardId && row.courseId === courseId);
      return [courseId, own === undefined ? defaultGradingScheme : (JSON.parse(own.scheme) as GradingScheme)];
    }),
  );
}
