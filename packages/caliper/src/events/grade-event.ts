// An attempt is graded.

import type { Agent } from '../entities/agents.ts';
import type { Attempt } from '../entities/attempts.ts';
import type { Score } from '../entities/scores.ts';
import type { OrIri } from '../values/iri.ts';
import type { EventKeys } from './event-keys.ts';

/** Where nobody graded by hand, the actor must be a SoftwareApplication. `generated`, the score, should be there. */
export interface GradeEvent extends EventKeys {
  type: 'GradeEvent';
  actor: OrIri<Agent>;
  action: 'Graded';
  object: OrIri<Attempt>;
  generated?: OrIri<Score> | undefined;
  target?: undefined;
}
