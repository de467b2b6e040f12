// What every event may say, whatever it is about.

import type { Membership, Organization, SoftwareApplication } from '../entities/agents.ts';
import type { Entity } from '../entities/entity.ts';
import type { LtiSession, Session } from '../entities/sessions.ts';
import type { CaliperDateTime } from '../values/date-time.ts';
import type { EventId, Extensions, OrIri } from '../values/iri.ts';
import type { ItemContext } from '../vocabulary/contexts.ts';

export interface EventKeys {
  '@context': ItemContext;
  id: EventId;
  /** When it happened; not when it was sent. */
  eventTime: CaliperDateTime;
  /** What came of it. */
  generated?: OrIri<Entity> | undefined;
  /** The part of the object that it was about. */
  target?: OrIri<Entity> | undefined;
  /** Where the actor came from. */
  referrer?: OrIri<Entity> | undefined;
  /** The application it happened in. */
  edApp?: OrIri<SoftwareApplication> | undefined;
  /** The course or group it happened in. */
  group?: OrIri<Organization> | undefined;
  /** The actor's place in that group. */
  membership?: OrIri<Membership> | undefined;
  session?: OrIri<Session> | undefined;
  /** The session on the platform that launched the application. */
  federatedSession?: OrIri<LtiSession> | undefined;
  extensions?: Extensions | undefined;
}
