// Server-sent events as the HTML standard reads them, however the bytes are cut.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ServerSentEvent, serverSentEvents } from '../../src/cli/server-sent-events.ts';

async function* chunksOf(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

async function eventsOf(text: string, size = 1_000): Promise<ServerSentEvent[]> {
  const events: ServerSentEvent[] = [];
  for await (const event of serverSentEvents(chunksOf(text, size))) events.push(event);
  return events;
}

test.each<[string, ServerSentEvent[]]>([
  ['id: 1\nevent: a\ndata: {}\n\n', [{ id: '1', name: 'a', data: '{}' }]],
  ['data:x\ndata:  y\n\n', [{ id: null, name: 'message', data: 'x\n y' }]],
  ['id: 7\r\ndata: é\r\n\r\n', [{ id: '7', name: 'message', data: 'é' }]],
  [': still here\nid: 9\n\n', [{ id: '9', name: 'message', data: null }]],
  ['retry: 1000\n\n: only a comment\n\n', []],
  ['data\n\n', [{ id: null, name: 'message', data: '' }]],
  ['data: unfinished\n', []],
])('%j is read as %j', async (text, events) => {
  expect(await eventsOf(text)).toEqual(events);
});

test('where the bytes are cut makes no difference', async () => {
  const text =
    'id: 1\r\nevent: grade_change\r\ndata: {"name":"é–𝄞"}\r\n\r\nid: 2\ndata: a\ndata: b\n\n: x\nid: 3\n\n';
  const whole = await eventsOf(text);
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 50 }), async (size) => {
      expect(await eventsOf(text, size)).toEqual(whole);
    }),
  );
});
