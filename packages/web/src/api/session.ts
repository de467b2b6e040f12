// Signing in, signing out, and who one is.

import { ApiError, call, leaveForSignIn } from './client.ts';
import { urlOf } from './place.ts';

export interface SignedIn {
  user: { id: number; name: string } | null;
}

export interface DemoPerson {
  id: number;
  name: string;
  role: string;
}

/** Whoever looks at a page of staff. */
export interface Viewer {
  id: number;
  name: string;
  /** Sees deliveries, people and settings of the whole account. */
  isAccountAdmin: boolean;
}

/** Whoever is not signed in is brought to the sign-in page, and then this never settles. Raises ApiError. */
export async function viewer(): Promise<Viewer> {
  const { user, is_account_admin } = await call<SignedIn & { is_account_admin: boolean }>(
    'GET',
    '/login/session',
  );
  if (user === null) return leaveForSignIn();
  return { id: user.id, name: user.name, isAccountAdmin: is_account_admin };
}

/** Null for nobody. Raises ApiError, and what `signal` does. */
export async function whoOneIs(signal?: AbortSignal): Promise<SignedIn['user']> {
  const options = signal === undefined ? {} : { signal };
  return (await call<SignedIn>('GET', '/login/session', options)).user;
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
