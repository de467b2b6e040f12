// Enrollments in Canvas's Caliper. Canvas: live events reference §7.5.

import { userOrSystem } from './actor.ts';
import type { FormOf } from './caliper-form.ts';
import { canvasExtensions, entityText, sectionUrn, urn, urnText } from './canvas-entity.ts';
import { idOf, textOf, timeOf } from './canvas-values.ts';
import { courseOf, sectionOf } from './group.ts';
import { member } from './json-text.ts';

export function enrollmentForm(action: 'Created' | 'Modified'): FormOf {
  return ({ metadata, body }) => {
    const enrollmentId = idOf(body.enrollment_id);
    const courseId = idOf(body.course_id);
    const sectionId = idOf(body.course_section_id);
    if (enrollmentId === undefined || courseId === undefined || sectionId === undefined) return null;
    return {
      type: 'Event',
      actor: userOrSystem(metadata),
      action,
      object: entityText(
        urn('enrollment', enrollmentId),
        'Entity',
        member('dateCreated', timeOf(body.created_at)),
        member('dateModified', action === 'Modified' ? timeOf(body.updated_at) : undefined),
        canvasExtensions(
          member('course_id', urnText('course', courseId)),
          member('course_section_id', `"${sectionUrn(courseId, sectionId)}"`),
          member('limit_privileges_to_course_section', textOf(body.limit_privileges_to_course_section)),
          member('type', textOf(body.type)),
          member('user_id', urnText('user', idOf(body.user_id))),
          member('user_name', textOf(body.user_name)),
          member('workflow_state', textOf(body.workflow_state)),
          member('entity_id', `"${enrollmentId}"`),
        ),
      ),
      group: sectionOf(metadata, courseId, sectionId),
    };
  };
}

export function enrollmentStateForm(action: 'Created' | 'Modified'): FormOf {
  return ({ metadata, body }) => {
    const enrollmentId = idOf(body.enrollment_id);
    if (enrollmentId === undefined) return null;
    return {
      type: 'Event',
      actor: userOrSystem(metadata),
      action,
      object: entityText(
        urn('enrollment', enrollmentId),
        'Entity',
        canvasExtensions(
          member('access_is_current', textOf(body.access_is_current)),
          member('restricted_access', textOf(body.restricted_access)),
          member('state', textOf(body.state)),
          member('state_is_current', textOf(body.state_is_current)),
          member('state_valid_until', timeOf(body.state_valid_until)),
          member('entity_id', `"${enrollmentId}"`),
        ),
        member('startedAtTime', timeOf(body.state_started_at)),
      ),
      group: courseOf(metadata),
    };
  };
}
