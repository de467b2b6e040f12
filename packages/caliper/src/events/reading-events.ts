// A person goes somewhere, looks at something or uses a tool.

import type { Person, SoftwareApplication } from '../entities/agents.ts';
import type { DigitalResource, Frame } from '../entities/digital-resources.ts';
import type { Result } from '../entities/scores.ts';
import type { OrIri } from '../values/iri.ts';
import type { EventKeys } from './event-keys.ts';

export interface NavigationEvent extends EventKeys {
  type: 'NavigationEvent';
  actor: OrIri<Person>;
  action: 'NavigatedTo';
  object: OrIri<DigitalResource | SoftwareApplication>;
  target?: OrIri<Frame> | undefined;
  referrer?: OrIri<DigitalResource | SoftwareApplication> | undefined;
}

/** In the Grading Profile the object is the result that a learner sees. */
export interface ViewEvent extends EventKeys {
  type: 'ViewEvent';
  actor: OrIri<Person>;
  action: 'Viewed';
  object: OrIri<DigitalResource | Result>;
  target?: OrIri<Frame> | undefined;
}

export interface ToolUseEvent extends EventKeys {
  type: 'ToolUseEvent';
  actor: OrIri<Person>;
  action: 'Used';
  object: OrIri<SoftwareApplication>;
}
