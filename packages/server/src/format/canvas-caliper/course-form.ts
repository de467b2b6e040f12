// Courses in Canvas's Caliper. Canvas: live events reference §7.5.

import { userOrSystem } from './actor.ts';
import type { FormOf } from './caliper-form.ts';
import { canvasExtensions, entityText, urn } from './canvas-entity.ts';
import { idOf, textOf } from './canvas-values.ts';
import { member } from './json-text.ts';

/** What is made or changed is the course itself, so that it happens in none. */
export function courseForm(action: 'Created' | 'Modified'): FormOf {
  return ({ metadata, body }) => {
    const courseId = idOf(body.course_id);
    if (courseId === undefined) return null;
    return {
      type: 'Event',
      actor: userOrSystem(metadata),
      action,
      object: entityText(
        urn('course', courseId),
        'CourseOffering',
        member('name', textOf(body.name)),
        canvasExtensions(
          member('entity_id', `"${courseId}"`),
          member('workflow_state', action === 'Created' ? undefined : textOf(body.workflow_state)),
        ),
      ),
    };
  };
}
