// The feed of live events as it grows: server-sent events of any name, read by hand, because a browser's own reader must be
// told all names beforehand. Lost connections come back by themselves, where they were.

import { ApiError, request } from '../api/client.ts';

export interface TailedEvent {
  cursor: string;
  name: string;
  message: { metadata?: Record<string, unknown>; body?: Record<string, unknown> };
}

export interface Tailing {
  /** Of many that come at once. */
  onEvents: (events: TailedEvent[]) => void;
  onConnected: (isConnected: boolean) => void;
  /** The server does not want to; it is not asked again. */
  onRefused: (error: unknown) => void;
}

export interface ServerSentEvent {
  id: string | null;
  event: string;
  /** Empty for one that only says where the reader is. */
  data: string;
}

const retryMs = 2_000;

/** `path` with its filters; `after` is where to begin. Ends when the function that it returns is called. */
export function tail(path: string, after: string, { onEvents, onConnected, onRefused }: Tailing): () => void {
  const stop = new AbortController();
  let cursor = after;
  void follow();
  return () => stop.abort();

  async function follow(): Promise<void> {
    while (!stop.signal.aborted) {
      try {
        await read();
      } catch (error) {
        if (stop.signal.aborted) return;
        if (error instanceof ApiError && !error.isPassing) return onRefused(error);
      }
      if (stop.signal.aborted) return;
      onConnected(false);
      await new Promise((resolve) => setTimeout(resolve, retryMs));
    }
  }

  async function read(): Promise<void> {
    const from = `${path}${path.includes('?') ? '&' : '?'}after=${cursor}`;
    const options = { accept: 'text/event-stream', signal: stop.signal };
    const { body } = await request('GET', from, options);
    if (body === null) return;
    onConnected(true);
    const reader = body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = '';
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      const read = serverSentEventsIn(rest + part.value);
      rest = read.rest;
      const events = read.events.flatMap(tailed);
      if (events.length > 0 && !stop.signal.aborted) onEvents(events);
    }
  }

  function tailed({ id, event, data }: ServerSentEvent): TailedEvent[] {
    if (id !== null) cursor = id;
    if (data === '') return [];
    return [{ cursor, name: event, message: JSON.parse(data) }];
  }
}

/** Those that are complete, and what is left of the text. Comments are passed over. */
export function serverSentEventsIn(text: string): { events: ServerSentEvent[]; rest: string } {
  const blocks = text.split('\n\n');
  const rest = blocks.pop() ?? '';
  const events = blocks.map((block): ServerSentEvent => {
    const told: ServerSentEvent = { id: null, event: 'message', data: '' };
    for (const line of block.split('\n')) {
      const colon = line.indexOf(':');
      const value = line.slice(colon + 1).replace(/^ /, '');
      if (line.startsWith('id:')) told.id = value;
      else if (line.startsWith('event:')) told.event = value;
      else if (line.startsWith('data:')) told.data += value;
    }
    return told;
  });
  return { events, rest };
}

/** Whether the message names this user, by a local or a global id, as who did it or whom it is about. */
export function isAboutUser({ message: { metadata, body } }: TailedEvent, userId: string): boolean {
  const wanted = localId(userId);
  if (wanted === null) return false;
  const told = [metadata?.user_id, metadata?.real_user_id, body?.user_id, body?.student_id];
  return told.some(
    (id) => (typeof id === 'string' || typeof id === 'number') && localId(String(id)) === wanted,
  );
}

/** Global ids are the shard and then thirteen digits; null of what is no id. */
export function localId(text: string): string | null {
  const digits = /^\s*(\d+)\s*$/.exec(text)?.[1];
  return digits === undefined ? null : digits.slice(-13).replace(/^0+(?=\d)/, '');
}
