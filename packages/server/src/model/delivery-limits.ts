// Every bound of subscriptions and deliveries, with its reason; the others are in limits.ts.

/** How long a target may take to answer (Canvas: 15 seconds). */
export const sendTimeoutMs = 15_000;

/** What is read of an answer before its connection is closed, and what of it is kept for people to read. */
export const responseBytesMax = 65_536;
export const responseHeadCharsMax = 1_024;

/** Sends to one HTTPS target at once: enough to fill a connection over an ocean, few enough for a small receiver. */
export const webhookSendsAtOnce = 64;
