// Bodies that nobody can mean, sent to every route that takes one. Which routes there are and what they take is read from
// the running server's own description, so that a new route is covered as soon as it is there. Whatever is sent, it is the
// caller's mistake: never a 500, and what cannot even be read is never a success.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { formOf, type Kwargs } from '../support/canvasapi-client.ts';
import { eachDatabase } from '../support/databases.ts';
import { type EveryRecord, everyRecord } from '../support/every-record.ts';
import type { Reply } from '../support/server.ts';

type Json = Reply['json'];
type Body = Record<string, Json>;

interface Route {
  method: string;
  /** As the description has it. */
  path: string;
  /** With ids. */
  url: string;
  /** Bodies in which one value after the other is replaced. */
  bodies: Body[];
  /** Names of its parameters, of the first level. */
  parameters: string[];
}

/** One that no form would carry by chance. */
const mark = '\uE000';

const values: readonly Json[] = [
  null,
  true,
  false,
  0,
  -1,
  0.5,
  2 ** 31,
  Number.MAX_SAFE_INTEGER,
  2 ** 64,
  -1e308,
  '',
  ' ',
  'x',
  '1e999',
  '9223372036854775808',
  '9'.repeat(400),
  '\0',
  '\ud800',
  '0000-01-01',
  '+275760-09-13T00:00:00Z',
  '/'.repeat(20_000),
  [],
  {},
  [null],
  [[]],
  ['x'],
  [{}],
  { x: {} },
  { 0: 'x', 2: { x: [1] } },
  JSON.parse('{"__proto__":{"x":1},"constructor":"x","toString":{"length":-1}}'),
];

/** What stands in a form where `NAME=value` should. */
const shapes = [
  'NAME',
  'NAME=',
  'NAME=-1',
  'NAME=%00',
  'NAME=%EF%BF%BF',
  'NAME[]',
  'NAME[]=',
  'NAME[][]=x',
  'NAME[x]=1',
  'NAME[0][0]=x',
  'NAME[][x]=1&NAME[][x]=2',
  'NAME[x][]=1',
  'NAME[][][x]=1',
  'NAME[x',
  'NAME]=1',
  'NAME[[x]]=1',
  'NAME[__proto__][x]=1',
  'NAME[constructor]=1',
  'NAME[toString][]=1',
];

/** The same, of which no request can be made. */
const unreadableShapes = [
  'NAME=1&NAME[x]=1',
  'NAME=1&NAME[]=1',
  'NAME[]=1&NAME[x]=1',
  'NAME[x]=1&NAME[]=1',
  'NAME[x]=1&NAME[x][y]=1',
  'NAME=%ff',
  'NAME=%ED%A0%80',
  'NAME=%zz',
  'NAME[%ff]=1',
  `NAME${'[x]'.repeat(40)}=1`,
  'NAME[]=1&'.repeat(4097),
];

const form = 'application/x-www-form-urlencoded';
const json = 'application/json';

eachDatabase((database) => {
  let everything: EveryRecord;
  let routes: Route[];
  beforeAll(async () => {
    everything = await everyRecord(database);
    routes = await routesWithBodies(everything);
  });
  afterAll(() => everything.server[Symbol.asyncDispose]());

  type Who = keyof EveryRecord['tokens'];

  const mistakes: unknown[] = [];

  async function send(who: Who, { method, url }: Route, type: string, body: string | Buffer): Promise<number> {
    const reply = await fetch(`${everything.server.url}${url}`, {
      method,
      headers: { Authorization: `Bearer ${everything.tokens[who]}`, 'Content-Type': type },
      body,
      redirect: 'manual',
    });
    const text = await reply.text();
    if (reply.status >= 500) {
      mistakes.push([reply.status, who, method, url, type, String(body).slice(0, 300), text]);
    }
    return reply.status;
  }

  test('count', async () => {
    let n = 0;
    let m = 0;
    for (const route of routes) {
      for (const body of route.bodies) {
        const c = [...replaced(body, [mark])].length;
        n += c * values.length;
        m += c * (shapes.length + unreadableShapes.length);
      }
    }
    console.log(routes.length, n, m);
    const t = performance.now();
    let k = 0;
    for (const route of routes) {
      for (const body of route.bodies) {
        for (const each of replaced(body, values)) {
          await send('teacher', route, json, JSON.stringify(each));
          k++;
        }
      }
    }
    console.log(k, performance.now() - t);
    console.log(mistakes.length, JSON.stringify(mistakes.slice(0,40), null, 1));
  }, 600_000);
});

async function routesWithBodies({ server, ids, examples }: EveryRecord): Promise<Route[]> {
  const { json: description } = await server.call('GET', '/api/openapi.json');
  return Object.entries<Json>(description.paths).flatMap(([path, methods]) =>
    ['post', 'put', 'patch']
      .filter((method) => methods[method] !== undefined)
      .map((method) => {
        const schema = methods[method].requestBody?.content['application/json'].schema;
        const parameters = Object.keys(propertiesOf(schema));
        return {
          method: method.toUpperCase(),
          path,
          url: withIds(path, ids),
          parameters,
          bodies: [...bodiesOf(schema), ...parameters.flatMap((name) => examples[name] ?? [])],
        };
      }),
  );
}

function withIds(path: string, ids: EveryRecord['ids']): string {
  const parts = path.split('/');
  return parts
    .map((part, index) => {
      if (!part.startsWith('{')) return part;
      const place = `${parts[index - 1]}/${part}`;
      const id = ids[`${place}/${parts[index + 1]}`] ?? ids[place];
      if (id === undefined) throw new Error(`every-record.ts has no ${place}, which is in ${path}`);
      return id;
    })
    .join('/');
}

/** For each parameter that a schema names, at any depth, a body with it alone. */
function bodiesOf(schema: Json): Body[] {
  return Object.entries(propertiesOf(schema)).flatMap(([name, property]) => {
    const inner = bodiesOf(property);
    return inner.length === 0 ? [{ [name]: 'x' }] : inner.map((value) => ({ [name]: value }));
  });
}

function propertiesOf(schema: Json): Record<string, Json> {
  const schemas: Json[] = [schema ?? {}, ...(schema?.anyOf ?? [])];
  return Object.assign({}, ...schemas.map(({ properties }) => properties));
}

/** Copies of `value` in which one thing, at whatever depth, is replaced by one of `others`. */
function* replaced(value: Json, others: readonly Json[]): Generator<Json> {
  if (typeof value !== 'object' || value === null) return;
  for (const key of Object.keys(value)) {
    const copy = (inner: Json) =>
      Array.isArray(value) ? value.with(Number(key), inner) : { ...value, [key]: inner };
    for (const other of others) yield copy(other);
    for (const inner of replaced(value[key], others)) yield copy(inner);
  }
}
