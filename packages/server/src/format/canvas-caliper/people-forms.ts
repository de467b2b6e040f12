// People coming and going, in Canvas's Caliper. Canvas: live events reference §7.5.

import { systemText, userOrNobody, userOrSystem } from './actor.ts';
import type { CaliperForm, CanvasMessage } from './caliper-form.ts';
import { entityText, urn, urnText } from './canvas-entity.ts';
import { extensions, member } from './json-text.ts';

export function loggedIn({ metadata, body }: CanvasMessage): CaliperForm {
  return {
    type: 'SessionEvent',
    actor: userOrNobody(metadata),
    action: 'LoggedIn',
    object: systemText(metadata, extensions(member('redirect_url', body.text('redirect_url')))),
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
  const accountId = body.id('account_id');
  if (accountId === undefined) return null;
  const more = extensions(
    member('is_admin', body.text('is_admin')) + member('user_id', urnText('user', body.id('user_id'))),
  );
  return {
    type: 'Event',
    actor: userOrSystem(metadata),
    action: 'Created',
    object: entityText(
      urn('account', accountId),
      'Entity',
      member('dateCreated', body.time('created_at')) + member('dateModified', body.time('updated_at')) + more,
    ),
  };
}
