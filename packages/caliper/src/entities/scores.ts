// What an attempt was found worth.

import type { OrIri } from '../values/iri.ts';
import type { Agent } from './agents.ts';
import type { Attempt } from './attempts.ts';
import type { EntityKeys } from './entity-keys.ts';

interface Judged {
  attempt?: OrIri<Attempt> | undefined;
  scoredBy?: OrIri<Agent> | undefined;
  comment?: string | undefined;
}

/** What a grader gave. It never changes; whoever grades anew makes a new one. */
export interface Score extends EntityKeys<'Score'>, Judged {
  scoreGiven?: number | undefined;
  maxScore?: number | undefined;
}

/** What stands in the gradebook, and may change. */
export interface Result extends EntityKeys<'Result'>, Judged {
  resultScore?: number | undefined;
  maxResultScore?: number | undefined;
}
