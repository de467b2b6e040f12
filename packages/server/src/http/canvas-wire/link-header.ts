// Paging as Canvas does it: `page` and `per_page`, and the `Link` header. Quiz reference §4.3.

import { linkHeaderBytesMax, pageRowsDefault, pageRowsMax } from '../../model/limits.ts';
import { notFound } from '../../model/refusal.ts';

/** `per_page` is clamped to 1…100, text counting as 1. Raises not_found for a page that is no number from 1. */
export function pagination(query: { page?: unknown; per_page?: unknown }): { page: number; perPage: number } {
  const page = query.page === undefined ? 1 : integerOf(query.page);
  if (page === undefined || page < 1) throw notFound();
  const perPage = query.per_page === undefined ? pageRowsDefault : (integerOf(query.per_page) ?? 1);
  return { page, perPage: Math.min(Math.max(perPage, 1), pageRowsMax) };
}

function integerOf(value: unknown): number | undefined {
  const number = /^-?\d{1,15}$/.test(String(value)) ? Number(value) : undefined;
  return Number.isSafeInteger(number) ? number : undefined;
}

export interface LinkHeaderParts {
  /** Absolute URL without a query. */
  endpoint: string;
  /** The original query string, without `?`. */
  query: string;
  page: number;
  perPage: number;
  /** Null when the total is not known: there is no `last` then. */
  lastPage: number | null;
  hasNext: boolean;
}

const ownParameters = new Set(['page', 'per_page', 'access_token', 'api_key']);

/**
 * The header's value: `current,next,prev,first,last`, comma-joined without a space, `next` and `prev` absent at the
 * ends. When it would pass the limit only `current` and `next` are given, since without `next` a client stops.
 */
export function linkHeader(parts: LinkHeaderParts): string {
  const { page, lastPage, hasNext } = parts;
  const links: [rel: string, page: number][] = [['current', page]];
  if (hasNext) links.push(['next', page + 1]);
  if (page > 1) links.push(['prev', page - 1]);
  links.push(['first', 1]);
  if (lastPage !== null) links.push(['last', lastPage]);
  const base = `${parts.endpoint}?${keptQuery(parts.query)}`;
  const write = ([rel, to]: [string, number]): string =>
    `<${headerSafe(`${base}page=${to}&per_page=${parts.perPage}`)}>; rel="${rel}"`;
  const all = links.map(write).join(',');
  if (all.length <= linkHeaderBytesMax) return all;
  return links.filter(([rel]) => rel === 'current' || rel === 'next').map(write).join(',');
}

/** The original parameters but ours, as they were written. */
function keptQuery(query: string): string {
  const kept = query.split('&').filter((pair) => {
    const [name = ''] = pair.split('=');
    return pair !== '' && !ownParameters.has(decodedName(name));
  });
  return kept.map((pair) => `${pair}&`).join('');
}

function decodedName(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** Clients split at commas, and nothing from a query may end the header or the link. */
function headerSafe(url: string): string {
  return url.replace(/[^!#$%&'()*+\-./0-9:;=?@A-Z[\]_a-z~]/gu, (character) =>
    character === ',' ? '%2C' : encodeURIComponent(character.toWellFormed()),
  );
}
