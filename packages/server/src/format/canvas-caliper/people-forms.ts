// People coming and going, in Canvas's Caliper. Canvas: live events reference §7.5.

import { systemText, userOrNobody, userOrSystem } from './actor.ts';
import type { CaliperForm } from './caliper-form.ts';
import { canvasExtensions, entityText, urn, urnText } from './canvas-entity.ts';
import { type CanvasMessage, idOf, textOf, timeOf } from './canvas-values.ts';
import { member } from './json-text.ts';

export function loggedIn({ metadata, body }: CanvasMessage): CaliperForm {
  const extensions = canvasExtensions(member('redirect_url', textOf(body.redirect_url)));
  return {
    type: 'SessionEvent',
    actor: userOrNobody(metadata),
    action: 'LoggedIn',
    object: systemText(metadata, extensions),
  };
}

export function loggedOut({ metadata }: CanvasMessage): CaliperForm {
  return {
    type: 'SessionEvent',
    actor: userOrNobody(metadata),
    action: 'LoggedOut',
    object: systemText(metadata),
  };
}

/** The account is the object, and the user who comes into it a remark. */
export function userAddedToAccount({ metadata, body }: CanvasMessage): CaliperForm | null {
  const accountId = idOf(body.account_id);
  if (accountId === undefined) return null;
  return {
    type: 'Event',
    actor: userOrSystem(metadata),
    action: 'Created',
    object: entityText(
      urn('account', accountId),
      'Entity',
      member('dateCreated', timeOf(body.created_at)),
      member('dateModified', timeOf(body.updated_at)),
      canvasExtensions(
        member('is_admin', textOf(body.is_admin)),
        member('user_id', urnText('user', idOf(body.user_id))),
      ),
    ),
  };
}
