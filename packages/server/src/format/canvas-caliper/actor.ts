// Who did it. Canvas: live events reference §7.3.

import { canvasExtensions, entityText, personText, urn } from './canvas-entity.ts';
import { idOf, idTextOf, textOf, type Values } from './canvas-values.ts';
import { member, objectText } from './json-text.ts';

export interface Actor {
  /** Null for the Canvas itself, and for a person whom nobody knows. */
  userId: string | null;
  text: string;
}

/** The user of the request, or else the Canvas itself. */
export function userOrSystem(metadata: Values): Actor {
  const userId = idOf(metadata.user_id);
  return userId === undefined ? { userId: null, text: systemText(metadata) } : user(metadata, userId);
}

/** The user of the request; of an event that only a person can cause, when the request had none, the user 0. */
export function userOrNobody(metadata: Values): Actor {
  const userId = idOf(metadata.user_id);
  return userId === undefined ? { userId: null, text: personText('0') } : user(metadata, userId);
}

/** The user of the request, or else the one that the body names. */
export function userOrOwner(metadata: Values, ownerId: string): Actor {
  return user(metadata, idOf(metadata.user_id) ?? ownerId);
}

/** Who graded, told by the id alone; the Canvas itself where nobody did. */
export function graderOrSystem(metadata: Values, graderId: string | undefined): Actor {
  return graderId === undefined
    ? { userId: null, text: systemText(metadata) }
    : { userId: graderId, text: personText(graderId) };
}

/** The Canvas; `extensions` is a member, or nothing. */
export function systemText(metadata: Values, extensions = ''): string {
  return objectText(
    member('id', systemIdText(metadata)),
    member('type', '"SoftwareApplication"'),
    extensions,
  );
}

/** A job knows no host name; Canvas's documentation gives it the one of the vendor. */
export function systemIdText({ hostname }: Values): string {
  return JSON.stringify(`http://${typeof hostname === 'string' ? hostname : 'www.canvaslms.com'}/`);
}

function user(metadata: Values, userId: string): Actor {
  const extensions = canvasExtensions(
    member('user_login', textOf(metadata.user_login)),
    member('user_sis_id', textOf(metadata.user_sis_id)),
    member('root_account_id', idTextOf(metadata.root_account_id)),
    member('root_account_lti_guid', textOf(metadata.root_account_lti_guid)),
    member('root_account_uuid', textOf(metadata.root_account_uuid)),
    member('real_user_id', idTextOf(metadata.real_user_id)),
    member('entity_id', `"${userId}"`),
  );
  return { userId, text: entityText(urn('user', userId), 'Person', extensions) };
}
