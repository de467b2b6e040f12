// Configuration from the environment. Anything unknown or malformed is refused at start, by name.

import { isIP } from 'node:net';
import { type CaliperMode, caliperModes } from './model/received-caliper.ts';

export interface Config {
  /** `sqlite:<path>`, `sqlite::memory:` or `postgres://…`. */
  databaseUrl: string;
  host: string;
  /** 0 picks a free one. */
  port: number;
  /** Base of every URL sent out, without a slash at its end; null for the one the caller used. */
  publicUrl: string | null;
  /** When set, the first account admin holds this access token. */
  adminToken: string | null;
  shard: number;
  /** Hosts and CIDRs that deliveries may reach although private. */
  allowedTargets: readonly string[];
  /** Addresses and CIDRs of proxies whose `X-Forwarded-…` headers count. */
  trustedProxies: readonly string[];
  logLevel: (typeof logLevels)[number];
  /** Canvas's throttle, or none. */
  isThrottled: boolean;
  /** Canvas's rule that anybody may write events of ungraded quizzes of public courses. */
  publicQuizEvents: boolean;
  /** Quiz events become live events too, for standard Caliper. */
  announcesQuizEvents: boolean;
  /** How Caliper of other sensors is judged. */
  caliperMode: CaliperMode;
  /** Where the keys are published that Canvas signs live events with; null when signed ones are not taken. */
  canvasJwksUrl: string | null;
  /** `root_account_uuid` of whose signed events are taken; empty for all that these keys sign for. */
  canvasRootAccounts: readonly string[];
  /** What secrets in the database are sealed with, the first now, the others earlier; empty when not said. */
  secretsKeys: readonly Uint8Array[];
  /** For how long a delivery is tried before it is dead. */
  retryHours: number;
  /** For how long the log of deliveries is kept. */
  deliveryLogDays: number;
  /** Accept a PostgreSQL that may lose commits in a power cut. */
  allowUnsafePostgres: boolean;
  /** As whom anybody may log in, with a click. No variable sets it: the demo does, and nobody else. */
  demoPeople: readonly ({ sisUserId: string; role: string } | { userId: number; role: string })[];
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** Shards up to this keep every global id within 64 bits. */
const shardMax = 900_000;

/** The configuration cannot be used; each fault begins with the variable's name. */
export class ConfigInvalid extends Error {
  override readonly name = 'ConfigInvalid';

  constructor(faults: readonly string[]) {
    super(faults.join('\n'));
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

const readers = {
  QUIZWIRE_DATABASE_URL: (text: string) => {
    if (/^sqlite:.+$/.test(text) || /^postgres(ql)?:\/\/.+$/.test(text)) return text;
    throw new Error('must be sqlite:<path>, sqlite::memory: or postgres://…');
  },
  QUIZWIRE_HOST: (text: string) => {
    if (isIP(text) !== 0 || /^[a-z0-9.-]+$/i.test(text)) return text;
    throw new Error('must be a host name or an address');
  },
  QUIZWIRE_PORT: (text: string) => integer(text, 0, 65_535),
  QUIZWIRE_PUBLIC_URL: (text: string) => {
    if (!/^https?:\/\/[^\s?#]+$/.test(text) || !URL.canParse(text) || hasLogin(new URL(text))) {
      throw new Error('must be an http:// or https:// URL without user, password and query');
    }
    return text.replace(/\/+$/, '');
  },
  QUIZWIRE_ADMIN_TOKEN: (text: string) => {
    if (!/^[\x21-\x7e]{1,255}$/.test(text)) throw new Error('must be 1 to 255 visible ASCII characters');
    return text;
  },
  QUIZWIRE_SHARD: (text: string) => integer(text, 1, shardMax),
  QUIZWIRE_ALLOWED_TARGETS: (text: string) => {
    const targets = text.split(',').map((target) => target.trim());
    if (!targets.every(isTarget)) throw new Error('must be hosts or CIDRs divided by commas');
    return targets;
  },
  QUIZWIRE_TRUSTED_PROXIES: (text: string) => {
    const proxies = text.split(',').map((proxy) => proxy.trim());
    if (!proxies.every((proxy) => isIP(proxy.split('/')[0] ?? '') !== 0 && isTarget(proxy))) {
      throw new Error('must be addresses or CIDRs divided by commas');
    }
    return proxies;
  },
  QUIZWIRE_LOG_LEVEL: (text: string) => {
    const level = logLevels.find((known) => known === text);
    if (level === undefined) throw new Error(`must be one of ${logLevels.join(', ')}`);
    return level;
  },
  QUIZWIRE_THROTTLE: (text: string) => switched(text),
  QUIZWIRE_PUBLIC_QUIZ_EVENTS: (text: string) => switched(text),
  QUIZWIRE_ANNOUNCE_QUIZ_EVENTS: (text: string) => switched(text),
  QUIZWIRE_CALIPER_MODE: (text: string) => {
    const mode = caliperModes.find((known) => known === text);
    if (mode === undefined) throw new Error(`must be one of ${caliperModes.join(', ')}`);
    return mode;
  },
  QUIZWIRE_CANVAS_JWKS_URL: (text: string) => {
    // Whoever could change the keys on their way here could sign as Canvas.
    if (URL.canParse(text) && isPrivateOnItsWay(new URL(text)) && !hasLogin(new URL(text))) return text;
    throw new Error(
      'must be an https:// URL without user and password; http:// only to 127.0.0.1, [::1] or localhost',
    );
  },
  QUIZWIRE_CANVAS_ROOT_ACCOUNTS: (text: string) => {
    const uuids = text.split(',').map((uuid) => uuid.trim());
    if (!uuids.every((uuid) => /^[\w-]{1,255}$/.test(uuid))) {
      throw new Error('must be values of root_account_uuid divided by commas');
    }
    return uuids;
  },
  QUIZWIRE_SECRETS_KEY: (text: string) => text.split(',').map((key) => secretsKey(key.trim())),
  QUIZWIRE_RETRY_HOURS: (text: string) => integer(text, 1, 8_760),
  QUIZWIRE_DELIVERY_LOG_DAYS: (text: string) => integer(text, 1, 36_500),
  QUIZWIRE_ALLOW_UNSAFE_POSTGRES: (text: string) => switched(text),
};

/** Their values are in no message: a database URL may hold a password. */
const secrets: ReadonlySet<string> = new Set([
  'QUIZWIRE_ADMIN_TOKEN',
  'QUIZWIRE_DATABASE_URL',
  'QUIZWIRE_SECRETS_KEY',
]);

/** Reads every `QUIZWIRE_…` variable; an empty one counts as unset. Raises ConfigInvalid with all faults at once. */
export function readConfig(environment: Environment): Config {
  const faults: string[] = [];
  for (const name of Object.keys(environment)) {
    if (name.startsWith('QUIZWIRE_') && !(name in readers)) {
      faults.push(`${name} is not a setting of quizwire; known are ${Object.keys(readers).join(', ')}`);
    }
  }
  function read<Name extends keyof typeof readers>(
    name: Name,
  ): ReturnType<(typeof readers)[Name]> | undefined {
    const text = environment[name];
    if (text === undefined || text === '') return undefined;
    try {
      return readers[name](text) as ReturnType<(typeof readers)[Name]>;
    } catch (error) {
      const found = secrets.has(name) ? '' : `, not ${JSON.stringify(text)}`;
      faults.push(`${name} ${(error as Error).message}${found}`);
      return undefined;
    }
  }
  const config: Config = {
    databaseUrl: read('QUIZWIRE_DATABASE_URL') ?? 'sqlite:./data/quizwire.db',
    host: read('QUIZWIRE_HOST') ?? '127.0.0.1',
    port: read('QUIZWIRE_PORT') ?? 4280,
    publicUrl: read('QUIZWIRE_PUBLIC_URL') ?? null,
    adminToken: read('QUIZWIRE_ADMIN_TOKEN') ?? null,
    shard: read('QUIZWIRE_SHARD') ?? 1,
    allowedTargets: read('QUIZWIRE_ALLOWED_TARGETS') ?? [],
    trustedProxies: read('QUIZWIRE_TRUSTED_PROXIES') ?? [],
    logLevel: read('QUIZWIRE_LOG_LEVEL') ?? 'info',
    isThrottled: read('QUIZWIRE_THROTTLE') ?? true,
    publicQuizEvents: read('QUIZWIRE_PUBLIC_QUIZ_EVENTS') ?? false,
    announcesQuizEvents: read('QUIZWIRE_ANNOUNCE_QUIZ_EVENTS') ?? false,
    caliperMode: read('QUIZWIRE_CALIPER_MODE') ?? 'strict',
    canvasJwksUrl: read('QUIZWIRE_CANVAS_JWKS_URL') ?? null,
    canvasRootAccounts: read('QUIZWIRE_CANVAS_ROOT_ACCOUNTS') ?? [],
    secretsKeys: read('QUIZWIRE_SECRETS_KEY') ?? [],
    retryHours: read('QUIZWIRE_RETRY_HOURS') ?? 75,
    deliveryLogDays: read('QUIZWIRE_DELIVERY_LOG_DAYS') ?? 30,
    allowUnsafePostgres: read('QUIZWIRE_ALLOW_UNSAFE_POSTGRES') ?? false,
    demoPeople: [],
  };
  if (faults.length > 0) throw new ConfigInvalid(faults);
  return config;
}

function integer(text: string, min: number, max: number): number {
  const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (!(number >= min && number <= max)) throw new Error(`must be a whole number from ${min} to ${max}`);
  return number;
}

function secretsKey(text: string): Uint8Array {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length === 32 && bytes.toString('base64').replace(/=+$/, '') === text.replace(/=+$/, ''))
    return bytes;
  throw new Error(
    'must be 32 bytes in base64, such as `openssl rand -base64 32` makes; earlier keys behind it after commas',
  );
}

/** A host name, an address, or an address with the bits that count. */
function isTarget(target: string): boolean {
  const [address = '', bits, ...more] = target.split('/');
  if (more.length > 0) return false;
  const version = isIP(address);
  if (bits === undefined) return version !== 0 || /^[a-z0-9.-]+$/i.test(address);
  return version !== 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128);
}

function isPrivateOnItsWay({ protocol, hostname }: URL): boolean {
  if (protocol === 'https:') return true;
  return protocol === 'http:' && ['127.0.0.1', '[::1]', 'localhost'].includes(hostname);
}

function hasLogin({ username, password }: URL): boolean {
  return username !== '' || password !== '';
}

function switched(text: string): boolean {
  if (text !== 'true' && text !== 'false') throw new Error('must be true or false');
  return text === 'true';
}
