// The attempt under way, for the components of its page.

import { createContext, useContext } from 'react';
import type { AttemptSession } from './attempt-session.ts';

const context = createContext<AttemptSession | null>(null);

export const SessionProvider = context.Provider;

export function useSession(): AttemptSession {
  const session = useContext(context);
  if (session === null) throw new Error('SessionProvider is missing');
  return session;
}
