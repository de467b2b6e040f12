// Routes of the log of deliveries, and of sending again.

import { renderMessage } from '../format/render-message.ts';
import type { Server } from '../http/fastify.ts';
import { deliveryRoutes } from '../http/routes/deliveries.ts';
import { replayRoutes } from '../http/routes/replays.ts';
import { subscriptionStatisticsRoutes } from '../http/routes/subscription-statistics.ts';
import { listAllDeliveries } from '../operations/subscriptions/list-all-deliveries.ts';
import { listDeliveries } from '../operations/subscriptions/list-deliveries.ts';
import { redeliver } from '../operations/subscriptions/redeliver.ts';
import { showDelivery } from '../operations/subscriptions/show-delivery.ts';
import { showReplay } from '../operations/subscriptions/show-replay.ts';
import { startReplay } from '../operations/subscriptions/start-replay.ts';
import { subscriptionStatistics } from '../operations/subscriptions/subscription-statistics.ts';
import type { RouteUses } from './route-uses.ts';

export function addDeliveryRoutes(server: Server, { database, sending, clock, urls }: RouteUses): void {
  deliveryRoutes(server, {
    listDeliveries: listDeliveries(database),
    listAllDeliveries: listAllDeliveries(database),
    showDelivery: showDelivery(database, renderMessage, clock),
    redeliver: redeliver(database, sending, clock),
    ...urls,
  });
  replayRoutes(server, {
    startReplay: startReplay(database, clock),
    showReplay: showReplay(database, clock),
    ...urls,
  });
  subscriptionStatisticsRoutes(server, {
    subscriptionStatistics: subscriptionStatistics(database, clock),
    ...urls,
  });
}
