// Paging as Canvas does it: `page` and `per_page` in, the `Link` header out. Knows no rows and no request object.

import { linkHeaderBytesMax, pageRowsDefault, pageRowsMax } from '../../model/limits.ts';
import { notFound } from '../../model/refusal.ts';

/** Never repeated in a link: the paging itself and credentials. */
const leftOut = new Set(['page', 'per_page', 'access_token', 'api_key']);

type Relation = 'current' | 'next' | 'prev' | 'first' | 'last';
const order: readonly Relation[] = ['current', 'next', 'prev', 'first', 'last'];
/** Which links go in first while there is room. */
const importance: readonly Relation[] = ['next', 'last', 'prev', 'current', 'first'];

/** Pages past this would overflow the row offset of any database. */
const pageMax = Math.floor(Number.MAX_SAFE_INTEGER / pageRowsMax);

export interface LinkHeaderParts {
  /** Absolute, without query; scheme and host as the client used them. */
  endpoint: string;
  /** The query string as received, without `?`. */
  query: string;
  page: number;
  perPage: number;
  /** Null when the total is not known: then there is no `last`. */
  lastPage: number | null;
  hasNext: boolean;
}

/**
 * The `Link` header of one page: `current,next,prev,first,last`, joined by commas alone, each `<url>; rel="…"`, the URL
 * being the endpoint with the caller's other parameters as written and in order, then `page` and `per_page`. `next` and
 * `prev` are absent at the ends.
 *
 * ASCII only, at most `linkHeaderBytesMax` bytes. Canvas: when not all links fit, they are taken in the order next, last,
 * prev, current, first until one does not; so a query of more than about 6,000 bytes gives an empty text, and no header
 * should be sent. Whatever could end a link or the header early, a comma included, is percent-encoded.
 */
export function linkHeader(parts: LinkHeaderParts): string {
  const { page, perPage, lastPage } = parts;
  const pages: Partial<Record<Relation, number>> = { current: page, first: 1 };
  if (parts.hasNext) pages.next = page + 1;
  if (page > 1) pages.prev = page - 1;
  if (lastPage !== null) pages.last = Math.max(1, lastPage);

  const base = encode(`${parts.endpoint}?${withoutPaging(parts.query)}`);
  const written = new Map<Relation, string>();
  let room = linkHeaderBytesMax;
  for (const relation of importance) {
    const target = pages[relation];
    if (target === undefined) continue;
    const link = `<${base}page=${target}&per_page=${perPage}>; rel="${relation}"`;
    room -= link.length + (written.size === 0 ? 0 : 1);
    if (room < 0) break;
    written.set(relation, link);
  }
  return order.flatMap((relation) => written.get(relation) ?? []).join(',');
}

/** The caller's parameters that a link repeats, each followed by `&`. */
function withoutPaging(query: string): string {
  let kept = '';
  for (const pair of query.split('&')) {
    if (pair !== '' && !leftOut.has(topName(pair))) kept += `${pair}&`;
  }
  return kept;
}

/** The name of the whole parameter that a pair belongs to, decoded: a token must not slip through as `access%5Ftoken`. */
function topName(pair: string): string {
  const written = pair.split('=', 1)[0]?.trimStart() ?? '';
  let name = written;
  try {
    name = decodeURIComponent(written);
  } catch {
    // brackets.ts refuses such a request; as a name it is none of those left out.
  }
  const open = name.indexOf('[', 1);
  return open === -1 ? name : name.slice(0, open);
}

function encode(url: string): string {
  // Controls, space and non-ASCII; what ends a link, a URL or a list element; the rest of what RFC 3986 has no place for.
  return url.toWellFormed().replace(/[^!-~]|[",<>#\\^`{|}]/gu, encodeURIComponent);
}

/**
 * Canvas: `per_page` is its leading integer, 10 when absent, held between 1 and 100, so that `0` and text mean 1. `page`
 * is 1 when absent; zero, a negative number and anything that is no whole number refuse as not found.
 */
export function pagination(query: { page?: unknown; per_page?: unknown }): { page: number; perPage: number } {
  return { page: pageNumber(query.page ?? 1), perPage: rowsPerPage(query.per_page ?? pageRowsDefault) };
}

function pageNumber(value: unknown): number {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string' || !/^ *\+?\d+ *$/.test(text)) throw notFound();
  const page = Number(text);
  if (page < 1 || page > pageMax) throw notFound();
  return page;
}

function rowsPerPage(value: unknown): number {
  const text = typeof value === 'number' ? String(value) : value;
  const rows = typeof text === 'string' ? Number.parseInt(text, 10) : 0;
  return Math.min(Math.max(rows || 0, 1), pageRowsMax);
}
