// A refusal: the caller asked for something we will not do. The set of kinds is closed; http/refusals.ts is the
// one place that turns a kind into Canvas's status and body. This file knows no HTTP.

/** One fault of one field of a record, as Canvas reports model validation. */
export interface FieldFault {
  /** The field's wire name, e.g. `title`; `base` for the whole record. */
  field: string;
  /** Machine-readable kind of fault, e.g. `too_long`. */
  type: string;
  message: string;
}

export type RefusalReason =
  /** No caller, and one is needed. */
  | { kind: 'unauthenticated' }
  | { kind: 'access_token_invalid' }
  | { kind: 'access_token_revoked' }
  | { kind: 'access_token_expired'; expiredAtMs: number }
  | { kind: 'scope_insufficient' }
  | { kind: 'masquerade_invalid' }
  /** A known caller without the right. */
  | { kind: 'not_permitted' }
  | { kind: 'not_found' }
  /** Refused with a stated reason; `as` is Canvas's word for the kind of reason. */
  | {
      kind: 'declined';
      as:
        | 'bad_request'
        | 'unauthorized'
        | 'forbidden'
        | 'conflict'
        | 'unprocessable_entity'
        | 'not_implemented';
      message: string;
    }
  /** The request cannot be read as what it should be; the message names the field. */
  | { kind: 'malformed'; message: string }
  | { kind: 'parameter_missing'; parameter: string }
  /** The record would not be valid; faults are listed by field, under `group` when given (`user`, `pseudonym`). */
  | { kind: 'record_invalid'; faults: FieldFault[] }
  /** The same, of question groups, which Canvas words another way. */
  | { kind: 'quiz_group_invalid'; faults: FieldFault[] }
  /** The same again: Canvas tells late policies apart by the status. */
  | { kind: 'late_policy_invalid'; faults: FieldFault[] }
  | { kind: 'sign_up_invalid'; user: FieldFault[]; pseudonym: FieldFault[] }
  /**
   * Routes word their argument errors each in a shape of its own: `{"message"}`, `{"error"}`, `[{"message"}]`,
   * `{"errors":{"message"}}`, the message alone, `{"status","errors":[{"message"}]}`.
   */
  | {
      kind: 'argument_invalid';
      shape: 'message' | 'error' | 'list' | 'errors' | 'text' | 'status';
      message: string;
    }
  /** Another record has the name that this one was to have. */
  | { kind: 'already_exists'; message: string }
  /**
   * A subscription that nothing could be sent for as it is. Canvas words a context apart: its type, or that there is none of
   * that id.
   */
  | { kind: 'subscription_invalid'; fault: 'context_type' | 'context' | 'other'; message: string }
  /** A tool without the capability for what it subscribes to. */
  | { kind: 'subscription_unauthorized' }
  /** No key is configured that secrets of targets could be kept with. */
  | { kind: 'subscriptions_not_configured' }
  /** No token for what was given in exchange; `error` is OAuth's word for it (RFC 6749 §5.2). */
  | {
      kind: 'grant_refused';
      error: 'invalid_request' | 'invalid_grant' | 'unsupported_grant_type';
      message: string;
    }
  /** A search for less than `charsMin` characters. */
  | { kind: 'search_term_too_short'; charsMin: number }
  | { kind: 'forbidden_setting'; message: string }
  /** The same, where Canvas says so by another status. */
  | { kind: 'unauthorized_setting'; message: string }
  | { kind: 'too_large'; message: string }
  | { kind: 'media_type_unknown'; message: string }
  | { kind: 'rate_limited' }
  /** We cannot take this now; nothing was stored. The caller may repeat it after `retryAfterSeconds`. */
  | { kind: 'overloaded'; message: string; retryAfterSeconds: number };

export type RefusalKind = RefusalReason['kind'];

/** Thrown by model and operations, answered by http. Never logged as a fault of ours. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly reason: RefusalReason;

  constructor(reason: RefusalReason) {
    super('message' in reason ? reason.message : reason.kind);
    this.reason = reason;
  }
}

/** What is asked for does not exist, or must look to this caller as if it did not. */
export function notFound(): Refusal {
  return new Refusal({ kind: 'not_found' });
}

/** The caller is known and lacks the right. */
export function notPermitted(): Refusal {
  return new Refusal({ kind: 'not_permitted' });
}

/** The request cannot be read; `message` names the field and says what it must be. */
export function malformed(message: string): Refusal {
  return new Refusal({ kind: 'malformed', message });
}

/** One invalid field of a record. */
export function invalidField(field: string, type: string, message: string): Refusal {
  return new Refusal({ kind: 'record_invalid', faults: [{ field, type, message }] });
}

/** Refused with a stated reason: form F of the quiz reference §1.5. */
export function declined(as: Extract<RefusalReason, { kind: 'declined' }>['as'], message: string): Refusal {
  return new Refusal({ kind: 'declined', as, message });
}

/** A subscription that cannot be; `message` names the parameter as it is on the wire and says what it must be. */
export function subscriptionInvalid(message: string): Refusal {
  return new Refusal({ kind: 'subscription_invalid', fault: 'other', message });
}
