// The configuration as admins are shown it: what is set, and of secrets only whether they are.

import type { Config } from '../config.ts';
import type { ShownSetting } from '../http/contract/server-state.ts';

/** In the order of docs/configuration.md. Of a database's URL no user, password and parameters. */
export function shownSettings(config: Config): ShownSetting[] {
  const list = (values: readonly string[]) => (values.length === 0 ? null : values.join(', '));
  const isSet = (value: boolean) => (value ? 'set' : null);
  const values: Record<string, string | null> = {
    QUIZWIRE_DATABASE_URL: withoutLogin(config.databaseUrl),
    QUIZWIRE_HOST: config.host,
    QUIZWIRE_PORT: String(config.port),
    QUIZWIRE_PUBLIC_URL: config.publicUrl,
    QUIZWIRE_ADMIN_TOKEN: isSet(config.adminToken !== null),
    QUIZWIRE_SHARD: String(config.shard),
    QUIZWIRE_ALLOWED_TARGETS: list(config.allowedTargets),
    QUIZWIRE_SECRETS_KEY: isSet(config.secretsKeys.length > 0),
    QUIZWIRE_RETRY_HOURS: String(config.retryHours),
    QUIZWIRE_DELIVERY_LOG_DAYS: String(config.deliveryLogDays),
    QUIZWIRE_TRUSTED_PROXIES: list(config.trustedProxies),
    QUIZWIRE_LOG_LEVEL: config.logLevel,
    QUIZWIRE_THROTTLE: String(config.isThrottled),
    QUIZWIRE_PUBLIC_QUIZ_EVENTS: String(config.publicQuizEvents),
    QUIZWIRE_ANNOUNCE_QUIZ_EVENTS: String(config.announcesQuizEvents),
    QUIZWIRE_CALIPER_MODE: config.caliperMode,
    QUIZWIRE_CANVAS_JWKS_URL: config.canvasJwksUrl === null ? null : withoutLogin(config.canvasJwksUrl),
    QUIZWIRE_CANVAS_ROOT_ACCOUNTS: list(config.canvasRootAccounts),
    QUIZWIRE_ALLOW_UNSAFE_POSTGRES: String(config.allowUnsafePostgres),
  };
  return Object.entries(values).map(([name, value]) => ({ name, value }));
}

/** What has no form that is known is not shown at all. */
function withoutLogin(url: string): string {
  if (url.startsWith('sqlite:')) return url;
  if (!URL.canParse(url)) return 'set';
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${pathname}`;
}
