// One request with a batch in it. What the answer means is in outcome.ts; when to send, the flusher decides.

import type { Batch } from './buffer.ts';
import type { DeliveryOptions } from './delivery-options.ts';
import { type Outcome, outcomeOf } from './outcome.ts';
import type { PageSession } from './page-session.ts';

/** Of all requests that outlive a page together, browsers take 64 KiB. Two of ours may be under way, and the page has its own. */
const keepaliveBytesMax = 24_000;
const answerMsMax = 60_000;

/**
 * Posts the batch, with what the page says of itself if it records: not with events of another attempt, as its own numbers
 * are none of that. Never rejects.
 *
 * With `keepalive` a request outlives its page. `sendBeacon` would do no more: it has the same limit, cannot carry an access
 * token or a CSRF header, and never tells whether the batch arrived.
 */
export async function post(
  batch: Batch,
  pageSession: PageSession | undefined,
  options: DeliveryOptions,
): Promise<Outcome> {
  const { eventsUrl, token, credentials, headers } = options;
  const { attempt } = batch[0] ?? options;
  try {
    const body = new TextEncoder().encode(
      JSON.stringify({
        quiz_submission_events: batch.map(({ event }) => event),
        sent_at: new Date().toISOString(),
        attempt,
        page_session: attempt === options.attempt ? pageSession : undefined,
      }),
    );
    const response = await fetch(eventsUrl, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        ...(token && { Authorization: `Bearer ${token}` }),
        ...headers?.(),
      },
      body,
      ...(credentials && { credentials }),
      keepalive: body.length < keepaliveBytesMax,
      // It would lead to a page for signing in, which answers 200.
      redirect: 'error',
      signal: AbortSignal.timeout(answerMsMax),
    });
    const text = response.status === 403 ? await response.text() : '';
    return outcomeOf(response.status, response.headers.get('Retry-After'), text, Date.now());
  } catch {
    return outcomeOf(0, null, '', 0);
  }
}
