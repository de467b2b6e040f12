import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LinkHeaderParts, linkHeader, pagination } from '../../../src/http/canvas-wire/link-header.ts';
import { linkHeaderBytesMax } from '../../../src/model/limits.ts';
import { Refusal } from '../../../src/model/refusal.ts';

const endpoint = 'https://quiz.example/api/v1/courses';
const links = (given: Partial<LinkHeaderParts>): LinkHeaderParts => ({
  endpoint,
  query: '',
  page: 1,
  perPage: 10,
  lastPage: 1,
  hasNext: false,
  ...given,
});
const relations = (header: string) => [...header.matchAll(/rel="(\w+)"/g)].map((match) => match[1]);
const nextUrl = (header: string) => /<([^>]*)>; rel="next"/.exec(header)?.[1] ?? '';

describe('linkHeader', () => {
  it('lists current, next, prev, first and last, joined by commas without a space', () => {
    expect(linkHeader(links({ page: 2, perPage: 5, lastPage: 4, hasNext: true }))).toBe(
      `<${endpoint}?page=2&per_page=5>; rel="current",<${endpoint}?page=3&per_page=5>; rel="next",` +
        `<${endpoint}?page=1&per_page=5>; rel="prev",<${endpoint}?page=1&per_page=5>; rel="first",` +
        `<${endpoint}?page=4&per_page=5>; rel="last"`,
    );
  });

  it('has no prev on the first page, no next on the last, no last when the total is not known', () => {
    expect(relations(linkHeader(links({ hasNext: true, lastPage: 3 })))).toEqual([
      'current',
      'next',
      'first',
      'last',
    ]);
    expect(relations(linkHeader(links({ page: 3, lastPage: 3 })))).toEqual([
      'current',
      'prev',
      'first',
      'last',
    ]);
    expect(relations(linkHeader(links({ page: 2, lastPage: null, hasNext: true })))).toEqual([
      'current',
      'next',
      'prev',
      'first',
    ]);
  });

  it('calls page 1 the last of an empty list', () => {
    expect(linkHeader(links({ lastPage: 0 }))).toContain('page=1&per_page=10>; rel="last"');
  });

  it('repeats the other parameters as written and in order', () => {
    const header = linkHeader(
      links({ query: 'include[]=b&page=7&include%5B%5D=a&per_page=2&search_term=x+y&flag', hasNext: true }),
    );
    expect(nextUrl(header)).toBe(
      `${endpoint}?include[]=b&include%5B%5D=a&search_term=x+y&flag&page=2&per_page=10`,
    );
  });

  it.each([
    'access_token=s3',
    'api_key=s3',
    'access%5Ftoken=s3',
    '%61pi_key=s3',
    'access_token[]=s3',
    'access_token[a]=s3',
    '& access_token=s3',
    'page=s3',
    'per_page[x]=s3',
  ])('never repeats %s', (query) => {
    expect(linkHeader(links({ query: `a=1&${query}&b=2` }))).not.toContain('s3');
  });

  it('keeps names that only look alike', () => {
    expect(linkHeader(links({ query: 'pages=1&a[page]=2&page_id=3' }))).toContain(
      '?pages=1&a[page]=2&page_id=3&page=1',
    );
  });

  it('encodes commas and whatever else could end a link', () => {
    const header = linkHeader(
      links({
        endpoint: 'https://é.example/a,b',
        query: 'q=1,2<3>"4\r\nX: y&é=ü😀\ud800#%2C%',
        hasNext: true,
      }),
    );
    expect(nextUrl(header)).toBe(
      'https://%C3%A9.example/a%2Cb?q=1%2C2%3C3%3E%224%0D%0AX:%20y&%C3%A9=%C3%BC%F0%9F%98%80%EF%BF%BD%23%2C%&page=2&per_page=10',
    );
    expect(header.split(',')).toHaveLength(4);
  });

  it('drops links from the least useful on when they do not all fit', () => {
    const withQuery = (length: number) =>
      linkHeader(links({ query: `q=${'a'.repeat(length)}`, page: 2, lastPage: 9, hasNext: true }));
    expect(relations(withQuery(1_100))).toEqual(['current', 'next', 'prev', 'first', 'last']);
    expect(relations(withQuery(1_300))).toEqual(['current', 'next', 'prev', 'last']);
    expect(relations(withQuery(1_700))).toEqual(['next', 'prev', 'last']);
    expect(relations(withQuery(2_800))).toEqual(['next', 'last']);
    expect(relations(withQuery(5_000))).toEqual(['next']);
    expect(withQuery(6_100)).toBe('');
  });

  it('fills the header up to its bound and never past it', () => {
    const sizes = Array.from(
      { length: 400 },
      (_, i) => linkHeader(links({ query: 'a'.repeat(1_900 + i), hasNext: true })).length,
    );
    expect(Math.max(...sizes)).toBeLessThanOrEqual(linkHeaderBytesMax);
    expect(Math.max(...sizes)).toBeGreaterThan(linkHeaderBytesMax - 10);
  });

  it('is a well-formed header for any query', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.oneof(
            fc.constantFrom('&', '=', '<', '>', '"', ',', '\n', '\r', '%', 'access_token', 'é'),
            fc.string({ unit: 'binary', maxLength: 1 }),
          ),
          maxLength: 30,
        }),
        fc.nat({ max: 5 }),
        fc.boolean(),
        (query, page, hasNext) => {
          const header = linkHeader(links({ query, page: page + 1, lastPage: null, hasNext }));
          const link = '<https://quiz\\.example/[!#-+\\--;=?-~]*[?&]page=\\d+&per_page=10>; rel="\\w+"';
          expect(header).toMatch(new RegExp(`^${link}(,${link})*$`));
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

describe('pagination', () => {
  it.each([
    [{}, { page: 1, perPage: 10 }],
    [
      { page: null, per_page: null },
      { page: 1, perPage: 10 },
    ],
    [
      { page: '3', per_page: '25' },
      { page: 3, perPage: 25 },
    ],
    [
      { page: 3, per_page: 25 },
      { page: 3, perPage: 25 },
    ],
    [{ per_page: '100' }, { page: 1, perPage: 100 }],
    [{ per_page: '101' }, { page: 1, perPage: 100 }],
    [{ per_page: '99999999999999999999' }, { page: 1, perPage: 100 }],
    [{ per_page: '0' }, { page: 1, perPage: 1 }],
    [{ per_page: '-5' }, { page: 1, perPage: 1 }],
    [{ per_page: 'all' }, { page: 1, perPage: 1 }],
    [{ per_page: '' }, { page: 1, perPage: 1 }],
    [{ per_page: '20abc' }, { page: 1, perPage: 20 }],
    [{ per_page: ['5'] }, { page: 1, perPage: 1 }],
    [{ per_page: Number.NaN }, { page: 1, perPage: 1 }],
  ])('reads %j', (query, expected) => {
    expect(pagination(query)).toEqual(expected);
  });

  it.each([
    '0',
    '-1',
    '',
    'abc',
    '1.5',
    '2x',
    'bookmark:abc',
    '99999999999999999999',
    0,
    -1,
    1.5,
    Number.NaN,
    ['1'],
    { a: 1 },
    true,
  ])('finds no page %j', (page) => {
    expect(() => pagination({ page })).toThrow(new Refusal({ kind: 'not_found' }));
  });
});
