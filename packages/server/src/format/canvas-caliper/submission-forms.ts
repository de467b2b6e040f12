// What is handed in, in Canvas's Caliper. Canvas: live events reference §7.5.

import { userOrOwner, userOrSystem } from './actor.ts';
import type { CaliperForm, CanvasMessage } from './caliper-form.ts';
import { entityText, personText, urn } from './canvas-entity.ts';
import type { CanvasValues } from './canvas-values.ts';
import { courseOf } from './group.ts';
import { extensions, member } from './json-text.ts';

export function submissionCreated({ metadata, body }: CanvasMessage): CaliperForm | null {
  const userId = body.id('user_id');
  const handedInAt = body.time('submitted_at') ?? body.time('updated_at');
  const object = attemptText(body, member('dateCreated', handedInAt));
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
  const object = attemptText(body, member('dateModified', body.time('updated_at')));
  if (object === null) return null;
  return {
    type: 'Event',
    actor: userOrSystem(metadata),
    action: 'Modified',
    object,
    group: courseOf(metadata),
  };
}

function attemptText(body: CanvasValues, date: string): string | null {
  const submissionId = body.id('submission_id');
  const assignmentId = body.id('assignment_id');
  const userId = body.id('user_id');
  if (submissionId === undefined || assignmentId === undefined || userId === undefined) return null;
  const more = extensions(
    member('submission_type', body.text('submission_type')) +
      member('url', body.text('url')) +
      member('entity_id', `"${submissionId}"`),
  );
  return entityText(
    urn('submission', submissionId),
    'Attempt',
    date +
      more +
      member('assignee', personText(userId)) +
      member('assignable', entityText(urn('assignment', assignmentId), 'AssignableDigitalResource')) +
      member('count', body.text('attempt')) +
      member('body', body.text('body')),
  );
}
