// Assignments in Canvas's Caliper. Canvas: live events reference §7.5.

import { userOrSystem } from './actor.ts';
import type { FormOf } from './caliper-form.ts';
import { entityText, urn } from './canvas-entity.ts';
import { courseOf } from './group.ts';
import { extensions, member } from './json-text.ts';

export function assignmentForm(action: 'Created' | 'Modified'): FormOf {
  return ({ metadata, body }) => {
    const assignmentId = body.id('assignment_id');
    if (assignmentId === undefined) return null;
    const more = extensions(
      member('lock_at', body.time('lock_at')) +
        member('workflow_state', action === 'Created' ? undefined : body.text('workflow_state')) +
        member('entity_id', `"${assignmentId}"`),
    );
    return {
      type: 'Event',
      actor: userOrSystem(metadata),
      action,
      object: entityText(
        urn('assignment', assignmentId),
        'AssignableDigitalResource',
        member('name', body.text('title')) +
          member('description', body.text('description')) +
          member(`date${action}`, body.time('updated_at')) +
          more +
          member('dateToShow', body.time('unlock_at')) +
          member('dateToSubmit', body.time('due_at')) +
          member('maxScore', body.text('points_possible')),
      ),
      group: courseOf(metadata),
    };
  };
}

export function overrideForm(action: 'Created' | 'Modified'): FormOf {
  return ({ metadata, body }) => {
    const overrideId = body.id('assignment_override_id');
    if (overrideId === undefined) return null;
    const more = extensions(
      member('lock_at', body.time('lock_at')) +
        member('entity_id', `"${overrideId}"`) +
        member('assignment_id', body.idText('assignment_id')) +
        member('all_day', body.text('all_day')) +
        member('all_day_date', body.time('all_day_date')) +
        member('type', body.text('type')) +
        member('course_section_id', body.idText('course_section_id')) +
        member('group_id', body.idText('group_id')) +
        member('workflow_state', body.text('workflow_state')),
    );
    return {
      type: 'Event',
      actor: userOrSystem(metadata),
      action,
      object: entityText(
        urn('assignment_override', overrideId),
        'Entity',
        more + member('dateToShow', body.time('unlock_at')) + member('dateToSubmit', body.time('due_at')),
      ),
      group: courseOf(metadata),
    };
  };
}
