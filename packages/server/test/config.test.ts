// Configuration: what each variable takes and refuses, and how faults are told.

import { describe, expect, test } from 'vitest';
import { ConfigInvalid, readConfig } from '../src/config.ts';

function faultsOf(environment: Record<string, string | undefined>): string[] {
  try {
    readConfig(environment);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigInvalid);
    return (error as ConfigInvalid).message.split('\n');
  }
  return [];
}

function keyBytes(value: number): Buffer {
  return Buffer.alloc(32, value);
}

function key(value: number): string {
  return keyBytes(value).toString('base64');
}

const defaults = {
  databaseUrl: 'sqlite:./data/quizwire.db',
  host: '127.0.0.1',
  port: 4280,
  publicUrl: null,
  adminToken: null,
  shard: 1,
  allowedTargets: [],
  trustedProxies: [],
  logLevel: 'info',
  isThrottled: true,
  publicQuizEvents: false,
  announcesQuizEvents: false,
  caliperMode: 'strict',
  canvasJwksUrl: null,
  canvasRootAccounts: [],
  secretsKeys: [],
  retryHours: 75,
  deliveryLogDays: 30,
  allowUnsafePostgres: false,
  demoPeople: [],
};

/** Each variable, its field, what it takes and what becomes of it. */
const good: [name: string, field: keyof typeof defaults, text: string, value: unknown][] = [
  ['QUIZWIRE_DATABASE_URL', 'databaseUrl', 'sqlite::memory:', 'sqlite::memory:'],
  ['QUIZWIRE_DATABASE_URL', 'databaseUrl', 'sqlite:/var/lib/q w.db', 'sqlite:/var/lib/q w.db'],
  ['QUIZWIRE_DATABASE_URL', 'databaseUrl', 'postgres://u:p@h:5432/d', 'postgres://u:p@h:5432/d'],
  [
    'QUIZWIRE_DATABASE_URL',
    'databaseUrl',
    'postgresql://h/d?sslmode=require',
    'postgresql://h/d?sslmode=require',
  ],
  ['QUIZWIRE_HOST', 'host', '0.0.0.0', '0.0.0.0'],
  ['QUIZWIRE_HOST', 'host', '::', '::'],
  ['QUIZWIRE_HOST', 'host', 'quiz-1.example.edu', 'quiz-1.example.edu'],
  ['QUIZWIRE_PORT', 'port', '0', 0],
  ['QUIZWIRE_PORT', 'port', '65535', 65_535],
  ['QUIZWIRE_PUBLIC_URL', 'publicUrl', 'https://quiz.example.edu', 'https://quiz.example.edu'],
  ['QUIZWIRE_PUBLIC_URL', 'publicUrl', 'http://localhost:8080/quizwire//', 'http://localhost:8080/quizwire'],
  ['QUIZWIRE_ADMIN_TOKEN', 'adminToken', '1~!aZ', '1~!aZ'],
  ['QUIZWIRE_SHARD', 'shard', '1', 1],
  ['QUIZWIRE_SHARD', 'shard', '900000', 900_000],
  ['QUIZWIRE_ALLOWED_TARGETS', 'allowedTargets', '10.0.0.0/8', ['10.0.0.0/8']],
  [
    'QUIZWIRE_ALLOWED_TARGETS',
    'allowedTargets',
    ' localhost, fd00::/8 ,192.0.2.1/32,::1',
    ['localhost', 'fd00::/8', '192.0.2.1/32', '::1'],
  ],
  ...['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'].map((level): (typeof good)[number] => [
    'QUIZWIRE_LOG_LEVEL',
    'logLevel',
    level,
    level,
  ]),
  ['QUIZWIRE_THROTTLE', 'isThrottled', 'false', false],
  ['QUIZWIRE_THROTTLE', 'isThrottled', 'true', true],
  ['QUIZWIRE_PUBLIC_QUIZ_EVENTS', 'publicQuizEvents', 'true', true],
  ['QUIZWIRE_ANNOUNCE_QUIZ_EVENTS', 'announcesQuizEvents', 'true', true],
  ['QUIZWIRE_CALIPER_MODE', 'caliperMode', 'strict', 'strict'],
  ['QUIZWIRE_CALIPER_MODE', 'caliperMode', 'lenient', 'lenient'],
  ...[
    'https://keys.example.edu/main/jwks',
    'http://127.0.0.1:8080/jwks',
    'http://[::1]/jwks',
    'http://localhost/jwks',
  ].map((url): (typeof good)[number] => ['QUIZWIRE_CANVAS_JWKS_URL', 'canvasJwksUrl', url, url]),
  ['QUIZWIRE_CANVAS_ROOT_ACCOUNTS', 'canvasRootAccounts', 'a-1, B_2', ['a-1', 'B_2']],
  ['QUIZWIRE_SECRETS_KEY', 'secretsKeys', key(1), [keyBytes(1)]],
  [
    'QUIZWIRE_SECRETS_KEY',
    'secretsKeys',
    `${key(2)}, ${key(1).replace('=', '')}`,
    [keyBytes(2), keyBytes(1)],
  ],
  ['QUIZWIRE_RETRY_HOURS', 'retryHours', '1', 1],
  ['QUIZWIRE_RETRY_HOURS', 'retryHours', '8760', 8_760],
  ['QUIZWIRE_DELIVERY_LOG_DAYS', 'deliveryLogDays', '365', 365],
  ['QUIZWIRE_ALLOW_UNSAFE_POSTGRES', 'allowUnsafePostgres', 'true', true],
];

/** Each variable, what it does not take, and what is said about that. */
const bad: [name: string, texts: string[], told: string][] = [
  ['QUIZWIRE_HOST', ['a b', 'http://h', 'h:80', 'h\n', '"'], 'must be a host name or an address'],
  [
    'QUIZWIRE_PORT',
    ['-1', '65536', '80.0', '1e3', '0x50', ' 80', 'http', '99999999999999999999'],
    'must be a whole number from 0 to 65535',
  ],
  [
    'QUIZWIRE_PUBLIC_URL',
    [
      'quiz.example.edu',
      'ftp://h',
      'https://',
      'https://h/?a=1',
      'https://h/#a',
      'https://user@h',
      'https://user:pass@h/base',
      'https://h h',
      'https://:80',
    ],
    'must be an http:// or https:// URL without user, password and query',
  ],
  ['QUIZWIRE_SHARD', ['0', '-1', '900001', '1.5', 'one'], 'must be a whole number from 1 to 900000'],
  [
    'QUIZWIRE_ALLOWED_TARGETS',
    [
      'a,,b',
      ',',
      'a b',
      '10.0.0.0/33',
      '10.0.0.0/',
      '10.0.0.0/8/8',
      '10.0.0.0/-1',
      'fd00::/129',
      'example.edu/8',
      'h:80',
      'http://h',
    ],
    'must be hosts or CIDRs divided by commas',
  ],
  [
    'QUIZWIRE_LOG_LEVEL',
    ['loud', 'INFO', 'constructor'],
    'must be one of fatal, error, warn, info, debug, trace, silent',
  ],
  ['QUIZWIRE_THROTTLE', ['1', 'yes', 'TRUE', ' true'], 'must be true or false'],
  ['QUIZWIRE_PUBLIC_QUIZ_EVENTS', ['1'], 'must be true or false'],
  ['QUIZWIRE_ANNOUNCE_QUIZ_EVENTS', ['yes'], 'must be true or false'],
  ['QUIZWIRE_CALIPER_MODE', ['Strict', 'none', ' strict'], 'must be one of strict, lenient'],
  [
    'QUIZWIRE_CANVAS_JWKS_URL',
    [
      'keys',
      'ftp://h/jwks',
      'http://keys.example.edu/jwks',
      'http://127.0.0.1.example.edu/jwks',
      'https://',
      'https://user:pass@h/jwks',
    ],
    'must be an https:// URL without user and password; http:// only to 127.0.0.1, [::1] or localhost',
  ],
  [
    'QUIZWIRE_CANVAS_ROOT_ACCOUNTS',
    ['a,,b', ',', 'a b', 'a'.repeat(256)],
    'must be values of root_account_uuid divided by commas',
  ],
  ['QUIZWIRE_RETRY_HOURS', ['0', '8761', '1.5', 'a day'], 'must be a whole number from 1 to 8760'],
  ['QUIZWIRE_DELIVERY_LOG_DAYS', ['0', '36501', '-1'], 'must be a whole number from 1 to 36500'],
  ['QUIZWIRE_ALLOW_UNSAFE_POSTGRES', ['on'], 'must be true or false'],
];

describe('a variable', () => {
  test.each(good)('%s gives %s from "%s"', (name, field, text, value) => {
    expect(readConfig({ [name]: text })).toEqual({ ...defaults, [field]: value });
  });

  const cells = bad.flatMap(([name, texts, told]) => texts.map((text) => [name, text, told] as const));
  test.each(cells)('%s refuses "%s"', (name, text, told) => {
    expect(faultsOf({ [name]: text })).toEqual([`${name} ${told}, not ${JSON.stringify(text)}`]);
  });

  const secrets: [string, string, string][] = [
    ['QUIZWIRE_ADMIN_TOKEN', 'se cret', 'must be 1 to 255 visible ASCII characters'],
    ['QUIZWIRE_ADMIN_TOKEN', 's\u00e9cret', 'must be 1 to 255 visible ASCII characters'],
    ['QUIZWIRE_ADMIN_TOKEN', 'secret'.repeat(50), 'must be 1 to 255 visible ASCII characters'],
    ...['mysql://u:secret@h/d', 'postgres:u:secret@h/d', 'sqlite', 'sqlite:', 'postgres://'].map(
      (url): [string, string, string] => [
        'QUIZWIRE_DATABASE_URL',
        url,
        'must be sqlite:<path>, sqlite::memory: or postgres://…',
      ],
    ),
    ...[
      'secret',
      key(1).slice(4),
      `${key(1)},`,
      `${key(1)}AAAA`,
      key(1).replace('A', '*'),
      'a'.repeat(44),
    ].map((text): [string, string, string] => [
      'QUIZWIRE_SECRETS_KEY',
      text,
      'must be 32 bytes in base64, such as `openssl rand -base64 32` makes; earlier keys behind it after commas',
    ]),
  ];
  test.each(secrets)('%s refuses "%s" and keeps it to itself', (name, text, told) => {
    expect(faultsOf({ [name]: text })).toEqual([`${name} ${told}`]);
  });

  test('that is empty counts as unset', () => {
    const names = new Set([...good.map(([name]) => name), ...bad.map(([name]) => name)]);
    expect(readConfig(Object.fromEntries([...names].map((name) => [name, ''])))).toEqual(defaults);
  });

  test('that is not one of ours is no business of ours', () => {
    expect(readConfig({ PORT: 'x', PATH: '/bin', quizwire_port: 'x', QUIZ: '1', QUIZWIRED: '1' })).toEqual(
      defaults,
    );
  });

  test('that nobody knows is refused by name, with the known ones, and not with its value', () => {
    const [fault, ...more] = faultsOf({ QUIZWIRE_ADMIN_TOKN: 'secret', QUIZWIRE_PORT: '1' });
    expect(fault).toMatch(/^QUIZWIRE_ADMIN_TOKN is not a setting of quizwire; known are QUIZWIRE_/);
    for (const [name] of [...good, ...bad]) expect(fault).toContain(name);
    expect(fault).not.toContain('secret');
    expect(more).toEqual([]);
  });

  test('that nobody knows is refused even when it is empty', () => {
    expect(faultsOf({ QUIZWIRE_PROT: '' })).toHaveLength(1);
  });
});

test('all faults are told at once, a line each that begins with the name', () => {
  const faults = faultsOf({
    QUIZWIRE_PORT: 'x',
    QUIZWIRE_SHARD: '0',
    QUIZWIRE_ADMIN_TOKEN: 'se cret',
    QUIZWIRE_LOG_LEVEL: 'loud',
    QUIZWIRE_COLOUR: 'red',
    QUIZWIRE_HOST: '::1',
  });
  expect(faults.map((fault) => fault.split(' ')[0]).sort()).toEqual([
    'QUIZWIRE_ADMIN_TOKEN',
    'QUIZWIRE_COLOUR',
    'QUIZWIRE_LOG_LEVEL',
    'QUIZWIRE_PORT',
    'QUIZWIRE_SHARD',
  ]);
});

test('without any variable everything has its default', () => {
  expect(readConfig({})).toEqual(defaults);
});
