// What a student has in a course as a whole moves, or somebody puts another grade in its place. Nobody grades an attempt then,
// so that it is no GradeEvent: the result is modified.

import type { CaliperEvent } from '@quizwire/caliper';
import { actorOf, commonKeys, own, person, type Told } from './told.ts';
import { numberOf, timeOf, type Values } from './values.ts';

/** Course scores are in percent. */
const maxResultScore = 100;

export function courseGradeChanged(told: Told): CaliperEvent[] | null {
  const { user_id, course_id, created_at, updated_at, workflow_state, ...scores } = told.body;
  return resultModified(told, 'computed', numberOf(told.body.current_score), scores);
}

export function gradeOverridden(told: Told): CaliperEvent[] | null {
  const { enrollment_id, override_score, old_override_score } = told.body;
  const more = { enrollment_id: told.names.id(enrollment_id), override_score, old_override_score };
  return resultModified(told, 'override', numberOf(override_score), more);
}

/**
 * What is computed nobody but the application changes, whoever gave it reason to. Whose result it is stands as the target: a
 * result without an attempt has no other place for it.
 */
function resultModified(
  told: Told,
  kind: 'computed' | 'override',
  resultScore: number | undefined,
  more: Values,
): CaliperEvent[] | null {
  const { names, body } = told;
  const userId = names.id(body.user_id);
  const courseId = names.id(body.course_id);
  if (userId === undefined || courseId === undefined) return null;
  return [
    {
      ...commonKeys(told),
      type: 'Event',
      actor: kind === 'computed' ? told.app : actorOf(told),
      action: 'Modified',
      object: {
        id: names.courseResult(courseId, userId, kind),
        type: 'Result',
        resultScore,
        maxResultScore,
        dateModified: timeOf(body.updated_at),
        extensions: own(more),
      },
      target: person(told, userId),
    },
  ];
}
