// Routes of the server itself, accounts, people and their access tokens.

import { knownScopes } from '../http/authentication.ts';
import type { Server } from '../http/fastify.ts';
import { accessTokenRoutes } from '../http/routes/access-tokens.ts';
import { accountRoutes } from '../http/routes/accounts.ts';
import { demoSessionRoutes } from '../http/routes/demo-sessions.ts';
import { healthRoutes } from '../http/routes/health.ts';
import { serverStateRoutes } from '../http/routes/server-state.ts';
import { sessionRoutes } from '../http/routes/sessions.ts';
import { userRoutes } from '../http/routes/users.ts';
import { createAccessToken } from '../operations/access/create-access-token.ts';
import { listDemoPeople } from '../operations/access/demo-people.ts';
import { endSession } from '../operations/access/end-session.ts';
import { showAccessTokens } from '../operations/access/show-access-tokens.ts';
import { showSession } from '../operations/access/show-session.ts';
import { startDemoSession } from '../operations/access/start-demo-session.ts';
import { startSession } from '../operations/access/start-session.ts';
import { updateAccessToken } from '../operations/access/update-access-token.ts';
import { createUser } from '../operations/people/create-user.ts';
import { listAccountUsers } from '../operations/people/list-account-users.ts';
import { showUser } from '../operations/people/show-user.ts';
import { updateUser } from '../operations/people/update-user.ts';
import { showAccount } from '../operations/show-account.ts';
import { showServer } from '../operations/show-server.ts';
import type { RouteUses } from './route-uses.ts';
import { shownSettings } from './shown-settings.ts';

export function addPeopleRoutes(
  server: Server,
  { database, announcing, writer, metrics, version, config, clock, random, urls }: RouteUses,
): void {
  healthRoutes(server, {
    metrics,
    database: { kind: database.kind, durability: database.durability, ping: database.ping },
  });
  serverStateRoutes(server, {
    showServer: showServer(database, () => writer.queuedBytes, clock(), clock),
    version,
    settings: shownSettings(config),
  });
  accountRoutes(server, {
    showAccount: showAccount(database),
    ...urls,
  });
  userRoutes(server, {
    listAccountUsers: listAccountUsers(database),
    createUser: createUser(announcing, clock, random),
    showUser: showUser(database, clock),
    updateUser: updateUser(announcing, clock),
    ...urls,
  });
  accessTokenRoutes(server, {
    createAccessToken: createAccessToken(database, knownScopes(server), clock, random),
    showAccessTokens: showAccessTokens(database, clock),
    updateAccessToken: updateAccessToken(database, knownScopes(server), clock, random),
    ...urls,
  });
  const start = startSession(announcing, clock, random);
  sessionRoutes(server, {
    showSession: showSession(database.query),
    startSession: start,
    endSession: endSession(announcing),
    publicUrl: urls.publicUrl,
  });
  if (config.demoPeople.length > 0) {
    const list = listDemoPeople(database.query, config.demoPeople);
    demoSessionRoutes(server, {
      listDemoPeople: list,
      startDemoSession: startDemoSession(database.query, list, start, clock),
      ...urls,
    });
  }
}
