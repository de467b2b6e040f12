import { connect } from 'node:net';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { afterAll, beforeAll, test } from 'vitest';
import { eachDatabase } from '../support/databases.ts';
import { caliperItem, envelopeOf } from '../support/caliper-items.ts';
import { receivedIn } from '../support/received.ts';
import { runSql } from '../support/sql.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const out = (...x: unknown[]) => process.stderr.write(`${x.map((y) => (typeof y === 'string' ? y : JSON.stringify(y))).join(' ').slice(0, 900)}\n`);
function raw(url: string, text: string | Buffer): Promise<string> {
  const { port } = new URL(url);
  return new Promise((resolve) => {
    const s = connect(Number(port), '127.0.0.1');
    let got = '';
    s.setEncoding('latin1');
    s.on('data', (d) => { got += d; });
    s.on('close', () => resolve(got));
    s.on('error', (e) => resolve(`ERR ${e.message}`));
    s.write(text);
    setTimeout(() => s.end(), 600);
  });
}
eachDatabase((database) => {
  let server: TestServer; let proxied: TestServer; let databaseUrl: string;
  beforeAll(async () => {
    databaseUrl = await database.freshUrl();
    server = await startTestServer(database, { databaseUrl });
    proxied = await startTestServer(database, { trustedProxies: ['127.0.0.1'] });
  });
  afterAll(async () => { await server[Symbol.asyncDispose](); await proxied[Symbol.asyncDispose](); });
  const send = (body: string, type = 'application/json') => server.call('POST', '/api/v1/caliper', { body, headers: { 'Content-Type': type } });
  const canvas = (body: string) => server.call('POST', '/api/v1/canvas_live_events', { body });
  async function timed(name: string, work: () => Promise<{ status: number; text: string }>) {
    const h = monitorEventLoopDelay({ resolution: 5 }); h.enable();
    const t = performance.now();
    const r = await work().catch((e) => ({ status: -1, text: String(e.cause ?? e) }));
    const ms = performance.now() - t;
    await new Promise((r) => setTimeout(r, 20));
    h.disable();
    out(database.kind, name, r.status, r.text.slice(0, 160), `total ${ms.toFixed(0)}ms maxloop ${(h.max / 1e6).toFixed(0)}ms`);
  }
  const env = (...items: string[]) => JSON.stringify(envelopeOf(['here'])).replace('"here"', () => items.join(','));
  const ev = (m: string, b = '{}') => `{"metadata":{"event_name":"x","event_time":"2026-01-01T00:00:00Z",${m}},"body":${b}}`;

  test.skip('receiving shapes', async () => {
    const deep = '['.repeat(2_000_000) + ']'.repeat(2_000_000);
    await timed('warm', () => send(env(JSON.stringify(caliperItem({})))));
    await timed('deep caliper', () => send(env(deep)));
    await timed('deep canvas', () => canvas(deep));
    await timed('deep canvas unfinished', () => canvas('['.repeat(5_000_000)));
    await timed('quotes', () => canvas('"'.repeat(5_000_000)));
    await timed('backslash', () => canvas(`"${'\\'.repeat(5_000_000)}`));
    await timed('esc quotes', () => canvas(`"${'\\"'.repeat(2_500_000)}`));
    await timed('numbers', () => canvas('1 '.repeat(2_500_000)));
    await timed('empties', () => canvas('[] '.repeat(1_500_000)));
    await timed('array of 2.5M zeros', () => canvas(`[${'0,'.repeat(2_400_000)}0]`));
    await timed('data of 2.5M zeros', () => send(env('0,'.repeat(2_400_000) + '0')));
    await timed('5000 events', () => canvas(Array.from({ length: 5000 }, (_, i) => ev(`"i":${i}`)).join('\n')));
    await timed('5000 events again', () => canvas(Array.from({ length: 5000 }, (_, i) => ev(`"i":${i}`)).join('\n')));
    await timed('5000 large events', () => canvas(Array.from({ length: 5000 }, (_, i) => ev(`"j":${i}`, `{"a":"${'x'.repeat(900)}"}`)).join('\n')));
    await timed('5000 good caliper', () => send(env(...Array.from({ length: 5000 }, () => JSON.stringify(caliperItem({}))))));
    await timed('5000 bad caliper', () => send(env(...Array.from({ length: 5000 }, (_, i) => `{"a":${i}}`))));
    await timed('5000 bad bigger', () => send(env(...Array.from({ length: 5000 }, (_, i) => JSON.stringify({ ...caliperItem({}), x: 1, [`y${i}`]: 2 })))));
    const manyKeys = `{${Array.from({ length: 30000 }, (_, i) => `"k${i}":1`).join(',')}}`;
    out('manykeys', manyKeys.length);
    await timed('many keys x10', () => send(env(...Array.from({ length: 12 }, (_, i) => manyKeys.replace('k0', `k0_${i}`)))));
    const nest = (n: number): string => (n === 0 ? '{"id":"http://a/b","type":"Person"}' : `{"id":"http://a/${n}","type":"Organization","subOrganizationOf":${nest(n - 1)}}`);
    await timed('nested orgs', () => send(env(nest(80))));
    await timed('wide members', () => send(env(...Array.from({ length: 18 }, (_, i) => JSON.stringify({ '@context': 'http://purl.imsglobal.org/ctx/caliper/v1p1', id: `http://x/${i}`, type: 'Collection', items: Array.from({ length: 6000 }, () => ({ id: 'q', type: 'A' })) })))));
    await timed('contexts', () => send(env(...Array.from({ length: 18 }, (_, i) => JSON.stringify({ '@context': Array.from({ length: 20000 }, () => `x${i}`), id: `http://x/${i}`, type: 'Collection' })))));
    await timed('nul esc', () => send(env(JSON.stringify({ ...caliperItem({}), extensions: { a: '\u0000' } }))));
    await timed('nul in id bad', () => send(env(JSON.stringify({ ...caliperItem({}), id: 'a\u0000b', 'k\u0000\ud800': '\ud800' }))));
    await timed('nul in type', () => send(env(JSON.stringify({ ...caliperItem({}), type: 'a\u0000b' }))));
    await timed('nul sensor', () => send(env('{}').replace('"sensor":"', '"sensor":"\\u0000')));
    await timed('surrogate sensor', () => send(env('{"q":1}').replace('"sensor":"', '"sensor":"\\ud800')));
    await timed('canvas nul', () => canvas(ev('"a":"\\u0000\\ud800","context_type":"Course","context_id":1e400', '{"user_id":-0,"assignment_id":"\\u0000","course_id":99999999999999999999}')));
    await timed('canvas name nul', () => canvas('{"metadata":{"event_name":"a\\u0000","event_time":"2026-01-01"}}'));
    await timed('proto', () => canvas('{"metadata":{"event_name":"a","event_time":"2026-01-01"},"__proto__":{"body":3}}'));
    await timed('proto2', () => canvas('{"__proto__":{"metadata":{"event_name":"a","event_time":"2026-01-01"}}}'));
    await timed('proto3 caliper', () => send(env('{"__proto__":{"type":"AssessmentEvent"},"constructor":1,"toString":2,"hasOwnProperty":3}')));
    await timed('type=__proto__', () => send(env('{"@context":"http://purl.imsglobal.org/ctx/caliper/v1p1","id":"http://a","type":"__proto__"}', '{"@context":"http://purl.imsglobal.org/ctx/caliper/v1p1","id":"http://a","type":"constructor"}')));
    await timed('bom', () => canvas(`\ufeff${ev('"bom":1')}`));
    await timed('nbsp trim', () => canvas(`\u00a0${ev('"nb":1')}\u00a0`));
    await timed('bom caliper', () => send(`\ufeff${env('{"bom":1}')}`));
    await timed('time edge', () => canvas('{"metadata":{"event_name":"a","event_time":"0000-01-01T00:00:00+00:00"}}{"metadata":{"event_name":"a","event_time":"9999-12-31T23:59:59.999Z"}}'));
    await timed('huge key esc', () => canvas(`{"metadata":{"event_name":"a","event_time":"2026-01-01"},"${'\\u0061'.repeat(40000)}":1}`));
    await timed('many esc keys', () => canvas(`[${Array.from({ length: 20 }, (_, j) => `{"metadata":{"event_name":"a","event_time":"2026-01-01","x":${j}},${Array.from({ length: 12000 }, (_, i) => `"\\u0061${i}":1`).join(',')}}`).join(',')}]`));
    await timed('long eventtime', () => canvas(`{"metadata":{"event_name":"a","event_time":"2026-01-01T00:00:00.${'9'.repeat(200000)}Z"}}`));
    await timed('quarantine page', () => server.call('GET', '/api/v1/caliper/quarantine?per_page=100'));
    for (let k = 0; k < 5; k++) await timed('big bad', () => send(env(...Array.from({ length: 19 }, (_, i) => `{"a":${k}${i},"b":"${'é'.repeat(130000)}"}`))));
    await timed('quarantine page big', () => server.call('GET', '/api/v1/caliper/quarantine?per_page=100'));
    await timed('quarantine page string ids', () => server.call('GET', '/api/v1/caliper/quarantine?per_page=100', { headers: { Accept: 'application/json+canvas-string-ids' } }));
    await timed('feed', () => server.call('GET', '/api/v1/live_events?per_page=1000&format=canvas'));
    await timed('feed caliper', () => server.call('GET', '/api/v1/live_events?per_page=1000&format=caliper'));
  }, 120_000);

  test.skip('quarantine deadlock', async () => {
    const statuses = new Map<number, number>();
    for (let round = 0; round < 30; round++) {
      const items = Array.from({ length: 300 }, (_, i) => `{"dead":${round},"i":${i}}`);
      const replies = await Promise.all([items, items.toReversed(), items, items.toReversed()].map((x) => send(env(...x))));
      for (const { status } of replies) statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
    out(database.kind, 'deadlock statuses', [...statuses]);
  }, 120_000);

  test('raw requests', async () => {
    const put = (head: string, s = server) => {
      const body = `{"course":{"name":"n${Math.floor(1e5 + Math.random() * 8e5)}"}}`;
      return raw(s.url, Buffer.from(`${head}\r\nAuthorization: Bearer admin-token-of-the-test\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`, 'latin1'));
    };
    const last = async (s = server) => {
      const url = s === server ? databaseUrl : null;
      if (url === null) return (await s.call('GET', '/api/v1/live_events?per_page=1000&format=canvas')).text.slice(-700);
      const rows = await runSql<{ metadata: string }>(url, `select * from live_events where source='quizwire' order by id desc limit 1`);
      return rows[0]?.metadata ?? 'none';
    };
    const path = '/api/v1/accounts/1/courses';
    const tries: [string, string][] = [
      ['plain', `POST ${path} HTTP/1.1\r\nHost: x.y`],
      ['absolute', `POST http://evil.example${path}?access_token=admin-token-of-the-test HTTP/1.1\r\nHost: x.y`],
      ['host junk', `POST ${path} HTTP/1.1\r\nHost: evil/../?access_token=x#"<script>`],
      ['host empty', `POST ${path} HTTP/1.1\r\nHost:`],
      ['no host 1.0', `POST ${path} HTTP/1.0`],
      ['host userinfo', `POST ${path} HTTP/1.1\r\nHost: user:pass@evil:99`],
      ['host ipv6', `POST ${path} HTTP/1.1\r\nHost: [::1]:4280`],
      ['ua C1', `POST ${path} HTTP/1.1\r\nHost: x\r\nUser-Agent: a\x9b31mred\x85\xff\tb\r\nReferer: http://u:pw@x/\x9b?access_token=1`],
      ['fragment', `POST ${path}#access_token=1 HTTP/1.1\r\nHost: x`],
      ['dup host', `POST ${path} HTTP/1.1\r\nHost: x\r\nHost: y`],
      ['semicolon', `POST ${path};access_token=abc?x=1;access_token=abc HTTP/1.1\r\nHost: x`],
      ['query pw', `POST ${path}?pseudonym[password]=hunter22 HTTP/1.1\r\nHost: x`],
      ['%00', `POST ${path}?a=%00%1b HTTP/1.1\r\nHost: x`],
      ['xff untrusted', `POST ${path} HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 9.9.9.9\r\nX-Forwarded-Host: evil\r\nX-Forwarded-Proto: https\r\nForwarded: for=1.2.3.4;host=evil`],
    ];
    for (const [name, head] of tries) out(database.kind, name, (await put(head)).slice(0, 40).split('\r')[0] ?? '', (/"hostname.*/.exec(await last()) ?? [''])[0]);
    const forwarded: [string, string][] = [
      ['one', 'X-Forwarded-For: 9.9.9.9\r\nX-Forwarded-Host: a.example:8443\r\nX-Forwarded-Proto: https'],
      ['lists', 'X-Forwarded-For: 6.6.6.6, 9.9.9.9\r\nX-Forwarded-Host: evil.example, a.example\r\nX-Forwarded-Proto: http, https'],
      ['port', 'X-Forwarded-For: 9.9.9.9:1234'],
      ['v6', 'X-Forwarded-For: 2001:db8::1'],
      ['v6 port', 'X-Forwarded-For: [2001:db8::1]:123'],
      ['junk', 'X-Forwarded-For: <script>\x9b'],
      ['unknown', 'X-Forwarded-For: unknown'],
      ['empty', 'X-Forwarded-For: \r\nX-Forwarded-Host: \r\nX-Forwarded-Proto: '],
      ['proto junk', 'X-Forwarded-Proto: javascript:alert(1)//'],
      ['long', `X-Forwarded-For: ${'a'.repeat(9000)}`],
      ['forwarded', 'Forwarded: for=1.2.3.4;host=evil;proto=https'],
      ['xport', 'X-Forwarded-Port: 99'],
    ];
    for (const [name, head] of forwarded) out('proxied', name, (await put(`POST ${path} HTTP/1.1\r\nHost: x\r\n${head}`, proxied)).slice(0, 40).split('\r')[0] ?? '', (/"hostname[^}]*/.exec((await last(proxied))) ?? [''])[0].slice(0, 300));
  }, 60_000);
});
