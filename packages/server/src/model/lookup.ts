// The ways a caller may name a record: by its id or by one of its other names. Says nothing about how those names are
// written on the wire, nor whether the record exists.

export type Lookup =
  /** Local id, positive. */
  | { by: 'id'; id: number }
  /** `login_id` is compared without regard to case (Canvas lower-cases both sides); the others exactly. */
  | { by: 'sis_id' | 'integration_id' | 'lti_context_id' | 'uuid' | 'login_id'; value: string }
  /** The caller's own user; of accounts, the root account. */
  | { by: 'self' }
  /** A name nothing can have: the answer is `not_found`. */
  | { by: 'unknown' };
