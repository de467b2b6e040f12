// A person logs in or out, or an application ends the session.

import type { Person, SoftwareApplication } from '../entities/agents.ts';
import type { DigitalResource } from '../entities/digital-resources.ts';
import type { Session } from '../entities/sessions.ts';
import type { OrIri } from '../values/iri.ts';
import type { EventKeys } from './event-keys.ts';

interface SessionKeys extends EventKeys {
  type: 'SessionEvent';
  /** What the person wanted to reach. */
  target?: OrIri<DigitalResource> | undefined;
  referrer?: OrIri<DigitalResource | SoftwareApplication> | undefined;
}

/** `session` should be there. */
export interface SessionBegunOrEnded extends SessionKeys {
  actor: OrIri<Person>;
  action: 'LoggedIn' | 'LoggedOut';
  object: OrIri<SoftwareApplication>;
}

export interface SessionTimedOut extends SessionKeys {
  actor: OrIri<SoftwareApplication>;
  action: 'TimedOut';
  object: OrIri<Session>;
}

export type SessionEvent = SessionBegunOrEnded | SessionTimedOut;
