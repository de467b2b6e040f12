// Every bound of subscriptions and deliveries, with its reason; those of charts and of the log of all are in delivery-log-limits.ts.

/** How long a target may take to answer (Canvas: 15 seconds). */
export const sendTimeoutMs = 15_000;

/** What is read of an answer before its connection is closed, and what of it is kept for people to read. */
export const responseBytesMax = 65_536;
export const responseHeadCharsMax = 1_024;

/** Sends to one HTTPS target at once: enough to fill a connection over an ocean, few enough for a small receiver. */
export const webhookSendsAtOnce = 64;

/** Messages for one HTTPS target that wait in the thread that sends, so that a connection that is free need not. */
export const sendsAheadMax = 128;

/**
 * How often that thread is looked at, and of how many looks it may leave a message unanswered: longer than any takes, which is
 * `sendTimeoutMs` for each that goes before it on its connection, and its own.
 */
export const threadLookedAtEveryMs = 5_000;
export const threadSilentMax = 12;

/** How long the access token of a tool is good (Canvas: one hour). */
export const toolTokenSeconds = 3_600;

/** Making a connection to a target, DNS and TLS included. A name server has 2 seconds, then more, `dnsTries` times. */
export const connectTimeoutMs = 10_000;
export const dnsTimeoutMs = 2_000;
export const dnsTries = 2;

/** Why a send failed, in words: what a line of a table shows. */
export const faultCharsMax = 255;

/** Of an answer to a webhook: Node's own bound of what a head of HTTP may have. */
export const responseHeaderBytesMax = 16_384;

/** Secrets this short, and such beginnings of longer ones, are found in answers by chance: they are not hidden there. */
export const hiddenCharsMin = 4;

/** Longer waits that a target asks for count as this. */
export const retryAfterMaxMs = 24 * 60 * 60 * 1_000;

/** What Canvas's own columns of URLs hold, and far more than any receiver needs. */
export const targetUrlCharsMax = 2_048;

/** Ports of webhooks and queues: those that HTTPS is served on, so that no other service of a network can be knocked at. */
export const httpsPorts: readonly number[] = [443, 8_443];

/** Hosted brokers are at any port, but not at those of the well-known services below. */
export const kafkaPortMin = 1_024;

/** A key signs for so long, then the next one does (Canvas: monthly). */
export const signingKeyMonthMs = 2_592_000_000;

/** For so long a server goes on signing with a key after another server has changed it. */
export const signingKeyReadEveryMs = 30_000;

/** Deliveries of one target that are counted to say how many wait: beyond, the number only says that it is many. */
export const backlogCountedMax = 10_000;

/** What waits is read for metrics at most so often, however often they are asked for. */
export const backlogsReadEveryMs = 5_000;

/** Targets with metrics of their own; each has some thirty series. */
export const targetLabelsMax = 200;

/** Subscriptions that there may be at once, of all and of one tool: every event is held against each of them. */
export const subscriptionsMax = 1_000;
export const subscriptionsOfToolMax = 100;

/** Names of one subscription: more than there are. */
export const subscriptionEventNamesMax = 200;

/** Subscriptions on a page (Canvas: 100). */
export const subscriptionPageRows = 100;

/** Secrets that sign: what Standard Webhooks allows, and what is made here. */
export const signingSecretBytesMin = 24;
export const signingSecretBytesMax = 64;
export const signingSecretBytes = 32;

/** How long the secret before the one in use still signs: a day to bring the new one to every receiver. */
export const secretOverlapHoursDefault = 24;
export const secretOverlapHoursMax = 720;

/** A bearer token of a target: receivers take no longer header. */
export const headerTokenCharsMax = 4_096;

/** Each of the credentials of Amazon; a session's is the longest, of about 1,000 characters. */
export const awsTextCharsMax = 4_096;

/** Brokers to begin with; they name the others themselves. */
export const kafkaBrokersMax = 20;

/** Name and password for Kafka. */
export const saslTextCharsMax = 1_024;

/** Deliveries of a deleted subscription that are removed in one transaction. */
export const deliveriesRemovedAtOnce = 1_000;

/** A send to SQS: AWS takes ten messages, and of all of them together this, attributes included. */
export const sqsMessagesAtOnce = 10;
export const sqsRequestBytesMax = 1_048_576;

/** A role of AWS and what its owner asks for beside it, as STS takes them. */
export const roleArnCharsMax = 2_048;
export const externalIdCharsMax = 1_224;

/** STS has half of what a send has; the queue is to answer in the other. */
export const assumeRoleTimeoutMs = 7_000;

/** Credentials of a role, good for an hour, are renewed so early: AWS's own clients do so too. */
export const roleRenewedBeforeMs = 300_000;

/** While there are credentials of a role, STS is not asked for others sooner again, and a queue that refuses them is believed then. */
export const roleAskedAgainAfterMs = 30_000;

/** A queue answers in milliseconds: at ten messages each these are more per second than a server makes. */
export const sqsSendsAtOnce = 8;

/** What is taken from the queue at once; one batch is under way at a time, so its size makes the throughput. */
export const kafkaMessagesAtOnce = 500;

/** Brokers take 1,048,588 bytes at once unless told otherwise, the heads of batch and records included. */
export const kafkaRequestBytesMax = 900_000;

/** Of one answer of a broker, which is kept until it is complete: a topic of 100,000 partitions is described in less. */
export const kafkaAnswerBytesMax = 8_388_608;

/** Rounds of hashing that a broker may ask for: Kafka itself allows 16,384, and 100,000 take a tenth of a second. */
export const scramIterationsMax = 100_000;

/** Sends shown with a delivery: more than it takes to give it up. Those before them stay in the log. */
export const sendsShownMax = 100;

/** Deliveries that a replay makes in a second unless it says otherwise, and at most: live events share the target with it. */
export const replayRateDefault = 100;
export const replayRateMax = 1_000;

/** A replay waits while so many deliveries wait at its target: what is new comes behind those at most. */
export const replayWaitingMax = 1_000;

/** Places of the feed that a replay looks through in one transaction for those that it wants. */
export const replayPlacesAtOnce = 5_000;

/** How often replays are taken further, and a replay whose target has enough to do looks at it again. */
export const replaysEveryMs = 1_000;

/** What all replays together make in a second: a small part of what either database writes, so that live events are not held up. */
export const replaysRateMax = 2_000;

/** Looking through so many places of the feed counts as making one delivery: it takes about as long. */
export const replayPlacesPerDelivery = 50;

/** Replays that run at once for one target. Each adds to what live events share the target with. */
export const replaysRunningMax = 10;

/** Those of one tool, and of all, admins' too: with as many as may run, each still makes 20 deliveries a second. */
export const replaysOfToolRunningMax = 20;
export const replaysOfAllRunningMax = 100;

/** Rows of the log that are deleted in one transaction when they are old, and how often that is done. */
export const oldDeliveriesAtOnce = 1_000;
export const oldDeliveriesEveryMs = 3_600_000;

/** Capabilities of one tool: more than there are live events. */
export const toolCapabilitiesMax = 200;

/** `assertion`: claims of a few hundred characters, several audiences and long ids included. It is read before it is trusted. */
export const assertionCharsMax = 8_192;

/** `jti` of an assertion. */
export const assertionIdCharsMax = 255;

/** An assertion is good for so long after its `iat`, whatever its `exp` (Canvas: one hour): so long its `jti` is kept. */
export const assertionSeconds = 3_600;

/** Clocks of tools may be off by this. */
export const clockSkewSeconds = 60;

/** The set of signing keys may be kept by who reads it: far less than a key is published before it signs. */
export const keySetMaxAgeSeconds = 600;

/** The wait before the second try of a delivery is up to this; it doubles with each try, up to the other. */
export const retryBaseMs = 5_000;
export const retryCeilingMs = 10_800_000;

/** No wait is shorter, whatever the lot says. */
export const retryFloorMs = 1_000;

/** Failures in a row from which nothing is sent to a target but one message now and then; of one that keeps order, the first. */
export const failuresBeforeHold = 3;

/** Of the oldest deliveries, how many take turns as the one that probes a target which answers but takes none of them. */
export const probesInTurn = 8;

/** Sends at once to a target whose last send failed: should it hang, it takes so few of the places of all. */
export const sendsAtOnceAfterFailure = 8;

/** Failures in a row of which those who run the server are warned, and at which the subscription is disabled. */
export const warnedFailures: readonly number[] = [50, 70, 90];
export const failuresInARowMax = 100;

/** How long a server has a target without saying so again, and how often it says so. */
export const leaseMs = 30_000;
export const leaseRenewedEveryMs = 10_000;

/** A target for which nothing was due so long is given back, and its connections are closed. */
export const laneIdleMs = 120_000;

/** How long a target that could not be opened (a secret that cannot be read) is left alone. */
export const openAgainAfterMs = 60_000;

/** Targets that a server takes at a time, so that others that start with it get their share. */
export const targetsClaimedAtOnce = 100;

/** Sends under way to all targets: each is a connection. Past it targets take turns. */
export const sendsAtOnceMax = 2_048;

/** Deliveries read for a target that had none: so few are read without asking first how large they are, and go out at once. */
export const dueReadFirst = 4;

/** Deliveries read at once for one target, and how few must be left of them for more to be read. */
export const dueReadAtOnce = 600;
export const dueLowWater = 400;

/** Deliveries of one target in memory, those included whose outcome is not stored yet: beyond, it waits for the database. */
export const laneDeliveriesMax = 3_000;

/** Characters of live events in memory of one target, and of all: past it a target has few messages at a time. */
export const laneCharsMax = 2_097_152;
export const lanesCharsMax = 67_108_864;

/** Outcomes that are stored at once, and how long the first waits for others. */
export const settledAtOnce = 400;
export const settleAfterMs = 10;

/** Waits between tries to store outcomes, doubling; and tries when the database is there but does not take them. */
export const settleAgainAfterMs = 100;
export const settleAgainCeilingMs = 5_000;
export const settleTriesMax = 10;

/** Looking for work is not begun more often, however many events there are. */
export const lookForWorkEveryMs = 5;

/** How often what is due by now is looked for: retries, and what other servers left. */
export const sendDueEveryMs = 1_000;
