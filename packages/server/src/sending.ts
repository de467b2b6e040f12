// What sends: the dispatcher, with the transports, formats and operations it uses.

import type { Logger } from 'pino';
import type { Config } from './config.ts';
import { Dispatcher } from './delivery/dispatcher.ts';
import { transportOpener } from './delivery/open-transport.ts';
import { SendThread } from './delivery/send-thread.ts';
import { TargetGuard } from './delivery/target-guard.ts';
import { renderMessage } from './format/render-message.ts';
import { testEvent } from './format/test-event.ts';
import { DeliveryMetrics } from './http/delivery-metrics.ts';
import type { Metrics } from './http/metrics.ts';
import { logSend } from './log.ts';
import { rootAccountId } from './model/account.ts';
import type { Clock } from './model/clock.ts';
import type { LiveEvent } from './model/live-event.ts';
import type { Subscription } from './model/subscription.ts';
import type { AnnouncingDatabase } from './operations/announcing/announcing-database.ts';
import { renderOrLeaveOut } from './operations/announcing/render-or-leave-out.ts';
import type { Random } from './operations/random.ts';
import { reportTarget } from './operations/subscriptions/report-target.ts';
import type { SigningKeys } from './operations/subscriptions/signing-keys.ts';
import { findAccount } from './store/accounts.ts';
import type { Database } from './store/database.ts';
import type { SecretBox } from './store/secret-box.ts';
import { listTargetBacklogs } from './store/target-backlogs.ts';

interface Parts {
  database: Database;
  secrets: SecretBox | null;
  signingKeys: SigningKeys | null;
  announcing: AnnouncingDatabase;
  metrics: Metrics;
  config: Config;
  log: Logger;
  clock: Clock;
  random: Random;
  version: string;
  /** Begins the ids of standard Caliper; without a slash at its end. */
  baseUrl(): string;
}

/** It sends when it is woken. It and its thread end with `owner`. */
export function openDispatcher(parts: Parts, owner: AsyncDisposableStack): Dispatcher {
  const { database, secrets, signingKeys, announcing, metrics, config, log, clock, random } = parts;
  const deliveryMetrics = new DeliveryMetrics({
    registry: metrics.registry,
    readBacklogs: () => listTargetBacklogs(database.query),
    clock,
  });
  const guard = new TargetGuard(config.allowedTargets);
  const sendThread = owner.use(
    new SendThread({
      guard,
      signingKey: async () => {
        if (signingKeys === null) throw new Error('nothing is signed where no secret is kept');
        return signingKeys.current();
      },
      version: parts.version,
      threadEnded: (error) =>
        log.error({ err: error }, 'defect: the thread that sends has ended; another is started'),
    }),
  );
  const dispatcher = new Dispatcher({
    database,
    secrets,
    openTransport: transportOpener({
      sendThread,
      guard,
      clock,
      get source() {
        return parts.baseUrl();
      },
    }),
    renderMessage: renderOrLeaveOut(renderMessage, (error, { position, uuid, eventName }) =>
      log.error(
        { err: error, position, uuid, eventName },
        'defect: no message could be made of a live event',
      ),
    ),
    testEventOf,
    targetFailing: reportTarget(announcing, clock, ({ subscription, ...report }) =>
      log.warn({ subscriptionId: subscription.id, ...report }, 'a target takes nothing'),
    ),
    observer: {
      sent: (report) => {
        deliveryMetrics.sent(report);
        logSend(log, report);
      },
      failed: (error, subscriptionId) =>
        log.error({ err: error, subscriptionId }, 'sending was held up; it goes on by itself'),
    },
    clock,
    random,
    retryMs: config.retryHours * 3_600_000,
    baseUrl: parts.baseUrl,
  });
  return owner.use(dispatcher);

  async function testEventOf(subscription: Subscription): Promise<LiveEvent> {
    const rootAccount = await findAccount(database.query, rootAccountId);
    if (rootAccount === undefined) throw new Error('there is no root account');
    return testEvent(subscription, { rootAccount, uuid: random.uuid(), nowMs: clock(), shard: config.shard });
  }
}
