// Follows the feed of a running server, and goes on where it was when the connection is lost.

import { setTimeout as delay } from 'node:timers/promises';
import type { AdminServer } from './admin-server.ts';
import { ApiCallFailed, request } from './api-call.ts';
import { type ServerSentEvent, serverSentEvents } from './server-sent-events.ts';

/** The server says something every 15 seconds at least: who says nothing for so long is gone. */
const silenceMs = 60_000;
const firstWaitMs = 500;
const longestWaitMs = 30_000;

interface Following {
  /** Ends it. */
  signal: AbortSignal;
  /** Told why there is no connection any more or again, and after how long it is tried again. */
  lost(reason: string, waitMs: number): void;
}

/**
 * Every event of the feed from where `query` says, and those without data, which say how far it has been read. Raises
 * ApiCallFailed when it cannot be followed at first, and when it is refused later on.
 */
export async function* followFeed(
  server: AdminServer,
  query: URLSearchParams,
  { signal, lost }: Following,
): AsyncGenerator<ServerSentEvent> {
  let lastId: string | null = null;
  let waitMs = firstWaitMs;
  while (!signal.aborted) {
    let reason = 'the server ended the connection';
    try {
      for await (const event of events(server, query, lastId, signal)) {
        if (event.id !== null) lastId = event.id;
        waitMs = firstWaitMs;
        yield event;
      }
    } catch (error) {
      if (signal.aborted) return;
      if (lastId === null || isRefused(error)) throw error;
      reason = reasonOf(error);
    }
    if (signal.aborted) return;
    lost(reason, waitMs);
    await delay(waitMs, undefined, { signal }).catch(() => {});
    waitMs = Math.min(waitMs * 2, longestWaitMs);
  }
}

async function* events(
  server: AdminServer,
  query: URLSearchParams,
  lastId: string | null,
  signal: AbortSignal,
): AsyncGenerator<ServerSentEvent> {
  const silent = new AbortController();
  const timer = setTimeout(() => silent.abort(new Error('it says nothing any more')), silenceMs);
  try {
    const response = await request(server.url, server.accessToken, {
      method: 'GET',
      path: `/api/v1/live_events?${query}`,
      headers: {
        Accept: 'text/event-stream',
        ...(lastId === null ? {} : { 'Last-Event-ID': lastId }),
      },
      signal: AbortSignal.any([signal, silent.signal]),
    });
    const { body } = response;
    if (body === null || !response.headers.get('content-type')?.startsWith('text/event-stream')) {
      const message = `what answers at ${server.url} is no quizwire: it has no feed to follow`;
      throw new ApiCallFailed(message, response.status);
    }
    for await (const event of serverSentEvents(body)) {
      timer.refresh();
      yield event;
    }
  } finally {
    clearTimeout(timer);
    silent.abort();
  }
}

/** A refusal that another try would only repeat. */
function isRefused(error: unknown): boolean {
  return error instanceof ApiCallFailed && error.status !== null && error.status < 500;
}

function reasonOf(error: unknown): string {
  const { message, cause } = error as Error;
  if (error instanceof ApiCallFailed) return message;
  return `the connection is lost (${cause instanceof Error ? cause.message : message})`;
}
