// A quiz page of a hundred questions, with the capture client or without it, and a place that takes what it sends.

import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface PageServer extends AsyncDisposable {
  url: string;
  /** Events taken so far. */
  events(): number;
}

const questionsCount = 100;

/** `script` is the file of the client, as it is published. */
export async function servePage(script: string): Promise<PageServer> {
  let events = 0;
  const client = readFileSync(script);
  const server = createServer(async (request, response) => {
    if (request.method === 'POST') {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      events += JSON.parse(Buffer.concat(chunks).toString()).quiz_submission_events.length;
      response.writeHead(204).end();
      return;
    }
    if (request.url === '/capture.js') {
      response.writeHead(200, { 'Content-Type': 'text/javascript' }).end(client);
      return;
    }
    response
      .writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' })
      .end(page(request.url === '/with-capture'));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    events: () => events,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function page(hasCapture: boolean): string {
  const start = `<script src="/capture.js"></script>
<script>Quizwire.record({ eventsUrl: '/events', userKey: '1', attempt: 1, flags: 'button', questions: '[data-question-id]' });</script>`;
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>A quiz</title>
<style>section { min-height: 320px; border-bottom: 1px solid; padding: 1rem } textarea { width: 30rem; height: 5rem }</style></head>
<body>${Array.from({ length: questionsCount }, (_, at) => question(at + 1)).join('\n')}
${hasCapture ? start : ''}</body></html>`;
}

function question(id: number): string {
  const choices = [1, 2, 3, 4]
    .map(
      (choice) =>
        `<label><input type="radio" name="question_${id}" value="${choice}"> choice ${choice}</label>`,
    )
    .join(' ');
  return `<section data-question-id="${id}"><h2>Question ${id}</h2><p>${choices}</p>
<textarea name="question_${id}_text" aria-label="In words"></textarea><button type="button">Flag</button></section>`;
}
