// The time a person spends with an application, logged in.

import type { CaliperDateTime } from '../values/date-time.ts';
import type { CaliperDuration } from '../values/duration.ts';
import type { OrIri } from '../values/iri.ts';
import type { Person } from './agents.ts';
import type { EntityKeys } from './entity-keys.ts';

interface SessionKeys<Type extends string> extends EntityKeys<Type> {
  user?: OrIri<Person> | undefined;
  startedAtTime?: CaliperDateTime | undefined;
  endedAtTime?: CaliperDateTime | undefined;
  duration?: CaliperDuration | undefined;
}

/** A session on the platform that launched the tool. */
export interface LtiSession extends SessionKeys<'LtiSession'> {
  /** The launch as it came. JSON-LD expansion drops every key in here. */
  messageParameters?: { readonly [key: string]: unknown } | undefined;
}

/** A session of either kind. */
export type Session = SessionKeys<'Session'> | LtiSession;
