// A person takes a quiz, question by question, or works on something assigned.

import type { Person } from '../entities/agents.ts';
import type { Attempt, Response } from '../entities/attempts.ts';
import type {
  Assessment,
  AssessmentItem,
  AssignableDigitalResource,
  Frame,
} from '../entities/digital-resources.ts';
import type { OrIri } from '../values/iri.ts';
import type { EventKeys } from './event-keys.ts';

/** `generated`, the attempt, should be there. */
export interface AssessmentEvent extends EventKeys {
  type: 'AssessmentEvent';
  actor: OrIri<Person>;
  action: 'Started' | 'Paused' | 'Resumed' | 'Restarted' | 'Reset' | 'Submitted';
  object: OrIri<Assessment>;
  generated?: OrIri<Attempt> | undefined;
}

interface ItemKeys extends EventKeys {
  type: 'AssessmentItemEvent';
  actor: OrIri<Person>;
  object: OrIri<AssessmentItem>;
  /** The item before. */
  referrer?: OrIri<AssessmentItem> | undefined;
}

export interface AssessmentItemStarted extends ItemKeys {
  action: 'Started';
  generated?: OrIri<Attempt> | undefined;
}

export interface AssessmentItemCompleted extends ItemKeys {
  action: 'Completed';
  generated?: OrIri<Response> | undefined;
}

export interface AssessmentItemSkipped extends ItemKeys {
  action: 'Skipped';
  generated?: undefined;
}

export type AssessmentItemEvent = AssessmentItemStarted | AssessmentItemCompleted | AssessmentItemSkipped;

/** `generated` should be there, but when something is activated or deactivated. */
export interface AssignableEvent extends EventKeys {
  type: 'AssignableEvent';
  actor: OrIri<Person>;
  action: 'Activated' | 'Deactivated' | 'Started' | 'Completed' | 'Submitted' | 'Reviewed';
  object: OrIri<AssignableDigitalResource>;
  generated?: OrIri<Attempt> | undefined;
  target?: OrIri<Frame> | undefined;
}
