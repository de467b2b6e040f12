// Live events of a Canvas as they are sent to us.

import { Type } from 'typebox';

export const canvasEventsPath = '/api/v1/canvas_live_events';

const event = Type.Object({
  metadata: Type.Optional(
    Type.Unknown({
      description: 'With at least `event_name` and `event_time`; in the raw stream `attributes`',
    }),
  ),
  attributes: Type.Optional(Type.Unknown({ description: 'The same as `metadata`' })),
  body: Type.Optional(Type.Unknown({ description: 'An object; kept byte for byte' })),
});

export const postedCanvasEvents = Type.Union([event, Type.Array(event), Type.String()], {
  description:
    'An event, an array of events, events one after another (as lines), or one event as a signed JWT; whatever the content type',
});
