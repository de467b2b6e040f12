// Enrollments in Canvas's Caliper. Canvas: live events reference §7.5.

import { userOrSystem } from './actor.ts';
import type { FormOf } from './caliper-form.ts';
import { entityText, sectionUrn, urn, urnText } from './canvas-entity.ts';
import { idOf, textOf, timeOf } from './canvas-values.ts';
import { courseOf, sectionOf } from './group.ts';
import { extensionsText } from './json-text.ts';

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
      object: entityText(urn('enrollment', enrollmentId), 'Entity', {
        dateCreated: timeOf(body.created_at),
        dateModified: action === 'Modified' ? timeOf(body.updated_at) : undefined,
        extensions: extensionsText({
          course_id: urnText('course', courseId),
          course_section_id: `"${sectionUrn(courseId, sectionId)}"`,
          limit_privileges_to_course_section: textOf(body.limit_privileges_to_course_section),
          type: textOf(body.type),
          user_id: urnText('user', idOf(body.user_id)),
          user_name: textOf(body.user_name),
          workflow_state: textOf(body.workflow_state),
          entity_id: `"${enrollmentId}"`,
        }),
      }),
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
      object: entityText(urn('enrollment', enrollmentId), 'Entity', {
        extensions: extensionsText({
          access_is_current: textOf(body.access_is_current),
          restricted_access: textOf(body.restricted_access),
          state: textOf(body.state),
          state_is_current: textOf(body.state_is_current),
          state_valid_until: timeOf(body.state_valid_until),
          entity_id: `"${enrollmentId}"`,
        }),
        startedAtTime: timeOf(body.state_started_at),
      }),
      group: courseOf(metadata),
    };
  };
}
