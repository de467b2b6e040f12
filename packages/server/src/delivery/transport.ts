// What the dispatcher knows of a way to send: it hands over messages and gets an outcome for each.

import type { Outcome } from '../model/delivery.ts';
import type { MessageFormat } from '../model/live-event.ts';
import type { Target, TargetSecrets } from '../model/subscription.ts';

/** A live event, rendered. */
export interface OutgoingMessage {
  /** The live event's: the same however often it is sent, so that who gets it twice can tell. */
  uuid: string;
  eventName: string;
  eventTimeMs: number;
  /** Whom it is about; null for nobody. */
  userId: number | null;
  format: MessageFormat;
  /** JSON. */
  text: string;
  /** Of this send; also the time in signatures. */
  sentAtMs: number;
}

/** A target that is open: connections are kept until it is disposed. */
export interface Transport extends AsyncDisposable {
  /** Messages that one send takes. */
  readonly messagesAtOnceMax: number;
  /** Sends that may be under way at once. 1 keeps messages in order. */
  readonly sendsAtOnceMax: number;
  /**
   * An outcome for each message, in the same order. Never rejects; ends within `sendTimeoutMs` (model/delivery-limits.ts), or
   * a few times that where messages wait for the connections that others have.
   */
  send(messages: readonly OutgoingMessage[]): Promise<readonly Outcome[]>;
}

export interface OpenTarget {
  target: Target;
  secrets: TargetSecrets;
}

/** Opens what `target.type` says; connects when first used. Never rejects for what is wrong with the target: sends tell. */
export type OpenTransport = (target: OpenTarget) => Promise<Transport>;

/** `send` of a transport that takes one message at once: whoever brings more gets them sent all the same. */
export function eachAlone<Message>(
  messages: readonly Message[],
  sendOne: (message: Message) => Promise<readonly Outcome[]>,
): Promise<readonly Outcome[]> {
  const [only] = messages;
  if (only !== undefined && messages.length === 1) return sendOne(only);
  return Promise.all(messages.map(sendOne)).then((outcomes) => outcomes.flat());
}
