// Names of things. The type system cannot tell an IRI from other text; validate() does.

/** An absolute IRI (`https://…`, `urn:…`) or a blank node (`_:x`): unique, and the same for as long as the thing lives. */
export type Iri = string;

/** A thing with what is known of it, or only its name. */
export type OrIri<Thing> = Thing | Iri;

/** Name of an event: a version 4 UUID. The same at every retry, for receivers tell events apart by it. */
export type EventId = `urn:uuid:${string}`;

/** Keys outside the model. A reverse domain name before each is the usual practice. */
export type Extensions = { readonly [key: string]: unknown };
