// How a page speaks with the server: the public API with the cookie of the session and its CSRF token. It knows no route.

import { urlOf } from './place.ts';

/** The server said no, or could not be asked. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  /** Of HTTP; 0 when there was no answer: no network, or the server is not there. */
  readonly status: number;
  /** The parsed body; its text when it is not JSON; null without one. */
  readonly body: unknown;
  /** What the server asks to wait before the next try; null when it asks for nothing. */
  readonly retryAfterSeconds: number | null;

  constructor(status: number, body: unknown, retryAfterSeconds: number | null = null, cause?: unknown) {
    super(
      messageIn(body) ??
        (status === 0 ? 'The server could not be reached.' : `The server answered ${status}.`),
      {
        cause,
      },
    );
    this.status = status;
    this.body = body;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /** The same request may be answered another way later. */
  get isPassing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500 || isThrottled(this);
  }
}

export interface CallOptions {
  /** Sent as JSON; a FormData as it is. */
  body?: object;
  /** The form wanted; JSON if absent. */
  accept?: string;
  /** Beside those that every request has. */
  headers?: Readonly<Record<string, string>>;
  /** Sent to its end although the page goes away. Browsers take up to 64 kB so. */
  keepalive?: boolean;
  signal?: AbortSignal;
  /** False: the answer that leads elsewhere is all that is wanted, and it is a success. */
  followsRedirects?: boolean;
  /** `throw` where the page must not be left for the sign-in page; `sign-in` if absent. */
  whenSignedOut?: 'sign-in' | 'throw';
}

/**
 * Asks `path` (`/api/v1/…`) and resolves to the parsed body, or to undefined when there is none. Raises ApiError. Whoever is
 * not signed in is brought to the sign-in page, and from there back here; then this never settles.
 */
export async function call<Answer>(method: string, path: string, options: CallOptions = {}): Promise<Answer> {
  const response = await request(method, path, options);
  return parsed(await bodyOf(response, options.signal)) as Answer;
}

/** All of an answer. Raises ApiError when it broke off on the way, and what `signal` does. */
export async function bodyOf(response: Response, signal?: AbortSignal): Promise<string> {
  return response.text().catch((error: unknown) => {
    throw signal?.aborted ? error : new ApiError(0, null, null, error);
  });
}

/** As `call`, with the answer as it comes in. */
export async function request(method: string, path: string, options: CallOptions = {}): Promise<Response> {
  const { body, keepalive = false, signal, followsRedirects = true, whenSignedOut = 'sign-in' } = options;
  const isForm = body instanceof FormData;
  const response = await fetch(urlOf(path), {
    method,
    credentials: 'same-origin',
    keepalive,
    redirect: followsRedirects ? 'follow' : 'manual',
    ...(signal === undefined ? {} : { signal }),
    headers: {
      Accept: options.accept ?? 'application/json',
      ...(body === undefined || isForm ? {} : { 'Content-Type': 'application/json' }),
      ...(method === 'GET' ? {} : csrfHeader()),
      ...options.headers,
    },
    ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
  }).catch((error: unknown) => {
    // Not ours to name: the caller called it off.
    if (signal?.aborted) throw error;
    throw new ApiError(0, null, null, error);
  });
  if (response.ok || response.type === 'opaqueredirect') return response;
  const answer = parsed(await response.text().catch(() => ''));
  const error = new ApiError(response.status, answer, retryAfterIn(response));
  if (isSignedOut(error) && whenSignedOut === 'sign-in') return leaveForSignIn();
  throw error;
}

/** For requests that `call` does not make, e.g. of the capture client. The session's cookie may change: ask each time. */
export function csrfHeader(): Record<string, string> {
  const pair = document.cookie.split('; ').find((text) => text.startsWith('_csrf_token='));
  return pair === undefined ? {} : { 'X-CSRF-Token': pair.slice('_csrf_token='.length) };
}

/** Nobody is signed in, or not any more; other reasons for 401 are not meant. */
export function isSignedOut(error: unknown): boolean {
  if (!(error instanceof ApiError)) return false;
  return error.status === 401 && (error.body as { status?: unknown } | null)?.status === 'unauthenticated';
}

let isLeaving = false;

/** Once, however many requests find out. Never settles. */
export function leaveForSignIn(): Promise<never> {
  if (!isLeaving) location.assign(signInUrl());
  isLeaving = true;
  return new Promise(() => {});
}

/** Where one signs in, to come back to this page. */
export function signInUrl(): string {
  return urlOf(`/login?return_to=${encodeURIComponent(location.pathname + location.search)}`);
}

/** Canvas: too many requests are answered with 403 and a text. */
function isThrottled({ status, body }: ApiError): boolean {
  return status === 403 && typeof body === 'string' && body.includes('Rate Limit Exceeded');
}

function retryAfterIn(response: Response): number | null {
  const seconds = Number(response.headers.get('Retry-After') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : null;
}

function parsed(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Canvas words errors in several shapes. */
function messageIn(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const { message, errors } = body as { message?: unknown; errors?: unknown };
  if (typeof message === 'string') return message;
  const first: unknown = Array.isArray(errors) ? errors[0] : Object.values(errors ?? {}).flat()[0];
  const told = (first as { message?: unknown } | undefined)?.message ?? first;
  return typeof told === 'string' ? told : undefined;
}
