// What the server tells as it happens: server-sent events of a route of the API. Lost connections come back by themselves; whoever
// is not signed in any more is brought to the sign-in page.

import { leaveForSignIn } from './client.ts';
import { urlOf } from './place.ts';
import { whoOneIs } from './session.ts';

export interface Following {
  /** The data of an event of one of `names`, parsed. */
  onEvent: (name: string, data: unknown) => void;
  /** False while nothing can arrive. */
  onConnected?: (isConnected: boolean) => void;
}

/** Follows `path` until the function it returns is called. `names` are the kinds of events that are wanted. */
export function follow(
  path: string,
  names: readonly string[],
  { onEvent, onConnected }: Following,
): () => void {
  const ending = new AbortController();
  let source: EventSource;
  let retry: ReturnType<typeof setTimeout> | undefined;
  open();
  return () => {
    ending.abort();
    clearTimeout(retry);
    source.close();
  };

  function open(): void {
    source = new EventSource(urlOf(path));
    source.onopen = () => onConnected?.(true);
    source.onerror = () => {
      onConnected?.(false);
      // A browser gives up for good when the answer is a refusal, e.g. of a server that stops.
      if (source.readyState === EventSource.CLOSED) retry = setTimeout(() => void openAgain(), retryMs);
    };
    for (const name of names)
      source.addEventListener(name, ({ data }: MessageEvent<string>) => onEvent(name, JSON.parse(data)));
  }

  /** Why it was refused the stream does not say; that the session has ended can be asked. */
  async function openAgain(): Promise<void> {
    const who = await whoOneIs(ending.signal).catch(() => undefined);
    if (ending.signal.aborted) return;
    if (who === null) return leaveForSignIn();
    open();
  }
}

const retryMs = 5_000;
