// Routes of the server itself, accounts, people and their access tokens.

import { knownScopes } from '../http/authentication.ts';
import type { Server } from '../http/fastify.ts';
import { accessTokenRoutes } from '../http/routes/access-tokens.ts';
import { accountRoutes } from '../http/routes/accounts.ts';
import { healthRoutes } from '../http/routes/health.ts';
import { homeRoutes } from '../http/routes/home.ts';
import { sessionRoutes } from '../http/routes/sessions.ts';
import { userRoutes } from '../http/routes/users.ts';
import { createAccessToken } from '../operations/access/create-access-token.ts';
import { endSession } from '../operations/access/end-session.ts';
import { showAccessTokens } from '../operations/access/show-access-tokens.ts';
import { startSession } from '../operations/access/start-session.ts';
import { updateAccessToken } from '../operations/access/update-access-token.ts';
import { createUser } from '../operations/people/create-user.ts';
import { listAccountUsers } from '../operations/people/list-account-users.ts';
import { showUser } from '../operations/people/show-user.ts';
import { updateUser } from '../operations/people/update-user.ts';
import { showAccount } from '../operations/show-account.ts';
import type { RouteUses } from './route-uses.ts';

export function addPeopleRoutes(
  server: Server,
  { database, announcing, metrics, clock, random, urls }: RouteUses,
): void {
  homeRoutes(server);
  healthRoutes(server, {
    metrics,
    database: { kind: database.kind, durability: database.durability, ping: database.ping },
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
  sessionRoutes(server, {
    startSession: startSession(announcing, clock, random),
    endSession: endSession(announcing),
    publicUrl: urls.publicUrl,
  });
}
