// The Python client `canvasapi`, as far as the wire can tell: forms with nested brackets, no content type without a body,
// `per_page=100`, next pages cut at its own base URL, GraphQL as JSON. Sources: core reference §21 and §22.10, and the
// client's public source.

import type { Reply } from './server.ts';

type Json = Reply['json'];

/** A keyword argument; null is None. */
export type Kwarg = string | number | boolean | null | readonly Kwarg[] | { readonly [key: string]: Kwarg };
export type Kwargs = Readonly<Record<string, Kwarg>>;

export interface CanvasapiReply {
  status: number;
  headers: Headers;
  /** The parsed body; undefined when there is none. */
  json: Json;
}

export interface CanvasapiClient {
  request(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    endpoint: string,
    kwargs?: Kwargs,
  ): Promise<CanvasapiReply>;
  /** All items of a PaginatedList; of those under `root` where the list is in an object. Throws unless every page is 200. */
  paginated(endpoint: string, kwargs?: Kwargs, root?: string): Promise<Json[]>;
  /** `data` of the answer. Throws when there are errors. */
  graphql(query: string, variables: Kwargs, kwargs?: Kwargs): Promise<Json>;
  /** Asks after a Progress until it has ended, and returns it. Throws when it does not end. */
  ended(progress: { id: number }, kwargs?: Kwargs): Promise<Json>;
}

/** A `Canvas(url, token)`. */
export function canvasapiClient(url: string, token: string): CanvasapiClient {
  const baseUrl = `${url}/api/v1/`;
  const headers = { Authorization: `Bearer ${token}`, Accept: '*/*', 'User-Agent': 'python-canvasapi/3.4.0' };

  const request: CanvasapiClient['request'] = async (method, endpoint, kwargs = {}) => {
    const data = formOf(kwargs);
    if (data === '') return replyOf(await fetch(`${baseUrl}${endpoint}`, { method, headers }));
    if (method === 'GET') return replyOf(await fetch(`${baseUrl}${endpoint}?${data}`, { headers }));
    const type = { 'Content-Type': 'application/x-www-form-urlencoded' };
    return replyOf(
      await fetch(`${baseUrl}${endpoint}`, { method, headers: { ...headers, ...type }, body: data }),
    );
  };

  return {
    request,

    async paginated(endpoint, kwargs = {}, root) {
      const items: Json[] = [];
      let params: Kwargs = { per_page: 100, ...kwargs };
      for (let next: string | undefined = endpoint; next !== undefined; params = {}) {
        const page: CanvasapiReply = await request('GET', next, params);
        if (page.status !== 200) throw new Error(`GET ${next} answered ${page.status}`);
        items.push(...(root === undefined ? page.json : page.json[root]));
        next = nextEndpoint(page.headers, baseUrl);
      }
      return items;
    },

    async graphql(query, variables, kwargs = {}) {
      const reply = await fetch(`${url}/api/graphql`, {
        method: 'POST',
        headers: { ...headers, 'Content-Type': 'application/json' },
        body: JSON.stringify({ ...kwargs, query, variables }),
      });
      const { status, json } = await replyOf(reply);
      if (status !== 200 || json.errors !== undefined) throw new Error(JSON.stringify(json));
      return json.data;
    },

    async ended({ id }, kwargs) {
      for (let asked = 0; asked < 1000; asked++) {
        const { status, json } = await request('GET', `progress/${id}`, kwargs);
        if (status !== 200) throw new Error(`progress/${id} answered ${status}`);
        if (json.workflow_state === 'completed' || json.workflow_state === 'failed') return json;
      }
      throw new Error(`progress/${id} does not end`);
    },
  };
}

/** As `requests` encodes it: `[key]` for what is in a dict, `[]` for what is in a list, `true` for True, None left out. */
export function formOf(kwargs: Kwargs): string {
  return Object.entries(kwargs)
    .flatMap(([name, value]) => pairsOf(name, value))
    .map(([name, text]) => `${quoted(name)}=${quoted(text)}`)
    .join('&');
}

function pairsOf(name: string, value: Kwarg): [name: string, text: string][] {
  if (value === null) return [];
  if (typeof value !== 'object') return [[name, String(value)]];
  if (isList(value)) return value.flatMap((item) => pairsOf(`${name}[]`, item));
  return Object.entries(value).flatMap(([key, item]) => pairsOf(`${name}[${key}]`, item));
}

function isList(value: object): value is readonly Kwarg[] {
  return Array.isArray(value);
}

/** Python's `quote_plus`. */
function quoted(text: string): string {
  return encodeURIComponent(text)
    .replaceAll('%20', '+')
    .replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** Where the next page is, under the client's own base URL; it cannot go anywhere else. */
function nextEndpoint(headers: Headers, baseUrl: string): string | undefined {
  const links = [...(headers.get('link') ?? '').matchAll(/<([^>]*)>; rel="([^"]*)"/g)];
  const url = links.find(([, , rel]) => rel === 'next')?.[1];
  if (url === undefined) return undefined;
  if (!url.startsWith(baseUrl)) throw new Error(`${url} is not under ${baseUrl}`);
  return url.slice(baseUrl.length);
}

async function replyOf(reply: Response): Promise<CanvasapiReply> {
  const text = await reply.text();
  return {
    status: reply.status,
    headers: reply.headers,
    json: text === '' ? undefined : (JSON.parse(text) as Json),
  };
}
