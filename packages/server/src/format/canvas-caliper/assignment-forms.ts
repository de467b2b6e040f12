// Assignments in Canvas's Caliper. Canvas: live events reference §7.5.

import { userOrSystem } from './actor.ts';
import type { FormOf } from './caliper-form.ts';
import { canvasExtensions, entityText, urn } from './canvas-entity.ts';
import { idOf, idTextOf, textOf, timeOf } from './canvas-values.ts';
import { courseOf } from './group.ts';
import { member } from './json-text.ts';

export function assignmentForm(action: 'Created' | 'Modified'): FormOf {
  return ({ metadata, body }) => {
    const assignmentId = idOf(body.assignment_id);
    if (assignmentId === undefined) return null;
    const isNew = action === 'Created';
    return {
      type: 'Event',
      actor: userOrSystem(metadata),
      action,
      object: entityText(
        urn('assignment', assignmentId),
        'AssignableDigitalResource',
        member('name', textOf(body.title)),
        member('description', textOf(body.description)),
        member(isNew ? 'dateCreated' : 'dateModified', timeOf(body.updated_at)),
        canvasExtensions(
          member('lock_at', timeOf(body.lock_at)),
          member('workflow_state', isNew ? undefined : textOf(body.workflow_state)),
          member('entity_id', `"${assignmentId}"`),
        ),
        member('dateToShow', timeOf(body.unlock_at)),
        member('dateToSubmit', timeOf(body.due_at)),
        member('maxScore', textOf(body.points_possible)),
      ),
      group: courseOf(metadata),
    };
  };
}

export function overrideForm(action: 'Created' | 'Modified'): FormOf {
  return ({ metadata, body }) => {
    const overrideId = idOf(body.assignment_override_id);
    if (overrideId === undefined) return null;
    return {
      type: 'Event',
      actor: userOrSystem(metadata),
      action,
      object: entityText(
        urn('assignment_override', overrideId),
        'Entity',
        canvasExtensions(
          member('lock_at', timeOf(body.lock_at)),
          member('entity_id', `"${overrideId}"`),
          member('assignment_id', idTextOf(body.assignment_id)),
          member('all_day', textOf(body.all_day)),
          member('all_day_date', timeOf(body.all_day_date)),
          member('type', textOf(body.type)),
          member('course_section_id', idTextOf(body.course_section_id)),
          member('group_id', idTextOf(body.group_id)),
          member('workflow_state', textOf(body.workflow_state)),
        ),
        member('dateToShow', timeOf(body.unlock_at)),
        member('dateToSubmit', timeOf(body.due_at)),
      ),
      group: courseOf(metadata),
    };
  };
}
