// Every route, with the operations it uses. What has a life of its own (connections, timers) is made in app.ts.

import type { Server } from '../http/fastify.ts';
import { addCourseRoutes } from './courses.ts';
import { addDeliveryRoutes } from './deliveries.ts';
import { addFileRoutes } from './files.ts';
import { addGradebookRoutes } from './gradebook.ts';
import { addLiveEventRoutes } from './live-events.ts';
import { addPageRoutes } from './pages.ts';
import { addPeopleRoutes } from './people.ts';
import { addQuizRoutes } from './quizzes.ts';
import type { ServerParts } from './route-uses.ts';
import { addSubscriptionRoutes } from './subscriptions.ts';
import { addToolRoutes } from './tools.ts';

export async function addRoutes(server: Server, parts: ServerParts): Promise<void> {
  const { shard, publicUrl } = parts.config;
  const all = { ...parts, urls: { shard, publicUrl } };
  await addPageRoutes(server, all);
  addPeopleRoutes(server, all);
  addCourseRoutes(server, all);
  addQuizRoutes(server, all);
  addFileRoutes(server, all);
  addGradebookRoutes(server, all);
  addLiveEventRoutes(server, all);
  addSubscriptionRoutes(server, all);
  addDeliveryRoutes(server, all);
  addToolRoutes(server, all);
}
