// Signing in, signing out, and who one is.

import { ApiError, call } from './client.ts';
import { urlOf } from './place.ts';

export interface SignedIn {
  user: { id: number; name: string };
}

export interface DemoPerson {
  id: number;
  name: string;
  role: string;
}

/** Null for nobody. Raises ApiError, and what `signal` does. */
export async function whoOneIs(signal?: AbortSignal): Promise<SignedIn['user'] | null> {
  const options = signal === undefined ? {} : { signal };
  return (await call<{ user: SignedIn['user'] | null }>('GET', '/login/session', options)).user;
}

/** `returnTo` is where the person wanted to go, for the server's log. Raises ApiError: 401 for a token that does not count. */
export async function signIn(accessToken: string, returnTo: string): Promise<void> {
  const body = { access_token: accessToken, redirect_url: location.origin + returnTo };
  await call('POST', '/login/session', { body, whenSignedOut: 'throw' });
}

/** Only where the server has the demo. Raises ApiError. */
export async function demoPeople(): Promise<DemoPerson[]> {
  return (await call<{ people: DemoPerson[] }>('GET', '/login/demo')).people;
}

/** Raises ApiError. */
export async function signInAs(person: DemoPerson, returnTo: string): Promise<void> {
  await call('POST', '/login/demo', {
    body: { user_id: person.id, redirect_url: location.origin + returnTo },
  });
}

/** Ends on the sign-in page, also when there was no session any more. */
export async function signOut(): Promise<void> {
  await call('DELETE', '/login/session', { whenSignedOut: 'throw' }).catch((error: unknown) => {
    if (!(error instanceof ApiError) || error.status !== 401) throw error;
  });
  location.assign(urlOf('/login'));
}
