// The keys that messages are signed with, of several servers on one database: each has been published before it signs.

import { compactVerify, createLocalJWKSet, importJWK, SignJWT } from 'jose';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { signingKeyMonthMs, signingKeyReadEveryMs } from '../../../src/model/delivery-limits.ts';
import { SigningKeys } from '../../../src/operations/subscriptions/signing-keys.ts';
import type { Database } from '../../../src/store/database.ts';
import { openDatabase } from '../../../src/store/open-database.ts';
import { CannotUnseal, SecretBox } from '../../../src/store/secret-box.ts';
import { eachDatabase } from '../../support/databases.ts';
import { testStartMs } from '../../support/server.ts';

const secrets = new SecretBox([new Uint8Array(32).fill(1)]);

eachDatabase((testDatabase) => {
  let database: Database;
  const clock = { nowMs: testStartMs };
  beforeEach(async () => {
    clock.nowMs = testStartMs;
    database = await openDatabase(await testDatabase.freshUrl(), testStartMs);
    onTestFinished(() => database[Symbol.asyncDispose]());
  });

  /** A server of its own, as far as its keys go. */
  const server = (box = secrets) => new SigningKeys(database, box, () => clock.nowMs);
  const kidsOf = async (keys: SigningKeys) => (await keys.published()).map(({ kid }) => kid);
  const rows = () => database.query.selectFrom('signingKeys').selectAll().orderBy('generation').execute();

  test('the first key and the next are made when somebody asks', async () => {
    expect(await rows()).toEqual([]);
    const keys = await server().published();
    expect(keys).toMatchObject([
      { generation: 1, createdAtMs: testStartMs, beganAtMs: testStartMs },
      { generation: 2, createdAtMs: testStartMs, beganAtMs: null },
    ]);
    expect(await rows()).toEqual(keys);
    expect((await server().current()).kid).toBe(keys[0]?.kid);
  });

  test('what is signed can be verified by what is published', async () => {
    const keys = server();
    const { kid, privateJwk } = await keys.current();
    const key = await importJWK(privateJwk, 'RS256');
    const signed = await new SignJWT({ a: 1 }).setProtectedHeader({ alg: 'RS256', kid }).sign(key);
    const published = (await keys.published()).map(({ publicJwk }) => JSON.parse(publicJwk));
    expect(published[0]).toEqual({
      kty: 'RSA',
      n: expect.stringMatching(/^[\w-]{342}$/),
      e: 'AQAB',
      kid,
      alg: 'RS256',
      use: 'sig',
    });
    const verified = await compactVerify(signed, createLocalJWKSet({ keys: published }));
    expect(verified.protectedHeader.kid).toBe(kid);
  });

  test('no private key can be read in the database', async () => {
    const { privateJwk } = await server().current();
    for (const row of await rows()) expect(JSON.stringify(row)).not.toContain(privateJwk.d);
    const stranger = server(new SecretBox([new Uint8Array(32).fill(2)]));
    await expect(stranger.current()).rejects.toThrow(CannotUnseal);
    expect(await kidsOf(stranger)).toHaveLength(2);
  });

  test('servers that begin together have the same keys', async () => {
    const servers = Array.from({ length: 4 }, () => server());
    const current = await Promise.all(servers.map((keys) => keys.current()));
    expect(new Set(current.map(({ kid }) => kid)).size).toBe(1);
    const published = await Promise.all(servers.map(kidsOf));
    expect(new Set(published.map(String)).size).toBe(1);
    expect(published[0]).toHaveLength(2);
  });

  describe('a change', () => {
    test('makes the next key the current one, and the current one the previous', async () => {
      const keys = server();
      const [first, second] = await kidsOf(keys);
      expect((await keys.current()).kid).toBe(first);
      clock.nowMs += 1000;
      await keys.rotate();
      const [previous, current, next, ...more] = await keys.published();
      expect([previous?.kid, current?.kid, more]).toEqual([first, second, []]);
      expect(current?.beganAtMs).toBe(clock.nowMs);
      expect(next).toMatchObject({ generation: 3, createdAtMs: clock.nowMs, beganAtMs: null });
      expect((await keys.current()).kid).toBe(second);
      await keys.rotate();
      expect((await kidsOf(keys)).slice(0, 2)).toEqual([second, next?.kid]);
    });

    test('forgets the private key that signs no more', async () => {
      const keys = server();
      await keys.rotate();
      await keys.rotate();
      const stored = await rows();
      expect(stored.map(({ privateJwk }) => privateJwk === '')).toEqual([true, true, false, false]);
    });

    test('gives every key that signs to those who read the set before', async () => {
      const keys = server();
      let known = new Set(await kidsOf(keys));
      for (let round = 0; round < 4; round++) {
        await keys.rotate();
        expect(known).toContain((await keys.current()).kid);
        known = new Set(await kidsOf(keys));
      }
    });

    test('is known to another server in half a minute, and until then its key is published', async () => {
      const [here, there] = [server(), server()];
      const { kid } = await there.current();
      await here.rotate();
      clock.nowMs += signingKeyReadEveryMs - 1;
      expect((await there.current()).kid).toBe(kid);
      expect(await kidsOf(here)).toContain(kid);
      clock.nowMs += 1;
      expect((await there.current()).kid).toBe((await here.current()).kid);
    });

    test('by several servers at once is one change', async () => {
      const servers = Array.from({ length: 4 }, () => server());
      await Promise.all(servers.map((keys) => keys.current()));
      const before = await kidsOf(server());
      clock.nowMs += signingKeyMonthMs;
      await Promise.all(servers.map((keys) => keys.rotateWhenDue()));
      expect((await kidsOf(server())).slice(0, 2)).toEqual(before);
      expect(await rows()).toHaveLength(3);
      for (const keys of servers) await keys.rotateWhenDue();
      expect(await rows()).toHaveLength(3);
    });

    test('comes when a month is over', async () => {
      const keys = server();
      await keys.rotateWhenDue();
      expect(await rows()).toEqual([]);
      const [first, second] = await kidsOf(keys);
      clock.nowMs += signingKeyMonthMs - 1;
      await keys.rotateWhenDue();
      expect((await keys.current()).kid).toBe(first);
      clock.nowMs += 1;
      await keys.rotateWhenDue();
      expect((await keys.current()).kid).toBe(second);
    });
  });

  test('the current key is the same object until it changes', async () => {
    const keys = server();
    const [key, again] = await Promise.all([keys.current(), keys.current()]);
    expect(again).toBe(key);
    clock.nowMs += signingKeyReadEveryMs;
    expect(await keys.current()).toBe(key);
  });
});
