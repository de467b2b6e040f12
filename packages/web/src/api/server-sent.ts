// What the server tells as it happens: server-sent events of a route of the API. Lost connections come back by themselves.

import { urlOf } from './place.ts';

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
  let source: EventSource;
  let retry: ReturnType<typeof setTimeout> | undefined;
  open();
  return () => {
    clearTimeout(retry);
    source.close();
  };

  function open(): void {
    source = new EventSource(urlOf(path));
    source.onopen = () => onConnected?.(true);
    source.onerror = () => {
      onConnected?.(false);
      // A browser gives up for good when the answer is a refusal, e.g. of a server that stops.
      if (source.readyState === EventSource.CLOSED) retry = setTimeout(open, retryMs);
    };
    for (const name of names)
      source.addEventListener(name, ({ data }: MessageEvent<string>) => onEvent(name, JSON.parse(data)));
  }
}

const retryMs = 5_000;
