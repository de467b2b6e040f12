// What is handed in, in Canvas's Caliper. Canvas: live events reference §7.5.

import { userOrOwner, userOrSystem } from './actor.ts';
import type { CaliperForm } from './caliper-form.ts';
import { canvasExtensions, entityText, personText, urn } from './canvas-entity.ts';
import { type CanvasMessage, idOf, textOf, timeOf, type Values } from './canvas-values.ts';
import { courseOf } from './group.ts';
import { member } from './json-text.ts';

export function submissionCreated({ metadata, body }: CanvasMessage): CaliperForm | null {
  const userId = idOf(body.user_id);
  const object = attemptText(
    body,
    member('dateCreated', timeOf(body.submitted_at) ?? timeOf(body.updated_at)),
  );
  if (object === null || userId === undefined) return null;
  return {
    type: 'AssignableEvent',
    actor: userOrOwner(metadata, userId),
    action: 'Submitted',
    object,
    group: courseOf(metadata),
  };
}

export function submissionUpdated({ metadata, body }: CanvasMessage): CaliperForm | null {
  const object = attemptText(body, member('dateModified', timeOf(body.updated_at)));
  if (object === null) return null;
  return {
    type: 'Event',
    actor: userOrSystem(metadata),
    action: 'Modified',
    object,
    group: courseOf(metadata),
  };
}

function attemptText(body: Values, date: string): string | null {
  const submissionId = idOf(body.submission_id);
  const assignmentId = idOf(body.assignment_id);
  const userId = idOf(body.user_id);
  if (submissionId === undefined || assignmentId === undefined || userId === undefined) return null;
  return entityText(
    urn('submission', submissionId),
    'Attempt',
    date,
    canvasExtensions(
      member('submission_type', textOf(body.submission_type)),
      member('url', textOf(body.url)),
      member('entity_id', `"${submissionId}"`),
    ),
    member('assignee', personText(userId)),
    member('assignable', entityText(urn('assignment', assignmentId), 'AssignableDigitalResource')),
    member('count', textOf(body.attempt)),
    member('body', textOf(body.body)),
  );
}
