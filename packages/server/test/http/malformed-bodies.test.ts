// Bodies that nobody can mean, sent to every route that takes one. Which routes there are and which parameters they have is
// read from the running server's own description, so that a new route is covered as soon as it is there. Whatever is sent,
// it is the caller's mistake: never a 500, and what cannot even be read is never a success.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { formOf, type Kwargs } from '../support/canvasapi-client.ts';
import { eachDatabase } from '../support/databases.ts';
import { describedRoutes, type DescribedRoute } from '../support/described-routes.ts';
import { everyRecord, type EveryRecord } from '../support/every-record.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
