// The closed set of rules a message can break, and how bad that is. Strict asks whether the message is Caliper; lenient,
// whether a receiver can use it: what loses no meaning is a warning there.

export type Severity = 'error' | 'warning';

/** How a message is judged. */
export type Mode = 'strict' | 'lenient';

const always = { strict: 'error', lenient: 'error' } as const;
const strictly = { strict: 'error', lenient: 'warning' } as const;
const never = { strict: 'warning', lenient: 'warning' } as const;

/** Every rule, with what breaking it means in each mode. */
export const rules = {
  /** The text is not JSON. */
  'json-syntax': always,
  /** An envelope or an item of `data` is something else than an object. */
  'not-an-object': always,
  /** A key that must be there is missing, null or empty. */
  'missing-key': always,
  /** `data` has no items. */
  'empty-data': always,
  /** `dataVersion` is no version of Caliper. */
  'data-version': always,
  /** A value is of the wrong JSON type. */
  'value-type': always,
  /** A number is not whole, or below 0, where only whole numbers from 0 make sense. */
  'whole-number': always,
  /** A time that cannot be read, or that does not say in which zone. */
  'date-time': always,
  /** A span of time that is not ISO 8601. */
  duration: always,
  /** The type of an item of `data` is not known, and no other context can have brought it. */
  'unknown-type': always,
  /** The action is none of Caliper's. */
  'unknown-action': always,
  /** Entities inside each other deeper than any message needs. */
  'too-deep': always,
  /** More entities in one item than any message needs. */
  'too-large': always,

  /** A time that can be read, but is not `YYYY-MM-DDTHH:mm:ss.SSSZ`. */
  'date-time-form': strictly,
  /** The id of an event is not `urn:uuid:` and a UUID. */
  'event-id': strictly,
  /** An id is not an absolute IRI. */
  iri: strictly,
  /** A number is written as text. */
  'number-as-text': strictly,
  /** An object without keys stands where an entity could be. */
  'empty-entity': strictly,
  /** A key is null instead of left out. */
  'null-value': strictly,
  /** A key that the model does not have; those belong into `extensions`. */
  'unknown-key': strictly,
  /** A key that this event or action must not have. */
  'forbidden-key': strictly,
  /** `@context` is missing, is not the Caliper context, or redefines Caliper's terms. */
  context: strictly,
  /** A term is written as its full IRI. */
  'term-as-iri': strictly,
  /** The action is Caliper's, but not one of this event's. */
  'event-action': strictly,
  /** An entity is of a type that does not belong here. */
  'entity-type': strictly,
  /** The type of an entity inside an item is not known, and no other context can have brought it. */
  'unknown-entity-type': strictly,
  /** A role, status, profile or kind of identifier that is not in its vocabulary. */
  'unknown-term': strictly,
  /** A term or key of Caliper 1.2 in an item of 1.1. */
  'version-1.2': strictly,
  /** An item is of another version than its envelope. */
  'version-mismatch': strictly,

  /** A term or key that should not be sent any more. */
  deprecated: never,
  /** A key that should be there. */
  'recommended-key': never,
  /** A text, list or object that is empty and could be left out. */
  'empty-value': never,
  /** The type is not known; another context may have brought it. It is not looked into. */
  'foreign-type': never,
  /** A sub-role without its core role. */
  'sub-role': never,
  /** The UUID of an event is not of version 4. */
  'uuid-version': never,
  /** The sensor is not named by an IRI. */
  'sensor-iri': never,
  /** A decimal without fraction: some receivers ask for `15.0`, which JavaScript does not write. */
  'decimal-form': never,
  /** Longer than a receiver has to store. */
  'long-value': never,
  /** Known, but of a profile or version whose own rules this package does not check. */
  unchecked: never,
} as const satisfies Record<string, Record<Mode, Severity>>;

export type Rule = keyof typeof rules;
