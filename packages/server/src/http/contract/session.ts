// Logging in and out on the wire. The secrets of a session are cookies; only the CSRF token is told to scripts as well.

import { type Static, Type } from 'typebox';
import { redirectUrlCharsMax } from '../../model/limits.ts';
import { wireTime } from '../../model/time.ts';
import type { FoundDemoPerson } from '../../operations/access/demo-people.ts';
import type { ShownSession } from '../../operations/access/show-session.ts';
import type { StartedSession } from '../../operations/access/start-session.ts';
import { stringParam } from '../canvas-wire/params.ts';
import { withoutSecrets } from '../without-secrets.ts';
import { shownUser, userJson } from './user.ts';

export const sessionPath = '/login/session';

const optional = (description: string) => Type.Optional(Type.Unknown({ description }));

export const loginBody = Type.Object({
  access_token: optional('Unless the `Authorization` header has it. It must have no scopes'),
  redirect_url: optional('Where the person wanted to go; for the live event'),
});

export const shownSession = Type.Object({
  user: shownUser,
  csrf_token: Type.String({ description: 'To be sent as `X-CSRF-Token` with every request but GET' }),
  expires_at: Type.String(),
});

/** Who one is; null of a person for nobody, who need not be refused for asking. */
export const whoOneIs = Type.Object({
  user: Type.Union([shownUser, Type.Null()]),
  is_account_admin: Type.Boolean({
    description: 'Sees deliveries, people and settings of the whole account',
  }),
  csrf_token: Type.Union([Type.String(), Type.Null()], {
    description: 'Of the session; null for who calls with an access token',
  }),
});

export const demoPath = '/login/demo';

export const demoPeople = Type.Object({
  people: Type.Array(Type.Object({ id: Type.Integer(), name: Type.String(), role: Type.String() })),
});

export const demoLoginBody = Type.Object({
  user_id: Type.Optional(Type.Unknown({ description: 'Of one of the people of the demo' })),
  redirect_url: Type.Optional(
    Type.Unknown({ description: 'Where the person wanted to go; for the live event' }),
  ),
});

export function whoOneIsJson(shown: ShownSession | null): Static<typeof whoOneIs> {
  return {
    user: shown === null ? null : userJson(shown.user),
    is_account_admin: shown?.isAccountAdmin ?? false,
    csrf_token: shown?.csrfToken ?? null,
  };
}

export function demoPeopleJson(people: readonly FoundDemoPerson[]): Static<typeof demoPeople> {
  return { people: people.map(({ user: { id, name }, role }) => ({ id, name, role })) };
}

/** Null when blank. Raises malformed. */
export function redirectUrlOf(body: Record<string, unknown>): string | null {
  const url = stringParam(body.redirect_url, 'redirect_url', redirectUrlCharsMax)?.trim() || null;
  return url === null ? null : withoutSecrets(url);
}

export function sessionJson({ user, csrfToken, expiresAtMs }: StartedSession): Static<typeof shownSession> {
  return { user: userJson(user), csrf_token: csrfToken, expires_at: wireTime(expiresAtMs) };
}
