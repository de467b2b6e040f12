// Bodies that nobody can mean, sent to every route that takes one. Which routes there are and what they take is read from
// the running server's own description, so that a new route is covered as soon as it is there. Whatever is sent, it is the
// caller's mistake: never a 500, and what cannot even be read is never a success.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { positionMax } from '../../src/model/quiz-limits.ts';
import { formOf } from '../support/canvasapi-client.ts';
import { eachDatabase } from '../support/databases.ts';
import { type EveryRecord, everyRecord } from '../support/every-record.ts';
import { sensibleBodies } from '../support/sensible-bodies.ts';
import type { Reply } from '../support/server.ts';

type Json = Reply['json'];
type Body = Record<string, Json>;
type Who = keyof EveryRecord['tokens'];

interface Route {
  method: string;
  /** With ids. */
  url: string;
  isForTakers: boolean;
  /** Names of its parameters; of the first level alone. */
  parameters: string[];
  /** Bodies in which one value after the other is replaced. */
  bodies: Body[];
}

interface Sent {
  who: Who;
  method: string;
  url: string;
  type?: string;
  body?: string | Uint8Array<ArrayBuffer>;
}

const json = 'application/json';
const form = 'application/x-www-form-urlencoded';

/** One that no form would carry by chance. */
const mark = '\uE000';

const values: readonly Json[] = [
  null,
  true,
  false,
  0,
  -1,
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
  Array.from({ length: 4097 }, () => 'NAME[]=1').join('&'),
];

/** Many of them, for parameters of the first level. */
const longShapes = [
  Array.from({ length: 4000 }, () => 'NAME[]=x').join('&'),
  Array.from({ length: 4000 }, () => 'NAME[][x]=1').join('&'),
  Array.from({ length: 4000 }, (_, index) => `NAME[${index}]=1`).join('&'),
];

/** Bodies that are no parameters at all. */
const unreadable: [type: string, body: string | Uint8Array<ArrayBuffer>][] = [
  [json, '1'],
  [json, '"x"'],
  [json, 'true'],
  [json, '[]'],
  [json, '[{}]'],
  [json, '{"a":1}x'],
  [json, '{"a":1'],
  [json, '{a:1}'],
  [json, 'a=1'],
  [json, '\uFEFF{}'],
  [json, `${'{"a":'.repeat(65)}1${'}'.repeat(65)}`],
  [json, Uint8Array.of(0x22, 0xff, 0x22)],
  ['application/vnd.api+json', '[1]'],
  [form, Uint8Array.of(0x61, 0x3d, 0xff)],
];

/** Types of bodies that nobody reads. */
const strangeTypes = ['text/plain', 'application/xml', 'multipart/form-data; boundary=x', 'x'];

/** Parameters of routes on which only who takes a quiz gets far. */
const takerParameters = ['validation_token', 'quiz_submission_events'];

/** Routes that take a document and no parameters; what they refuse is in receive-caliper and receive-canvas-events. */
const documentRoutes: ReadonlySet<string> = new Set(['/api/v1/caliper', '/api/v1/canvas_live_events']);

/** Takes a file and no parameters, once; what it refuses is in file-uploads. */
const uploadPath = '/files_api/{upload_token}';

const callers: readonly Who[] = ['admin', 'teacher', 'student'];

eachDatabase((database) => {
  let everything: EveryRecord;
  let description: Json;
  let routes: Route[];
  beforeAll(async () => {
    everything = await everyRecord(database);
    description = (await everything.server.call('GET', '/api/openapi.json')).json;
    routes = routesWithBodies(description, everything);
  });
  afterAll(() => everything.server[Symbol.asyncDispose]());

  const parameterRoutes = () => routes.filter(({ url }) => !documentRoutes.has(url));

  /** The answers to `requests` that are not as they should be. */
  async function unexpected(requests: Iterable<Sent>, isExpected: (status: number) => boolean) {
    const found: unknown[] = [];
    for (const { who, method, url, type, body } of requests) {
      const authorization = `Bearer ${everything.tokens[who]}`;
      const reply = await fetch(`${everything.server.url}${url}`, {
        method,
        headers: { authorization, ...(type === undefined ? {} : { 'content-type': type }) },
        ...(body === undefined ? {} : { body }),
        redirect: 'manual',
      });
      const text = await reply.text();
      if (!isExpected(reply.status)) {
        found.push([reply.status, text.slice(0, 300), who, method, url, String(body).slice(0, 300)]);
      }
    }
    return found;
  }

  /** A fair part of `bodies`, of which the other database gets another; by turns from everybody who may get further. */
  function byTurns({ method, url, isForTakers }: Route, type: string, bodies: readonly string[]): Sent[] {
    const senders = isForTakers ? callers : callers.filter((who) => who !== 'student');
    const step = isForTakers ? 5 : 17;
    const offset = database.kind === 'sqlite' ? 0 : 1;
    return [...new Set(bodies)]
      .filter((_, index) => index % step === offset)
      .map((body, index) => ({ who: senders[index % senders.length] ?? 'admin', method, url, type, body }));
  }

  test('every path in the description leads to something here', async () => {
    for (const { method, url } of routes) {
      const requests = callers.map((who) => ({ who, method, url, type: json, body: '{}' }));
      const missed = await unexpected(requests, (status) => status !== 404);
      expect(missed.length, `${method} ${url}`).toBeLessThan(callers.length);
    }
  });

  test('a body that cannot be read is refused, whoever sends it', async () => {
    const requests = parameterRoutes().flatMap(({ method, url, parameters: [name = 'x'] }, route) =>
      [...unreadable, ...unreadableShapes.map((shape): [string, string] => [form, named(shape, name)])].map(
        ([type, body], index) => {
          const who = callers[(route + index) % callers.length] ?? 'admin';
          return { who, method, url, type, body };
        },
      ),
    );
    // A batch of events is read only once it is known who sends it.
    expect(await unexpected(requests, (status) => status === 400 || status === 403)).toEqual([]);
  });

  test('a body of another type is refused', async () => {
    const requests = parameterRoutes().flatMap(({ method, url }) =>
      strangeTypes.map((type) => ({ who: 'teacher' as const, method, url, type, body: '{}' })),
    );
    expect(await unexpected(requests, (status) => status === 415)).toEqual([]);
  });

  test('values that are not what is wanted', async () => {
    const requests = routes.flatMap((route) => {
      const bodies = route.bodies.flatMap((body) => [...replaced(body, values)]);
      return byTurns(
        route,
        json,
        bodies.map((body) => JSON.stringify(body)),
      );
    });
    expect(await unexpected(requests, isNoDefect)).toEqual([]);
  });

  test('brackets where none belong', async () => {
    const requests = routes.flatMap((route) =>
      byTurns(
        route,
        form,
        route.bodies.flatMap((body) => [...formsOf(body, shapes)]),
      ),
    );
    expect(await unexpected(requests, isNoDefect)).toEqual([]);
  });

  test('as many brackets as are read', async () => {
    const requests = routes.flatMap(({ method, url, parameters }) =>
      parameters.map((name, index) => {
        const body = named(longShapes[index % longShapes.length] ?? '', name);
        return { who: 'teacher' as const, method, url, type: form, body };
      }),
    );
    expect(await unexpected(requests, isNoDefect)).toEqual([]);
  });

  test('the last position there is leaves room for the next', async () => {
    const { server, ids } = everything;
    const course = `/api/v1/courses/${ids['courses/{course_id}']}`;
    for (const [path, bodyOf] of [
      [`${course}/assignment_groups`, (position?: number) => ({ position })],
      [`${course}/assignments`, (position?: number) => ({ assignment: { position } })],
      [
        `${course}/quizzes/${ids['quizzes/{quiz_id}']}/questions`,
        (position?: number) => ({ question: { position } }),
      ],
    ] as const) {
      const beyond = await server.call('POST', path, { body: bodyOf(positionMax + 1) });
      const last = await server.call('POST', path, { body: bodyOf(positionMax) });
      const next = await server.call('POST', path, { body: bodyOf() });
      expect([path, beyond.status, last.json.position, next.json.position]).toEqual([
        path,
        400,
        positionMax,
        positionMax + 1,
      ]);
    }
  });

  test('after all that, everything can still be shown', async () => {
    const paths = Object.keys(description.paths).filter((path) => description.paths[path].get !== undefined);
    const requests = paths.flatMap((path) =>
      callers.map((who) => ({ who, method: 'GET', url: withIds(path, everything.ids) })),
    );
    expect(await unexpected(requests, isNoDefect)).toEqual([]);
  });
});

/** 501 says what there is not. */
function isNoDefect(status: number): boolean {
  return status < 500 || status === 501;
}

function routesWithBodies(description: Json, { ids, made }: EveryRecord): Route[] {
  const examples = sensibleBodies(made);
  const paths = Object.entries<Json>(description.paths).filter(([path]) => path !== uploadPath);
  return paths.flatMap(([path, methods]) =>
    ['post', 'put', 'patch']
      .filter((method) => methods[method] !== undefined)
      .map((method) => {
        const schema = methods[method].requestBody?.content[json].schema;
        const parameters = Object.keys(propertiesOf(schema));
        return {
          method: method.toUpperCase(),
          url: withIds(path, ids),
          isForTakers: takerParameters.some((name) => parameters.includes(name)),
          parameters,
          bodies: [
            ...bodiesOf(schema),
            ...parameters.flatMap((name) => examples[name] ?? []),
            { as_user_id: '1' },
          ],
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
  return Object.entries(propertiesOf(schema)).flatMap(([name, property]): Body[] => {
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

/** Forms of `body` in which, one after the other, each value and what is in it stands in each of `shapes`. */
function* formsOf(body: Body, shapes: readonly string[]): Generator<string> {
  for (const marked of replaced(body, [mark])) {
    const pairs = formOf(marked).split('&');
    const index = pairs.findIndex((pair) => pair.endsWith(encodeURIComponent(mark)));
    const [name = ''] = pairs[index]?.split('=') ?? [];
    for (const shape of shapes) yield pairs.with(index, named(shape, name)).join('&');
  }
}

function named(shape: string, name: string): string {
  return shape.replaceAll('NAME', name);
}
