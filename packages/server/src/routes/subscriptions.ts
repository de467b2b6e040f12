// Routes of subscriptions and deliveries.

import type { Server } from '../http/fastify.ts';
import type { RouteUses } from './route-uses.ts';

export function addSubscriptionRoutes(_server: Server, _uses: RouteUses): void {}
