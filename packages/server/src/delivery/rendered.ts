// Deliveries as the messages that a transport takes.

import type { LiveEvent, MessageFormat, RenderMessage } from '../model/live-event.ts';
import type { DueDelivery } from '../store/due-deliveries.ts';
import type { OutgoingMessage } from './transport.ts';

export interface Rendering {
  renderMessage: RenderMessage;
  format: MessageFormat;
  sentAtMs: number;
  /** Without a slash at its end. */
  baseUrl: string;
}

/** Null for an event without a form in the format. */
export function renderedEvent(
  event: LiveEvent,
  { renderMessage, format, sentAtMs, baseUrl }: Rendering,
): OutgoingMessage | null {
  const text = renderMessage(event, format, sentAtMs, baseUrl);
  if (text === null) return null;
  const { uuid, eventName, eventTimeMs, userId } = event;
  return { uuid, eventName, eventTimeMs, userId, format, text, sentAtMs };
}

/** Each of `sent` has its message at its own index; `formless` ones have none. */
export function renderedDue(
  deliveries: readonly DueDelivery[],
  rendering: Rendering,
): { sent: DueDelivery[]; messages: OutgoingMessage[]; formless: DueDelivery[] } {
  const sent: DueDelivery[] = [];
  const messages: OutgoingMessage[] = [];
  const formless: DueDelivery[] = [];
  for (const delivery of deliveries) {
    const message = renderedEvent(delivery.event, rendering);
    if (message === null) {
      formless.push(delivery);
    } else {
      sent.push(delivery);
      messages.push(message);
    }
  }
  return { sent, messages, formless };
}
