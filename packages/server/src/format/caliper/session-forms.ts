// Somebody logs in or out. That a session expires is announced by nobody.

import type { CaliperEvent } from '@quizwire/caliper';
import { commonKeys, person, type Told } from './told.ts';
import { textOf } from './values.ts';

export function loggedIn(told: Told): CaliperEvent[] | null {
  const wanted = wantedAddress(told);
  return sessionEvent(told, 'LoggedIn', wanted);
}

export function loggedOut(told: Told): CaliperEvent[] | null {
  return sessionEvent(told, 'LoggedOut', undefined);
}

function sessionEvent(
  told: Told,
  action: 'LoggedIn' | 'LoggedOut',
  wanted: string | undefined,
): CaliperEvent[] | null {
  if (told.userId === undefined) return null;
  return [
    {
      ...commonKeys(told),
      type: 'SessionEvent',
      actor: person(told, told.userId),
      action,
      object: told.app,
      target: wanted === undefined ? undefined : { id: wanted, type: 'DigitalResource' },
    },
  ];
}

/** Where they wanted to go, which may be a path of the application; undefined for what is no address. */
function wantedAddress({ body, app }: Told): string | undefined {
  const address = textOf(body.redirect_url);
  if (address === undefined || !URL.canParse(address, app.id)) return undefined;
  const { protocol, href } = new URL(address, app.id);
  if (protocol !== 'http:' && protocol !== 'https:') return undefined;
  // URLs may have these in them, IRIs may not.
  return href.replace(/[{}|\\^`]/g, encodeURIComponent);
}
