// `quizwire listen`: a receiver to try subscriptions on. It prints what arrives, checks signatures, and misbehaves if asked to.

import { once } from 'node:events';
import { createServer, type IncomingMessage as Request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { eventLine, jsonLine, plain } from './event-line.ts';
import { type IncomingMessage, messageReader, type ReadMessage } from './incoming-message.ts';
import { ListenTally } from './listen-tally.ts';
import { type Answer, answerTo, type Misbehaviour, misbehaviourOf } from './misbehaviour.ts';
import { ended, paint, print, say } from './terminal.ts';
import { type Command, readOptions, UsageError } from './usage.ts';

/** Far more than any message has. */
const bodyBytesMax = 5_242_880;

export const listenCommand: Command = {
  help: `quizwire listen: receive what a server sends to a subscription, and print it, one line each

  --port <n>           default 4290; 0 picks a free one
  --host <address>     default 127.0.0.1
  --secret <whsec_…>   check the signatures of Standard Webhooks; repeat for several
  --jwks <url>         check that each body is a JWT by one of the keys published there
  --json               print the message itself, one a line, and all else beside

What comes is answered 204, or 401 if a signature that is checked is not valid, or 400 if it is no message. To see what a
sender makes of a receiver that misbehaves:
  --status <code>      answer this
  --retry-after <…>    with this Retry-After, seconds or a date (status 503 unless --status says another)
  --delay <time>       answer after this time, such as 20, 1.5s or 200ms
  --drop               close the connection instead
  --duplicate          close the connection when a message comes for the first time, though it is taken: it comes again
  --times <n>          misbehave for the first n requests only

A message that came before is marked. Ctrl-C ends, and says what came. NO_COLOR turns colours off. A server sends to an
address like 127.0.0.1 only when it was started with QUIZWIRE_ALLOWED_TARGETS=127.0.0.1.

Examples
  quizwire listen --secret whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw
  quizwire listen --jwks http://127.0.0.1:4280/api/lti/security/jwks
  quizwire listen --status 500 --times 3
`,
  async run(args) {
    const options = readOptions('listen', args, {
      port: { type: 'string', default: '4290' },
      host: { type: 'string', default: '127.0.0.1' },
      secret: { type: 'string', multiple: true, default: [] },
      jwks: { type: 'string' },
      json: { type: 'boolean', default: false },
      status: { type: 'string' },
      'retry-after': { type: 'string' },
      delay: { type: 'string' },
      drop: { type: 'boolean', default: false },
      duplicate: { type: 'boolean', default: false },
      times: { type: 'string' },
    });
    const misbehaviour = misbehaviourOf({
      status: options.status,
      'retry-after': options['retry-after'],
      delay: options.delay,
      drop: options.drop,
      duplicate: options.duplicate,
      times: options.times,
    });
    const receiver = new Receiver(readerFor(options.secret, options.jwks), misbehaviour, options.json);
    await receiver.listen(options.host, portOf(options.port));
    return 0;
  },
};

class Receiver {
  readonly #read: ReadMessage;
  readonly #misbehaviour: Misbehaviour;
  readonly #isJson: boolean;
  readonly #tally = new ListenTally();
  readonly #signal = ended();

  constructor(read: ReadMessage, misbehaviour: Misbehaviour, isJson: boolean) {
    this.#read = read;
    this.#misbehaviour = misbehaviour;
    this.#isJson = isJson;
  }

  /** Until it is told to end. */
  async listen(host: string, port: number): Promise<void> {
    const server = createServer((request, response) => {
      this.#take(request, response).catch((error: Error) => {
        if (!this.#signal.aborted) say(`a request broke off: ${error.message}`);
        request.socket.destroy();
      });
    });
    say(`listening on ${await opened(server, host, port)}`);
    if (!this.#signal.aborted) await once(this.#signal, 'abort');
    server.close();
    server.closeAllConnections();
    say(this.#tally.summary());
  }

  async #take(request: Request, response: ServerResponse): Promise<void> {
    if (request.method !== 'POST') {
      request.resume();
      response.writeHead(405, { Allow: 'POST' }).end('messages are sent with POST\n');
      return;
    }
    const body = await bodyOf(request);
    if (body === null) {
      say(`a body of more than ${bodyBytesMax} bytes was refused`);
      response.writeHead(413, { Connection: 'close' }).end();
      return;
    }
    const message = await this.#read(request.headers, body);
    const times = this.#tally.arrived(message.id, message.faults.length > 0);
    const arrival = {
      request: this.#tally.requests,
      isFirst: times === 1,
      faultStatus: message.faults[0]?.status ?? null,
    };
    const answer = answerTo(arrival, this.#misbehaviour);
    const told = answer.status === null ? 'connection closed' : `answered ${answer.status}`;
    this.#tally.answered(told);
    await this.#show(message, [
      ...message.proofs,
      ...message.faults.map((fault) => fault.told),
      ...(times === 1 ? [] : [`came ${times} times`]),
      answer.delayMs === 0 ? told : `${told} after ${answer.delayMs} ms`,
    ]);
    await give(answer, request, response, this.#signal);
  }

  async #show({ id, name, text, faults }: IncomingMessage, remarks: readonly string[]): Promise<void> {
    const told = plain(remarks.join(' · '));
    if (text === null) say(`${plain(id)}: ${told}`);
    else if (this.#isJson) {
      await print(jsonLine(text), this.#signal);
      say(`${plain(id)}: ${told}`);
    } else {
      const style = faults.length > 0 ? 'red' : 'dim';
      await print(`${eventLine(name, text, paint)}  ${paint(style, told)}`, this.#signal);
    }
  }
}

async function give(
  { status, retryAfter, delayMs }: Answer,
  request: Request,
  response: ServerResponse,
  signal: AbortSignal,
): Promise<void> {
  if (delayMs > 0) await delay(delayMs, undefined, { signal });
  if (status === null) request.socket.destroy();
  else response.writeHead(status, retryAfter === null ? {} : { 'Retry-After': retryAfter }).end();
}

/** Null when it is too large; then the rest of it is not read. */
async function bodyOf(request: Request): Promise<string | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    bytes += (chunk as Buffer).length;
    if (bytes > bodyBytesMax) return null;
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString();
}

async function opened(server: Server, host: string, port: number): Promise<string> {
  try {
    server.listen(port, host);
    await once(server, 'listening');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UsageError(`nothing can listen on ${host} port ${port} (${code}); see quizwire listen --help`);
  }
  const { address, family, port: given } = server.address() as AddressInfo;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${given}/`;
}

function readerFor(secrets: readonly string[], jwks: string | undefined): ReadMessage {
  if (jwks !== undefined && !/^https?:\/\/./.test(URL.canParse(jwks) ? jwks : ''))
    throw new UsageError('--jwks must be an http:// or https:// URL; see quizwire listen --help');
  try {
    return messageReader({ secrets, jwksUrl: jwks ?? null });
  } catch {
    throw new UsageError('--secret must be whsec_ and base64; see quizwire listen --help');
  }
}

function portOf(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= 65_535)) throw new UsageError('--port must be from 0 to 65535; see quizwire listen --help');
  return port;
}
