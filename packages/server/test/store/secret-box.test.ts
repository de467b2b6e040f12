// Secrets in the database: what they look like there, who can open them, and where the key comes from.

import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CannotUnseal, SecretBox } from '../../src/store/secret-box.ts';
import { openSecretBox } from '../../src/store/secrets-keys.ts';

const key = (value: number): Uint8Array => Buffer.alloc(32, value);

test('what is sealed comes back, whatever it is', () => {
  const box = new SecretBox([key(1)]);
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(box.unseal(box.seal(text))).toBe(text);
    }),
  );
});

test('the same secret looks different each time, and shows nothing of itself', () => {
  const box = new SecretBox([key(1)]);
  const [one, other] = [box.seal('whsec_secret'), box.seal('whsec_secret')];
  expect(one).not.toBe(other);
  expect(`${one}${other}${Buffer.from(one.split('.')[1] ?? '', 'base64').toString('latin1')}`).not.toContain(
    'secret',
  );
});

test('no bit of it can be changed', () => {
  const box = new SecretBox([key(1)]);
  const [name = '', base64 = ''] = box.seal('secret').split('.');
  const bytes = Buffer.from(base64, 'base64');
  for (let bit = 0; bit < bytes.length * 8; bit++) {
    const changed = Buffer.from(bytes);
    changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
    expect(() => box.unseal(`${name}.${changed.toString('base64')}`)).toThrow(CannotUnseal);
  }
  for (const sealed of ['', '.', name, `${name}.`, `${name}.AAAA`])
    expect(() => box.unseal(sealed)).toThrow(CannotUnseal);
});

test('an earlier key still opens, the first one seals', () => {
  const before = new SecretBox([key(1)]);
  const after = new SecretBox([key(2), key(1)]);
  expect(after.unseal(before.seal('secret'))).toBe('secret');
  expect(() => before.unseal(after.seal('secret'))).toThrow(
    /sealed with another key .* QUIZWIRE_SECRETS_KEY/,
  );
});

test('each purpose has a key of its own, the same every time', () => {
  const box = new SecretBox([key(1)]);
  const tokens = box.keyFor('tokens');
  expect(tokens).toHaveLength(32);
  expect(new SecretBox([key(1), key(2)]).keyFor('tokens')).toEqual(tokens);
  expect(box.keyFor('others')).not.toEqual(tokens);
  expect(new SecretBox([key(2)]).keyFor('tokens')).not.toEqual(tokens);
});

test('a key of another length is none', () => {
  expect(() => new SecretBox([Buffer.alloc(16)])).toThrow(RangeError);
});

test('a file of SQLite has its key beside it, for its owner alone, and the same the next time', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quizwire-key-'));
  try {
    const url = `sqlite:${join(folder, 'q.db')}`;
    const sealed = openSecretBox(url, [])?.seal('secret') ?? '';
    expect(statSync(join(folder, 'q.db.key')).mode & 0o777).toBe(0o600);
    expect(openSecretBox(url, [])?.unseal(sealed)).toBe('secret');
    // What is configured goes before it, and the key beside the file can be taken over into the configuration.
    const beside = Buffer.from(readFileSync(join(folder, 'q.db.key'), 'utf8'), 'base64');
    expect(openSecretBox(url, [key(3), beside])?.unseal(sealed)).toBe('secret');
    writeFileSync(join(folder, 'q.db.key'), 'cut');
    expect(() => openSecretBox(url, [])).toThrow(/q\.db\.key holds no key .* bring back/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('PostgreSQL has none unless it is configured', () => {
  expect(openSecretBox('postgres://h/d', [])).toBeNull();
  expect(openSecretBox('postgres://h/d', [key(1)])?.seal('secret')).toContain('.');
});
