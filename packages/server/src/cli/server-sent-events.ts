// Reads a stream of server-sent events, as the HTML standard has it. It keeps no connection.

export interface ServerSentEvent {
  /** What to send as `Last-Event-ID`; null when the stream did not say. */
  id: string | null;
  name: string;
  /** Null where there was none: then only the id counts. */
  data: string | null;
}

/** Every event of the stream that was finished by an empty line. */
export async function* serverSentEvents(stream: AsyncIterable<Uint8Array>): AsyncGenerator<ServerSentEvent> {
  let event: ServerSentEvent = { id: null, name: 'message', data: null };
  for await (const line of lines(stream)) {
    if (line === '') {
      if (event.id !== null || event.data !== null) yield event;
      event = { id: null, name: 'message', data: null };
      continue;
    }
    const colon = line.indexOf(':');
    const field = colon === -1 ? line : line.slice(0, colon);
    const value = colon === -1 ? '' : line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1);
    if (field === 'id') event.id = value;
    else if (field === 'event') event.name = value;
    else if (field === 'data') event.data = event.data === null ? value : `${event.data}\n${value}`;
  }
}

async function* lines(stream: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let left = '';
  for await (const bytes of stream) {
    const [first = '', ...others] = decoder.decode(bytes, { stream: true }).split('\n');
    left += first;
    for (const next of others) {
      yield left.endsWith('\r') ? left.slice(0, -1) : left;
      left = next;
    }
  }
}
