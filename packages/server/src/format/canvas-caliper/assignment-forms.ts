// Assignments in Canvas's Caliper. Canvas: live events reference §7.5.

import { userOrSystem } from './actor.ts';
import type { FormOf } from './caliper-form.ts';
import { entityText, urn } from './canvas-entity.ts';
import { idOf, idTextOf, textOf, timeOf } from './canvas-values.ts';
import { courseOf } from './group.ts';
import { extensionsText } from './json-text.ts';

export function assignmentForm(action: 'Created' | 'Modified'): FormOf {
  return ({ metadata, body }) => {
    const assignmentId = idOf(body.assignment_id);
    if (assignmentId === undefined) return null;
    const isNew = action === 'Created';
    return {
      type: 'Event',
      actor: userOrSystem(metadata),
      action,
      object: entityText(urn('assignment', assignmentId), 'AssignableDigitalResource', {
        name: textOf(body.title),
        description: textOf(body.description),
        [isNew ? 'dateCreated' : 'dateModified']: timeOf(body.updated_at),
        extensions: extensionsText({
          lock_at: timeOf(body.lock_at),
          workflow_state: isNew ? undefined : textOf(body.workflow_state),
          entity_id: `"${assignmentId}"`,
        }),
        dateToShow: timeOf(body.unlock_at),
        dateToSubmit: timeOf(body.due_at),
        maxScore: textOf(body.points_possible),
      }),
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
      object: entityText(urn('assignment_override', overrideId), 'Entity', {
        extensions: extensionsText({
          lock_at: timeOf(body.lock_at),
          entity_id: `"${overrideId}"`,
          assignment_id: idTextOf(body.assignment_id),
          all_day: textOf(body.all_day),
          all_day_date: timeOf(body.all_day_date),
          type: textOf(body.type),
          course_section_id: idTextOf(body.course_section_id),
          group_id: idTextOf(body.group_id),
          workflow_state: textOf(body.workflow_state),
        }),
        dateToShow: timeOf(body.unlock_at),
        dateToSubmit: timeOf(body.due_at),
      }),
      group: courseOf(metadata),
    };
  };
}
