// A person's try at something assigned, and what was answered in it.

import type { CaliperDateTime } from '../values/date-time.ts';
import type { CaliperDuration } from '../values/duration.ts';
import type { OrIri } from '../values/iri.ts';
import type { Person } from './agents.ts';
import type { DigitalResource } from './digital-resources.ts';
import type { EntityKeys } from './entity-keys.ts';

/** `assignee`, `assignable` and `count` should be there. An item's attempt is part of the assessment's. */
export interface Attempt extends EntityKeys<'Attempt'> {
  assignee?: OrIri<Person> | undefined;
  assignable?: OrIri<DigitalResource> | undefined;
  /** 1 for the first; it grows when the assignee starts anew. */
  count?: number | undefined;
  isPartOf?: OrIri<Attempt> | undefined;
  startedAtTime?: CaliperDateTime | undefined;
  endedAtTime?: CaliperDateTime | undefined;
  duration?: CaliperDuration | undefined;
}

interface ResponseKeys<Type extends string> extends EntityKeys<Type> {
  attempt?: OrIri<Attempt> | undefined;
  startedAtTime?: CaliperDateTime | undefined;
  endedAtTime?: CaliperDateTime | undefined;
  duration?: CaliperDuration | undefined;
}

interface OneValue {
  /** Text always: `'C'`, `'true'`. */
  value?: string | undefined;
}

interface SeveralValues {
  values?: readonly string[] | undefined;
}

export interface MultipleChoiceResponse extends ResponseKeys<'MultipleChoiceResponse'>, OneValue {}
export interface TrueFalseResponse extends ResponseKeys<'TrueFalseResponse'>, OneValue {}
export interface FillinBlankResponse extends ResponseKeys<'FillinBlankResponse'>, SeveralValues {}
export interface MultipleResponseResponse extends ResponseKeys<'MultipleResponseResponse'>, SeveralValues {}
export interface SelectTextResponse extends ResponseKeys<'SelectTextResponse'>, SeveralValues {}

/** A response of any kind. The plain `Response` has no key for its value: `extensions`, or a more special type. */
export type Response =
  | ResponseKeys<'Response'>
  | MultipleChoiceResponse
  | TrueFalseResponse
  | FillinBlankResponse
  | MultipleResponseResponse
  | SelectTextResponse;
