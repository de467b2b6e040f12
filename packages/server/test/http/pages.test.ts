// The web pages as files: at which address each is, what it may load, who may keep it, and what is never given out. What
// they show is tested in packages/web.

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pageRoutes } from '../../src/http/routes/pages.ts';
import { type Reply, startTestServer, type TestServer } from '../support/server.ts';

const memory = { readyUrl: async () => 'sqlite::memory:' };

const addresses = {
  '/': 'Quizwire',
  '/login': 'Sign in · Quizwire',
  '/login/': 'Sign in · Quizwire',
  '/courses': 'Courses · Quizwire',
  '/courses/1/quizzes/2': 'Quiz · Quizwire',
  '/courses/sis_course_id:x/quizzes/2/take?preview=true': 'Quiz · Quizwire',
  '/courses/1/quizzes/2/results?attempt=1': 'Results · Quizwire',
};

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; " +
  "img-src 'self' data: https:; media-src 'self' https:; font-src 'self'; connect-src 'self'; " +
  "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const references = (html: string): string[] =>
  [...html.matchAll(/\b(?:src|href)="([^"]*)"/g)].map(([, url = '']) => url);

describe('a page', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer(memory);
  });
  afterAll(() => server[Symbol.asyncDispose]());

  test.each(Object.entries(addresses))(
    'at %s is HTML that loads nothing but our own files',
    async (path, title) => {
      const reply = await server.call('GET', path, { token: null });
      expect([reply.status, /<title>(.*)<\/title>/.exec(reply.text)?.[1]]).toEqual([200, title]);
      expect(Object.fromEntries(reply.headers)).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': policy,
        'cache-control': 'no-cache',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'referrer-policy': 'same-origin',
        'x-content-type-options': 'nosniff',
      });
      // Neither scripts nor styles within: the policy would not let them be.
      expect(reply.text).not.toMatch(/<script(?![^>]* src=)|<style|\son\w+=/);
      for (const reference of references(reply.text)) {
        expect(reference).toMatch(/^\/(?!\/)/);
        const file = await server.call('GET', reference, { token: null });
        expect([reference, file.status]).toEqual([reference, 200]);
      }
    },
  );

  test.each(['/capture.js', '/capture.mjs'])('of others loads the capture client from %s', async (path) => {
    const { status, text } = await server.call('GET', path, { token: null });
    expect([status, text.length > 1000]).toEqual([200, true]);
  });

  test('is answered to HEAD too, and to no other method', async () => {
    expect((await server.call('HEAD', '/login', { token: null })).status).toBe(200);
    expect((await server.call('POST', '/courses/1/quizzes/2/take', { token: null })).status).toBe(404);
  });

  test('is the landing page for nobody and for access tokens, and the courses for who is signed in', async () => {
    const redirected = async (headers: Record<string, string>) => {
      const response = await fetch(`${server.url}/`, { headers, redirect: 'manual' });
      return [response.status, response.headers.get('location'), response.headers.get('vary')];
    };
    expect(await redirected({})).toEqual([200, null, 'Cookie']);
    expect(await redirected({ Authorization: `Bearer ${server.adminToken}` })).toEqual([200, null, 'Cookie']);
    expect(await redirected({ Cookie: `quizwire_session=${'a'.repeat(64)}` })).toEqual([200, null, 'Cookie']);
    const session = await server.call('POST', '/login/session');
    const cookie = session.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    expect(await redirected({ Cookie: cookie })).toEqual([302, '/courses', 'Cookie']);
  });

  test('offers the demo only where there is one', async () => {
    await using demo = await startTestServer(memory, { demoPeople: [{ sisUserId: 'x', role: 'student' }] });
    const offer = (reply: Reply) => /name="quizwire-demo" content="(.*?)"/.exec(reply.text)?.[1];
    expect(offer(await server.call('GET', '/login', { token: null }))).toBe('');
    expect(offer(await demo.call('GET', '/login', { token: null }))).toBe('yes');
  });

  test('behind a proxy that gives us a folder of its site leads into that folder', async () => {
    await using inFolder = await startTestServer(memory, { publicUrl: 'https://site.example/a$&b' });
    const [landing, login] = [await inFolder.call('GET', '/'), await inFolder.call('GET', '/login')];
    expect(login.text).toContain('name="quizwire-base" content="/a$&amp;b"');
    const all = [...references(landing.text), ...references(login.text)];
    expect(all.filter((reference) => !reference.startsWith('/a$&amp;b/'))).toEqual([]);
    const session = await inFolder.call('POST', '/login/session');
    const headers = { Cookie: session.headers.getSetCookie()[0]?.split(';')[0] ?? '' };
    const home = await fetch(`${inFolder.url}/`, { headers, redirect: 'manual' });
    expect(home.headers.get('location')).toBe('/a$&b/courses');
  });
});

describe('a file of the pages', () => {
  let server: TestServer;
  let script: string;
  beforeAll(async () => {
    server = await startTestServer(memory);
    const { text } = await server.call('GET', '/courses/1/quizzes/2', { token: null });
    script = references(text).find((url) => url.endsWith('.js')) ?? 'none';
  });
  afterAll(() => server[Symbol.asyncDispose]());

  test('is kept for ever, as its name changes with it', async () => {
    const reply = await server.call('GET', script, { token: null });
    expect(Object.fromEntries(reply.headers)).toMatchObject({
      'content-type': 'application/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
    });
    const { etag } = await get(script);
    const again = await get(script, { 'If-None-Match': etag });
    expect(again.status).toBe(304);
  });

  test('goes out compressed to who takes that', async () => {
    const plain = await get(script, { 'Accept-Encoding': 'identity' });
    const brotli = await get(script, { 'Accept-Encoding': 'gzip, deflate, br' });
    const gzip = await get(script, { 'Accept-Encoding': 'gzip' });
    expect([plain.encoding, brotli.encoding, gzip.encoding]).toEqual([undefined, 'br', 'gzip']);
    expect(brotliDecompressSync(brotli.bytes).equals(plain.bytes)).toBe(true);
    expect(gunzipSync(gzip.bytes).equals(plain.bytes)).toBe(true);
    expect(brotli.bytes.length).toBeLessThan(gzip.bytes.length);
    expect(brotli.vary).toMatch(/accept-encoding/i);
  });

  test.each([
    ['/assets/'],
    ['/assets'],
    ['/assets/login.html'],
    ['/assets/capture/capture.js'],
    ['/assets/nothing-12345678.js'],
    ['/assets/../package.json'],
    ['/assets/..%2fpackage.json'],
    ['/assets/..%2f..%2fserver%2fpackage.json'],
    ['/assets/%2e%2e/%2e%2e/package.json'],
    ['/assets/..\\package.json'],
    ['/assets/%00'],
    ['/assets/%'],
  ])('is none at %s', async (path) => {
    const { status, type } = await get(path, { 'Accept-Encoding': 'br' });
    expect([400, 403, 404, 414]).toContain(status);
    expect(type).not.toContain('text/html');
  });

  test('is none at an address that no file system could have', async () => {
    expect((await get(`/assets/${'a'.repeat(5000)}-12345678.js`)).status).toBe(400);
  });

  test('compressed under its own name is none', async () => {
    expect((await get(`${script}.br`)).status).toBe(404);
  });

  /** As it is, also a path that `fetch` would tidy up. */
  async function get(path: string, headers: Record<string, string> = {}) {
    const { hostname, port } = new URL(server.url);
    const { promise, resolve, reject } = Promise.withResolvers<import('node:http').IncomingMessage>();
    request({ hostname, port, path, headers }, resolve).on('error', reject).end();
    const response = await promise;
    const { 'content-encoding': encoding, 'content-type': type = '', vary, etag = '' } = response.headers;
    return { status: response.statusCode, encoding, type, vary, etag, bytes: await buffer(response) };
  }
});

describe('a folder of built pages', () => {
  test('that is missing is told of, and seen as soon as it is there', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'quizwire-pages-'));
    const server = fastify().decorateRequest('sessionToken', null);
    await pageRoutes(server, { folder: join(folder, 'dist'), publicUrl: null, isDemo: false });
    const get = (url: string) => server.inject({ url });
    for (const url of ['/', '/login', '/courses/1/quizzes/1/take']) {
      const reply = await get(url);
      expect([reply.statusCode, reply.headers['content-security-policy']]).toEqual([503, policy]);
      expect(reply.body).toContain('npm run build');
    }
    expect((await get('/assets/a-12345678.js')).statusCode).toBe(404);
    expect((await get('/capture.js')).statusCode).toBe(404);

    await mkdir(join(folder, 'dist/capture'), { recursive: true });
    await writeFile(join(folder, 'dist/login.html'), '<title>There</title>');
    await writeFile(join(folder, 'dist/capture/capture.mjs'), 'export {};');
    expect((await get('/login')).body).toBe('<title>There</title>');
    const capture = await get('/capture.mjs');
    expect([capture.statusCode, capture.body]).toEqual([200, 'export {};']);
    expect(capture.headers).toMatchObject({
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'cache-control': 'public, max-age=0',
      'content-type': 'application/javascript; charset=utf-8',
      'x-content-type-options': 'nosniff',
    });
    await server.close();
    await rm(folder, { recursive: true });
  });
});
