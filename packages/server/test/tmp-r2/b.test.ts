import { afterAll, beforeAll, test } from 'vitest';
import { createServer } from 'node:http';
import { eachDatabase } from '../support/databases.ts';
import { publishKeys, signed, signingKey } from '../support/key-set.ts';
import { startTestServer, type TestServer, testStartMs } from '../support/server.ts';
import { generateKeyPairSync } from 'node:crypto';
import { monitorEventLoopDelay } from 'node:perf_hooks';
const out = (...x: unknown[]) => process.stderr.write(`${x.map((y) => (typeof y === 'string' ? y : JSON.stringify(y))).join(' ').slice(0, 700)}\n`);
const b64 = (x: unknown) => Buffer.from(typeof x === 'string' ? x : JSON.stringify(x)).toString('base64url');
eachDatabase((database) => {
  let server: TestServer;
  test('jwt', async () => {
    const key = await signingKey('k1');
    const set = await publishKeys(key);
    server = await startTestServer(database, { canvasJwksUrl: set.url });
    const post = async (name: string, body: string, s = server) => {
      const h = monitorEventLoopDelay({ resolution: 5 }); h.enable(); const t = performance.now();
      const r = await s.call('POST', '/api/v1/canvas_live_events', { body, token: null });
      const ms = performance.now() - t; await new Promise((r) => setTimeout(r, 15)); h.disable();
      out(name, r.status, r.text.slice(0, 200), `${ms.toFixed(0)}ms loop ${(h.max / 1e6).toFixed(0)}`);
    };
    const claims = { metadata: { event_name: 'x', event_time: '2026-01-01', n: 1 }, body: {} };
    await post('good', await signed(claims, key));
    const sign = async (header: object, payload: string, input?: string) => {
      const i = input ?? `${b64(header)}.${b64(payload)}`;
      return `${i}.${Buffer.from(await crypto.subtle.sign('RSASSA-PKCS1-v1_5', key.privateKey, Buffer.from(i))).toString('base64url')}`;
    };
    await post('crit', await sign({ alg: 'RS256', kid: 'k1', crit: ['x'], x: 1 }, JSON.stringify(claims)));
    await post('crit b64', await sign({ alg: 'RS256', kid: 'k1', crit: ['b64'], b64: false }, JSON.stringify(claims)));
    await post('kid number', await sign({ alg: 'RS256', kid: 1 }, JSON.stringify(claims)));
    await post('kid proto', await sign({ alg: 'RS256', kid: '__proto__' }, JSON.stringify(claims)));
    await post('jku', await sign({ alg: 'RS256', kid: 'other', jku: 'http://127.0.0.1:1/' , jwk: key.publicJwk}, JSON.stringify(claims)));
    await post('claims array', await sign({ alg: 'RS256', kid: 'k1' }, '[1]'));
    await post('claims deep', await sign({ alg: 'RS256', kid: 'k1' }, `{"metadata":{"event_name":"x","event_time":"2026-01-01"},"body":{"a":${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}}}`));
    await post('claims bad utf8', await sign({}, '', `${b64({ alg: 'RS256', kid: 'k1' })}.${Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]).toString('base64url')}`));
    await post('claims not json', await sign({ alg: 'RS256', kid: 'k1' }, 'nope'));
    await post('exp text', await sign({ alg: 'RS256', kid: 'k1' }, JSON.stringify({ ...claims, exp: 'x' })));
    await post('exp 1e400', await sign({ alg: 'RS256', kid: 'k1' }, JSON.stringify({ ...claims, k: 2 }).replace('"k"', '"exp":1e400,"k"')));
    await post('iat future', await sign({ alg: 'RS256', kid: 'k1' }, JSON.stringify({ ...claims, iat: testStartMs })));
    await post('event array in claims', await sign({ alg: 'RS256', kid: 'k1' }, JSON.stringify({ metadata: claims.metadata, body: [] })));
    await post('header deep', `${b64(`{"a":${'['.repeat(1_800_000)}${']'.repeat(1_800_000)}}`)}.e30.AAAA`);
    await post('header huge', `${b64(`{"alg":"RS256","kid":"k1","a":[${'{},'.repeat(1_000_000)}1]}`)}.e30.AAAA`);
    await post('payload huge', `${b64({ alg: 'RS256', kid: 'k1' })}.${'A'.repeat(5_000_000)}.AAAA`);
    await post('kid huge', `${b64({ alg: 'RS256', kid: 'k'.repeat(3_000_000) })}.e30.AAAA`);
    await post('dotted', `${'a'.repeat(2_000_000)}.${'b'.repeat(2_000_000)}.${'c'.repeat(1_000_000)}!`);
    await post('five parts', 'a.b.c.d.e');
    // small key, other key types
    const small = generateKeyPairSync('rsa', { modulusLength: 1024 });
    const oct = { kty: 'oct', k: 'c2VjcmV0', kid: 'oct', alg: 'RS256' };
    const evil = createServer((q, r) => {
      if (q.url === '/redir') { r.writeHead(302, { location: set.url }); r.end(); return; }
      if (q.url === '/slow') { r.writeHead(200); r.write('{"keys":['); return; }
      if (q.url === '/bad') { r.end(JSON.stringify({ keys: [{ kty: 'RSA', n: '!!', e: 'AQAB', kid: 'k1', alg: 'RS256' }, null, oct] })); return; }
      if (q.url === '/bad2') { r.end(JSON.stringify({ keys: [{ kty: 'RSA', n: 'AQAB', e: 'AQAB', kid: 'k1', alg: 'RS256' }] })); return; }
      if (q.url === '/small') { r.end(JSON.stringify({ keys: [{ ...small.publicKey.export({ format: 'jwk' }), kid: 'small', alg: 'RS256' }] })); return; }
      if (q.url === '/priv') { r.end(JSON.stringify({ keys: [{ ...small.privateKey.export({ format: 'jwk' }), kid: 'k1', alg: 'RS256' }] })); return; }
      r.end('{}');
    });
    await new Promise<void>((res) => evil.listen(0, '127.0.0.1', res));
    const port = (evil.address() as { port: number }).port;
    for (const [p, kid] of [['redir', 'k1'], ['bad', 'k1'], ['bad2', 'k1'], ['small', 'small'], ['priv', 'k1'], ['slow', 'k1']]) {
      const s = await startTestServer(database, { canvasJwksUrl: `http://127.0.0.1:${port}/${p}` });
      await post(p ?? '', await sign({ alg: 'RS256', kid }, JSON.stringify(claims)), s);
      await s[Symbol.asyncDispose]();
    }
    evil.closeAllConnections(); evil.close();
    await set[Symbol.asyncDispose]();
  }, 60_000);
  afterAll(() => server[Symbol.asyncDispose]());
  test('sessions', async () => {
    const log = async (o: object, p = '') => { const r = await server.call('POST', `/login/session${p}`, o); return r; };
    for (const [n, o] of Object.entries({
      sameSite: { headers: { 'Sec-Fetch-Site': 'same-site' } }, none: { headers: { 'Sec-Fetch-Site': 'none' } }, upper: { headers: { 'Sec-Fetch-Site': 'Cross-Site' } },
      origin: { headers: { Origin: 'https://evil.example' } }, originNull: { headers: { Origin: 'null' } },
      form: { token: null, body: `access_token=admin-token-of-the-test`, headers: { 'Content-Type': 'application/x-www-form-urlencoded', Origin: 'https://evil' } },
      plain: { token: null, body: `{"access_token":"admin-token-of-the-test"}`, headers: { 'Content-Type': 'text/plain' } },
      multipart: { token: null, body: `x`, headers: { 'Content-Type': 'multipart/form-data; boundary=x' } },
      nested: { token: null, body: { access_token: { a: 1 } } }, list: { token: null, body: { access_token: ['admin-token-of-the-test'] } },
      redir: { body: { redirect_url: 'http://u:p@x/?a=\u0000' } }, redirObj: { body: { redirect_url: { a: 1 } } },
      as: { body: { as_user_id: 'self' } }, asBad: { body: { as_user_id: '9999999999999999999999' } },
      deep: { token: null, body: `{"a":${'['.repeat(3_000_000)}${']'.repeat(3_000_000)}}`, headers: { 'Content-Type': 'application/json' } },
    })) { const t = performance.now(); const r = await log(o); out(database.kind, n, r.status, r.text.slice(0, 120), `${(performance.now() - t).toFixed(0)}ms`); }
    const ok = await log({});
    const cookie = ok.headers.getSetCookie().map((c) => c.split(';')[0]).join('; ');
    const value = /quizwire_session=(\w+)/.exec(cookie)?.[1] ?? '';
    for (const c of [cookie, `quizwire_session=bad; ${cookie}`, `${cookie}; quizwire_session=bad`, `quizwire_session="${value}"`, ` quizwire_session = ${value} `, `Quizwire_session=${value}`, `quizwire_session=${value}x`, `a=quizwire_session=${value}`, `quizwire_session=${value}%20`, `=; ;quizwire_session=${value}`]) {
      const r = await server.call('GET', '/api/v1/users/self', { token: null, headers: { Cookie: c } });
      out(database.kind, c.slice(0, 50), r.status);
    }
    for (const m of ['PUT', 'PATCH', 'DELETE', 'POST', 'OPTIONS', 'TRACE', 'QUERY', 'LOCK', 'SEARCH']) {
      const r = await server.call(m, '/api/v1/users/self', { token: null, headers: { Cookie: cookie, 'X-HTTP-Method-Override': 'PUT' }, }).catch((e) => ({ status: String(e.cause), text: '' }));
      out(m, r.status, r.text.slice(0, 80));
    }
    for (const [h, b] of [['application/json', '{"quiz_submission_events":[]}'], ['text/plain', '{"sensor":1}'], ['', 'x']]) {
      const r = await server.call('POST', '/api/v1/caliper', { token: null, headers: { Cookie: cookie, ...(h ? { 'Content-Type': h } : {}) }, body: b });
      out('caliper csrf', h ?? '', r.status, r.text);
      const r2 = await server.call('POST', '/api/v1/canvas_live_events', { token: null, headers: { Cookie: cookie, ...(h ? { 'Content-Type': h } : {}) }, body: b });
      out('canvas csrf', h ?? '', r2.status, r2.text);
    }
  }, 60_000);
});
