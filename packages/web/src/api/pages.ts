// Lists that come in pages, as all of Canvas's do: the next one is named by the `Link` header.

import { bodyOf, request } from './client.ts';

export interface Page<Row> {
  rows: Row[];
  /** To be asked for as it is; null after the last. */
  next: string | null;
}

/** One page. `rowsIn` takes them out of the answer where it is not the list itself. Raises ApiError. */
export async function callPage<Row>(
  path: string,
  rowsIn: (answer: unknown) => Row[] = (answer) => answer as Row[],
  signal?: AbortSignal,
): Promise<Page<Row>> {
  const response = await request('GET', path, signal === undefined ? {} : { signal });
  const answer: unknown = JSON.parse(await bodyOf(response, signal));
  return { rows: rowsIn(answer), next: nextIn(response.headers.get('Link')) };
}

/** All rows, page after page; `told` hears of each page. Raises ApiError. */
export async function callAll<Row>(
  path: string,
  rowsIn?: (answer: unknown) => Row[],
  told: (rows: Row[]) => void = () => {},
  signal?: AbortSignal,
): Promise<Row[]> {
  const all: Row[] = [];
  for (let next: string | null = path; next !== null; ) {
    const page: Page<Row> = await callPage(next, rowsIn, signal);
    all.push(...page.rows);
    told(page.rows);
    next = page.next;
  }
  return all;
}

/** The path of `rel="next"`, without the origin: behind a proxy the server may know itself by another name. */
function nextIn(link: string | null): string | null {
  const url = /<([^>]*)>;\s*rel="next"/.exec(link ?? '')?.[1];
  if (url === undefined) return null;
  const { pathname, search } = new URL(url, 'http://here');
  return pathname.slice(pathname.indexOf('/api/')) + search;
}
