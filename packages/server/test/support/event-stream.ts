// Reads a stream of server-sent events block by block, as bytes come, with nothing in between.

export interface EventStream extends AsyncDisposable {
  status: number;
  headers: Headers;
  /** The lines of the next block; undefined at the end of the stream. */
  next(): Promise<string[] | undefined>;
  /** The data of the next block that has any, parsed; passes over blocks without. */
  nextMessage(): Promise<{ id: string; event: string; data: ReturnType<typeof JSON.parse> } | undefined>;
}

export async function openEventStream(
  url: string,
  token: string,
  headers: Record<string, string> = {},
): Promise<EventStream> {
  const abort = new AbortController();
  const response = await fetch(url, {
    headers: { Authorization: `Bearer ${token}`, Accept: 'text/event-stream', ...headers },
    signal: abort.signal,
  });
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let text = '';

  async function next(): Promise<string[] | undefined> {
    for (let end = text.indexOf('\n\n'); ; end = text.indexOf('\n\n')) {
      if (end !== -1) {
        const lines = text.slice(0, end).split('\n');
        text = text.slice(end + 2);
        return lines;
      }
      const read = await reader?.read();
      if (read === undefined || read.done) return undefined;
      text += decoder.decode(read.value, { stream: true });
    }
  }

  return {
    status: response.status,
    headers: response.headers,
    next,
    async nextMessage() {
      for (let lines = await next(); lines !== undefined; lines = await next()) {
        const field = (name: string) =>
          lines?.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
        const data = field('data');
        if (data !== undefined)
          return { id: field('id') ?? '', event: field('event') ?? '', data: JSON.parse(data) };
      }
      return undefined;
    },
    async [Symbol.asyncDispose]() {
      reader?.closed.catch(() => {});
      abort.abort();
    },
  };
}
