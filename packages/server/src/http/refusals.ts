// The one table that turns a refusal into Canvas's status, headers and body. Letters are those of the quiz reference §1.5.

import type { FieldFault, RefusalReason } from '../model/refusal.ts';
import { wireTime } from '../model/time.ts';

export interface Answer {
  status: number;
  headers?: Record<string, string>;
  /** An object is sent as JSON, a text as plain text. */
  body: object | string;
}

const askToLogIn = { 'WWW-Authenticate': 'Bearer realm="canvas-lms"' };

const secretsKeyNeeded =
  'on PostgreSQL the operator must set QUIZWIRE_SECRETS_KEY, 32 bytes in base64: secrets are sealed with it';

const declinedStatus = {
  bad_request: 400,
  unauthorized: 401,
  forbidden: 403,
  conflict: 409,
  unprocessable_entity: 422,
  not_implemented: 501,
};

export function answerTo(reason: RefusalReason): Answer {
  switch (reason.kind) {
    case 'unauthenticated': // B
      return {
        status: 401,
        headers: askToLogIn,
        body: { status: 'unauthenticated', errors: [{ message: 'user authorization required' }] },
      };
    case 'access_token_invalid': // C
      return { status: 401, headers: askToLogIn, body: { errors: [{ message: 'Invalid access token.' }] } };
    case 'access_token_revoked': // C
      return { status: 401, headers: askToLogIn, body: { errors: [{ message: 'Revoked access token.' }] } };
    case 'access_token_expired': // C
      return {
        status: 401,
        headers: askToLogIn,
        body: { errors: [{ message: 'Expired access token.', expired_at: wireTime(reason.expiredAtMs) }] },
      };
    case 'scope_insufficient': // D
      return { status: 401, body: { errors: [{ message: 'Insufficient scopes on access token.' }] } };
    case 'masquerade_invalid':
      return { status: 401, body: { errors: 'Invalid as_user_id' } };
    case 'not_permitted': // A
      return {
        status: 403,
        body: { status: 'unauthorized', errors: [{ message: 'user not authorized to perform that action' }] },
      };
    case 'not_found': // E
      return { status: 404, body: { errors: [{ message: 'The specified resource does not exist.' }] } };
    case 'declined': // F
      return { status: declinedStatus[reason.as], body: { status: reason.as, message: reason.message } };
    case 'malformed':
      return { status: 400, body: { errors: [{ message: reason.message, error_code: 'bad_request' }] } };
    case 'parameter_missing': // P
      return { status: 400, body: { errors: [{ message: `${reason.parameter} is missing` }] } };
    case 'record_invalid': // V
      return { status: 400, body: { errors: byField(reason.faults) } };
    case 'quiz_group_invalid':
      return {
        status: 422,
        body: { errors: Object.fromEntries(reason.faults.map(({ field, message }) => [field, message])) },
      };
    case 'late_policy_invalid':
      return { status: 422, body: { errors: byField(reason.faults) } };
    case 'sign_up_invalid':
      return {
        status: 400,
        body: {
          errors: {
            user: byField(reason.user),
            pseudonym: byField(reason.pseudonym),
            observee: {},
            pairing_code: {},
            recaptcha: null,
          },
        },
      };
    case 'argument_invalid': // M, X, L
      return { status: 400, body: argumentBody(reason) };
    case 'already_exists': // M
      return { status: 409, body: { message: reason.message } };
    // Live events reference §6.2; each `message` is ours.
    case 'subscription_invalid':
      return { status: 400, body: { error: 'Invalid subscription', message: reason.message } };
    case 'subscription_unauthorized':
      return { status: 401, body: { error: 'Unauthorized subscription' } };
    case 'subscriptions_not_configured':
      return {
        status: 500,
        body: { error: 'Subscription service not configured', message: secretsKeyNeeded },
      };
    case 'grant_refused':
      return {
        status: 400,
        headers: { 'Cache-Control': 'no-store', Pragma: 'no-cache' },
        body: { error: reason.error, error_description: reason.message },
      };
    case 'search_term_too_short': {
      const message = `${reason.charsMin} or more characters is required`;
      return { status: 400, body: { errors: [{ field: 'search_term', code: 'invalid', message }] } };
    }
    case 'forbidden_setting': // M
      return { status: 403, body: { message: reason.message } };
    case 'unauthorized_setting': // M
      return { status: 401, body: { message: reason.message } };
    case 'too_large':
      return {
        status: 413,
        body: { errors: [{ message: reason.message, error_code: 'content_too_large' }] },
      };
    case 'media_type_unknown':
      return {
        status: 415,
        body: { errors: [{ message: reason.message, error_code: 'unsupported_media_type' }] },
      };
    case 'rate_limited': // H
      return {
        status: 403,
        headers: { 'X-Rate-Limit-Remaining': '0.0' },
        body: '403 Forbidden (Rate Limit Exceeded)\n',
      };
    case 'overloaded':
      return {
        status: 503,
        headers: { 'Retry-After': String(reason.retryAfterSeconds) },
        body: { errors: [{ message: reason.message, error_code: 'service_unavailable' }] },
      };
  }
}

/** G, for a fault of ours: no detail, ever. */
export const defectAnswer: Answer = {
  status: 500,
  body: { errors: [{ message: 'An error occurred.', error_code: 'internal_server_error' }] },
};

function byField(faults: readonly FieldFault[]): Record<string, object[]> {
  const fields: Record<string, object[]> = {};
  for (const { field, type, message } of faults) {
    fields[field] = [...(fields[field] ?? []), { attribute: field, type, message }];
  }
  return fields;
}

function argumentBody({
  shape,
  message,
}: Extract<RefusalReason, { kind: 'argument_invalid' }>): object | string {
  switch (shape) {
    case 'list':
      return [{ message }];
    case 'errors':
      return { errors: { message } };
    case 'status':
      return { status: 'bad_request', errors: [{ message }] };
    case 'text':
      return JSON.stringify(message);
    case 'message':
    case 'error':
      return { [shape]: message };
  }
}
