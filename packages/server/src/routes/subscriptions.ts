// Routes of subscriptions and deliveries.

import { TargetGuard } from '../delivery/target-guard.ts';
import { forms as standardForms } from '../format/caliper/forms.ts';
import { forms as canvasForms } from '../format/canvas-caliper/forms.ts';
import type { Server } from '../http/fastify.ts';
import { dataServicesRoutes } from '../http/routes/data-services.ts';
import { ltiSubscriptionRoutes } from '../http/routes/lti-subscriptions.ts';
import { subscriptionRoutes } from '../http/routes/subscriptions.ts';
import { showAccount } from '../operations/show-account.ts';
import { createSubscription } from '../operations/subscriptions/create-subscription.ts';
import { eventTypesOf } from '../operations/subscriptions/event-types.ts';
import { readSubscriptions } from '../operations/subscriptions/read-subscriptions.ts';
import { rotateSecret } from '../operations/subscriptions/rotate-secret.ts';
import { testSubscription } from '../operations/subscriptions/test-subscription.ts';
import { updateSubscription } from '../operations/subscriptions/update-subscription.ts';
import type { RouteUses } from './route-uses.ts';

export function addSubscriptionRoutes(
  server: Server,
  { database, secrets, sending, config, clock, random, urls }: RouteUses,
): void {
  const { shard } = urls;
  const guard = new TargetGuard(config.allowedTargets);
  const judge = {
    urlFault: (url: string) => guard.urlFault(url),
    isAllowedTarget: (url: string) => guard.isNamed(url),
    brokerFault: (host: string, port: number) => guard.hostFault(host, port, 'kafka'),
  };
  const uses = {
    createSubscription: createSubscription(database, secrets, sending, judge, clock, random),
    readSubscriptions: readSubscriptions(database.query, secrets),
    updateSubscription: updateSubscription(database, secrets, sending, judge, clock, random),
    shard,
  };
  ltiSubscriptionRoutes(server, uses);
  dataServicesRoutes(server, {
    ...uses,
    showAccount: showAccount(database),
    eventTypes: eventTypesOf({ caliper: canvasForms, 'caliper-1.1': standardForms }),
  });
  subscriptionRoutes(server, {
    rotateSecret: rotateSecret(database, secrets, sending, clock, random),
    testSubscription: testSubscription(database.query, secrets, sending),
    shard,
  });
}
