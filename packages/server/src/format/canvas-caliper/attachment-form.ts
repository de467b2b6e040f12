// Files in Canvas's Caliper. Canvas: live events reference §7.5.

import { userOrOwner } from './actor.ts';
import { courseOfRecord } from './body-context.ts';
import type { FormOf } from './caliper-form.ts';
import { entityText, urn } from './canvas-entity.ts';
import { extensions, member } from './json-text.ts';

/** A file that is removed is dated as one that is changed. */
export function attachmentForm(action: 'Created' | 'Deleted' | 'Modified'): FormOf {
  const date = action === 'Created' ? 'dateCreated' : 'dateModified';
  return (message) => {
    const { metadata, body } = message;
    const attachmentId = body.id('attachment_id');
    if (attachmentId === undefined) return null;
    const more = extensions(
      member('context_id', body.idText('context_id')) +
        member('context_type', body.text('context_type')) +
        member('filename', body.text('filename')) +
        member('folder_id', body.idText('folder_id')) +
        member('entity_id', `"${attachmentId}"`),
    );
    return {
      type: 'Event',
      actor: userOrOwner(metadata, body.id('user_id')),
      action,
      object: entityText(
        urn('attachment', attachmentId),
        'Document',
        member('name', body.text('display_name')) +
          member(date, body.time('updated_at')) +
          more +
          member('mediaType', body.text('content_type')),
      ),
      group: courseOfRecord(message),
    };
  };
}
