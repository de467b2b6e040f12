// Courses in Canvas's Caliper. Canvas: live events reference §7.5.

import { userOrSystem } from './actor.ts';
import type { FormOf } from './caliper-form.ts';
import { entityText, urn } from './canvas-entity.ts';
import { extensions, member } from './json-text.ts';

/** What is made or changed is the course itself, so that it happens in none. */
export function courseForm(action: 'Created' | 'Modified'): FormOf {
  return ({ metadata, body }) => {
    const courseId = body.id('course_id');
    if (courseId === undefined) return null;
    const more = extensions(
      member('entity_id', `"${courseId}"`) +
        member('workflow_state', action === 'Created' ? undefined : body.text('workflow_state')),
    );
    return {
      type: 'Event',
      actor: userOrSystem(metadata),
      action,
      object: entityText(urn('course', courseId), 'CourseOffering', member('name', body.text('name')) + more),
    };
  };
}
