// Caliper envelopes of other sensors: what was found in one, and what is kept of an item that was refused. How an envelope
// is checked is for format/.

/** One thing wrong; `path` is a JSON pointer (RFC 6901), `rule` the validator's name of what is broken. */
export interface CaliperFault {
  path: string;
  rule: string;
  message: string;
}

/** One item of an envelope. */
export interface CheckedItem {
  /** None if it is good; paths begin at the item. */
  faults: readonly CaliperFault[];
  /** A term such as `AssessmentEvent`; null when it has none that is usable as a name. */
  type: string | null;
  /** By which a repeat is recognised. Null for an entity, whose id is the same in every description. */
  eventId: string | null;
  /** Null for an entity, and where it cannot be read. */
  eventTimeMs: number | null;
}

export interface CheckedEnvelope {
  /** Of the envelope itself; with any, nothing else is to be read. */
  faults: readonly CaliperFault[];
  isVersionSupported: boolean;
  sensor: string;
  /** As many as `data` has, in its order. */
  items: readonly CheckedItem[];
}

/** Checks what `JSON.parse` gave; takes anything and never throws. */
export type CheckEnvelope = (json: unknown) => CheckedEnvelope;

/** `strict` is the standard; `lenient` also takes what other senders are known to write otherwise. */
export const caliperModes = ['strict', 'lenient'] as const;

export type CaliperMode = (typeof caliperModes)[number];

/** An item that was refused. A row is never changed. */
export interface QuarantinedItem {
  id: number;
  receivedAtMs: number;
  /** Whose access token it came with. */
  userId: number;
  sensor: string;
  /** JSON text, as it came. */
  item: string;
  /** SHA-256, hex: the same text is kept once. */
  itemDigest: string;
  /** JSON text: a list of `CaliperFault`. */
  faults: string;
}
