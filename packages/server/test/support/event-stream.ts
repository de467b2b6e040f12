// Reads a stream of server-sent events block by block, as bytes come, on a connection of its own.
import { once } from 'node:events';
import { get, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';

export interface EventStream extends AsyncDisposable {
  status: number | undefined;
  headers: IncomingHttpHeaders;
  /** The lines of the next block; undefined at the end of the stream. */
  next(): Promise<string[] | undefined>;
  /** The next block that has data, which are parsed; passes over blocks without. */
  nextMessage(): Promise<{ id: string; event: string; data: ReturnType<typeof JSON.parse> } | undefined>;
}

export async function openEventStream(
  url: string,
  token: string,
  headers: Record<string, string> = {},
): Promise<EventStream> {
  const request = get(url, {
    agent: false,
    headers: { Authorization: `Bearer ${token}`, Accept: 'text/event-stream', ...headers },
  });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  const chunks = response.setEncoding('utf8').iterator({ destroyOnReturn: false });
  let text = '';

  async function next(): Promise<string[] | undefined> {
    for (;;) {
      const end = text.indexOf('\n\n');
      if (end !== -1) {
        const lines = text.slice(0, end).split('\n');
        text = text.slice(end + 2);
        return lines;
      }
      const { done, value } = await chunks.next();
      if (done) return undefined;
      text += value;
    }
  }

  return {
    status: response.statusCode,
    headers: response.headers,
    next,
    async nextMessage() {
      for (let lines = await next(); lines !== undefined; lines = await next()) {
        const fields = new Map(lines.map((line) => line.split(/: (.*)/s, 2) as [string, string]));
        const data = fields.get('data');
        if (data !== undefined) {
          return { id: fields.get('id') ?? '', event: fields.get('event') ?? '', data: JSON.parse(data) };
        }
      }
      return undefined;
    },
    async [Symbol.asyncDispose]() {
      response.on('error', () => {});
      request.destroy();
    },
  };
}
