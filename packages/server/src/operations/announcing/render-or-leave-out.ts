// What becomes of an event whose message a defect of ours prevents: it must not stop the feed for everybody, for ever.

import type { LiveEvent, RenderMessage } from '../../model/live-event.ts';

/** Renders as `renderMessage` does; what that throws is told to `failed`, and the event has no form in that format. */
export function renderOrLeaveOut(
  renderMessage: RenderMessage,
  failed: (error: unknown, event: LiveEvent) => void,
): RenderMessage {
  return (event, ...how) => {
    try {
      return renderMessage(event, ...how);
    } catch (error) {
      failed(error, event);
      return null;
    }
  };
}
