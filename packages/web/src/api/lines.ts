// Long answers as they come in: one JSON record a line (NDJSON), or a file to be kept.

import { request } from './client.ts';

/** Reads NDJSON; `told` hears how many there are so far. Raises ApiError, and SyntaxError for an answer that was cut off. */
export async function readLines<Row>(
  path: string,
  told: (count: number) => void = () => {},
  signal?: AbortSignal,
): Promise<Row[]> {
  const rows: Row[] = [];
  let rest = '';
  const response = await request('GET', path, { accept: 'application/x-ndjson', ...(signal && { signal }) });
  for await (const text of textsOf(response)) {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line !== '') rows.push(JSON.parse(line) as Row);
    told(rows.length);
  }
  if (rest !== '') rows.push(JSON.parse(rest) as Row);
  return rows;
}

/**
 * Fetches a file and gives it to the person under `name`. `told` hears how many lines have come, and of how many where the
 * server says so. Raises ApiError.
 */
export async function download(
  path: string,
  accept: string,
  name: string,
  told: (lines: number, total: number | null) => void = () => {},
  signal?: AbortSignal,
): Promise<void> {
  const response = await request('GET', path, { accept, ...(signal && { signal }) });
  const count = response.headers.get('X-Total-Count');
  const texts: string[] = [];
  let lines = 0;
  for await (const text of textsOf(response)) {
    texts.push(text);
    lines += text.split('\n').length - 1;
    told(lines, count === null ? null : Number(count));
  }
  save(new Blob(texts, { type: accept }), name);
}

/** Gives the person a file. */
export function save(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // Not at once: the browser reads it after this turn.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

async function* textsOf({ body }: Response): AsyncGenerator<string> {
  if (body === null) return;
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) yield part.value;
}
