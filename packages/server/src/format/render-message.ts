// A live event in, its message out, in whichever format is wanted.

import type { LiveEvent, MessageFormat, RenderMessage } from '../model/live-event.ts';
import { caliperMessage } from './caliper/caliper-message.ts';
import { canvasCaliperMessage } from './canvas-caliper/canvas-caliper-message.ts';
import { canvasMessage } from './canvas-message.ts';

/**
 * The message as JSON text; null where the event has no form in that format. The time of sending, in epoch milliseconds, is
 * told by the Caliper formats only, and is all in which two messages of one event differ. `baseUrl`, without a slash at its
 * end, begins the ids of standard Caliper.
 */
export const renderMessage: RenderMessage = (
  event: LiveEvent,
  format: MessageFormat,
  sendTimeMs: number,
  baseUrl: string,
): string | null => {
  switch (format) {
    case 'canvas':
      return canvasMessage(event);
    case 'canvas-caliper':
      return canvasCaliperMessage(event, sendTimeMs);
    case 'caliper':
      return caliperMessage(event, sendTimeMs, baseUrl);
  }
};
