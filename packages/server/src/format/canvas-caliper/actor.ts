// Who did it. Canvas: live events reference §7.3.

import { entityText, personText, urn } from './canvas-entity.ts';
import type { CanvasValues } from './canvas-values.ts';
import { extensions, member } from './json-text.ts';

export interface Actor {
  /** Null for the Canvas itself, and for a person whom nobody knows. */
  userId: string | null;
  text: string;
}

/** The user of the request, or else the Canvas itself. */
export function userOrSystem(metadata: CanvasValues): Actor {
  return userOrOwner(metadata, undefined);
}

/** The user of the request; of an event that only a person can cause, when the request had none, the user 0. */
export function userOrNobody(metadata: CanvasValues): Actor {
  const userId = metadata.id('user_id');
  return userId === undefined ? { userId: null, text: personText('0') } : user(metadata, userId);
}

/** The user of the request, or else the one that the body names; the Canvas itself where neither does. */
export function userOrOwner(metadata: CanvasValues, ownerId: string | undefined): Actor {
  const userId = metadata.id('user_id') ?? ownerId;
  return userId === undefined ? { userId: null, text: systemText(metadata) } : user(metadata, userId);
}

/** Who graded, told by the id alone; the Canvas itself where nobody did. */
export function graderOrSystem(metadata: CanvasValues, graderId: string | undefined): Actor {
  return graderId === undefined
    ? { userId: null, text: systemText(metadata) }
    : { userId: graderId, text: personText(graderId) };
}

/** The Canvas; `members` as `member` makes them. */
export function systemText(metadata: CanvasValues, members = ''): string {
  return `{"id":${systemIdText(metadata)},"type":"SoftwareApplication"${members}}`;
}

/** A job knows no host name; Canvas's documentation gives it the one of the vendor. */
export function systemIdText(metadata: CanvasValues): string {
  return `"http://${metadata.unquoted('hostname') ?? 'www.canvaslms.com'}/"`;
}

function user(metadata: CanvasValues, userId: string): Actor {
  const more = extensions(
    member('user_login', metadata.text('user_login')) +
      member('user_sis_id', metadata.text('user_sis_id')) +
      member('root_account_id', metadata.idText('root_account_id')) +
      member('root_account_lti_guid', metadata.text('root_account_lti_guid')) +
      member('root_account_uuid', metadata.text('root_account_uuid')) +
      member('real_user_id', metadata.idText('real_user_id')) +
      member('entity_id', `"${userId}"`),
  );
  return { userId, text: entityText(urn('user', userId), 'Person', more) };
}
