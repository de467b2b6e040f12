// Which server a command speaks to, and as whom.

import { isIPv6 } from 'node:net';
import { readConfig } from '../config.ts';
import { UsageError } from './usage.ts';

export interface AdminServer {
  url: string;
  accessToken: string;
}

/** `given` is the `--server` option; without it the server that the environment configures. Raises UsageError, ConfigInvalid. */
export function adminServer(given: string | undefined): AdminServer {
  const config = readConfig(process.env);
  if (config.adminToken === null)
    throw new UsageError('set QUIZWIRE_ADMIN_TOKEN to the access token of an admin');
  const url = given ?? config.publicUrl ?? `http://${urlHost(config.host)}:${config.port}`;
  return { url, accessToken: config.adminToken };
}

/** A host as it is written in a URL. */
function urlHost(host: string): string {
  return isIPv6(host) ? `[${host}]` : host;
}
