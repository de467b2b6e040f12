// Whether graders may replace final grades: the feature `final_grades_override` and the course's own setting, both.
// Without them everything is as if nobody had; what was entered is kept.

import { type Course, settingsOf } from '../../model/course.ts';
import { finalGradesOverride, isOn } from '../../model/feature-flag.ts';
import type { Query } from '../../store/database.ts';
import { findEffectiveFlags } from '../../store/feature-flags.ts';

type Overridable = Pick<Course, 'id' | 'accountId' | 'settings'>;

/** Canvas: core reference §6.4. */
export async function isOverrideAllowed(query: Query, course: Overridable): Promise<boolean> {
  return (await coursesAllowingOverride(query, [course])).has(course.id);
}

/** The ids of those of these courses that allow it. */
export async function coursesAllowingOverride(
  query: Query,
  courses: readonly Overridable[],
): Promise<ReadonlySet<number>> {
  const willing = courses.filter((course) => settingsOf(course).allowFinalGradeOverride === true);
  const flags = await findEffectiveFlags(query, willing, finalGradesOverride);
  return new Set([...flags].filter(([, flag]) => isOn(flag)).map(([id]) => id));
}
