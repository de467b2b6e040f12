// Somebody who is told of what happens in the demo: a listener on this machine that takes most messages, some of them slowly
// and some only when they come again, so that there is something to see of deliveries.

import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { Lots } from './lots.ts';

/** Of so many messages one is answered slowly, and one is refused when it comes for the first time. */
const slowOneIn = 14;
const laterOneIn = 9;

/** Message ids remembered; older ones are forgotten, which nobody notices. */
const rememberedMax = 10_000;

export interface Receiver extends AsyncDisposable {
  /** Takes everything, in the end. */
  recordsUrl: string;
  gradesUrl: string;
  /** Nobody is there any more. */
  retiredUrl: string;
}

/** `refusesOne`: the first message of a grade is refused as too large, once. */
export async function startReceiver(refusesOne: boolean): Promise<Receiver> {
  const lots = new Lots('receiver');
  const seen = new Set<string>();
  let refuses = refusesOne;

  function answerTo(
    path: string,
    id: string,
    text: string,
  ): { status: number; afterMs: number; says?: string } {
    if (path === '/retired') return { status: 410, afterMs: 2, says: 'This receiver was closed for good.' };
    if (path === '/grades') return { status: 204, afterMs: lots.between(4, 40) };
    if (refuses && text.includes('"GradeEvent"')) {
      refuses = false;
      return { status: 413, afterMs: 5, says: 'The form takes fewer fields than this message has.' };
    }
    const isFirst = !seen.has(id);
    if (seen.size < rememberedMax) seen.add(id);
    if (isFirst && lots.chance(1 / laterOneIn)) {
      return { status: 503, afterMs: lots.between(5, 30), says: 'Being tidied up. Try again in a moment.' };
    }
    return {
      status: 204,
      afterMs: lots.chance(1 / slowOneIn) ? lots.between(700, 2_400) : lots.between(3, 60),
    };
  }

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = '';
    for await (const chunk of request.setEncoding('utf8')) text += chunk;
    const { status, afterMs, says } = answerTo(
      request.url ?? '',
      String(request.headers['webhook-id']),
      text,
    );
    await delay(afterMs, undefined, { ref: false });
    response.writeHead(status, says === undefined ? {} : { 'Content-Type': 'text/plain' }).end(says);
  }

  const listener = createServer((request, response) => {
    take(request, response).catch(() => request.socket.destroy());
  });
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const url = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`;
  return {
    recordsUrl: `${url}/records`,
    gradesUrl: `${url}/grades`,
    retiredUrl: `${url}/retired`,
    async [Symbol.asyncDispose]() {
      listener.close();
      listener.closeAllConnections();
    },
  };
}
