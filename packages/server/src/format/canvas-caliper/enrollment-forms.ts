// Enrollments in Canvas's Caliper. Canvas: live events reference §7.5.

import { userOrSystem } from './actor.ts';
import type { FormOf } from './caliper-form.ts';
import { entityText, sectionUrn, urn, urnText } from './canvas-entity.ts';
import { courseOf, sectionOf } from './group.ts';
import { extensions, member } from './json-text.ts';

export function enrollmentForm(action: 'Created' | 'Modified'): FormOf {
  return ({ metadata, body }) => {
    const enrollmentId = body.id('enrollment_id');
    const courseId = body.id('course_id');
    const sectionId = body.id('course_section_id');
    if (enrollmentId === undefined || courseId === undefined || sectionId === undefined) return null;
    const more = extensions(
      member('course_id', urnText('course', courseId)) +
        member('course_section_id', `"${sectionUrn(courseId, sectionId)}"`) +
        member('limit_privileges_to_course_section', body.text('limit_privileges_to_course_section')) +
        member('type', body.text('type')) +
        member('user_id', urnText('user', body.id('user_id'))) +
        member('user_name', body.text('user_name')) +
        member('workflow_state', body.text('workflow_state')) +
        member('entity_id', `"${enrollmentId}"`),
    );
    return {
      type: 'Event',
      actor: userOrSystem(metadata),
      action,
      object: entityText(
        urn('enrollment', enrollmentId),
        'Entity',
        member('dateCreated', body.time('created_at')) +
          member('dateModified', action === 'Created' ? undefined : body.time('updated_at')) +
          more,
      ),
      group: sectionOf(metadata, courseId, sectionId),
    };
  };
}

export function enrollmentStateForm(action: 'Created' | 'Modified'): FormOf {
  return ({ metadata, body }) => {
    const enrollmentId = body.id('enrollment_id');
    if (enrollmentId === undefined) return null;
    const more = extensions(
      member('access_is_current', body.text('access_is_current')) +
        member('restricted_access', body.text('restricted_access')) +
        member('state', body.text('state')) +
        member('state_is_current', body.text('state_is_current')) +
        member('state_valid_until', body.time('state_valid_until')) +
        member('entity_id', `"${enrollmentId}"`),
    );
    return {
      type: 'Event',
      actor: userOrSystem(metadata),
      action,
      object: entityText(
        urn('enrollment', enrollmentId),
        'Entity',
        more + member('startedAtTime', body.time('state_started_at')),
      ),
      group: courseOf(metadata),
    };
  };
}
