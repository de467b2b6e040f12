// Caliper envelopes as sensors send them, what an endpoint says of itself, and refused items on the wire.

import { type Static, Type } from 'typebox';
import { receivedBytesMax } from '../../model/feed-limits.ts';
import type { QuarantinedItem } from '../../model/received-caliper.ts';
import { wireTimeMs } from '../../model/time.ts';

export const caliperPath = '/api/v1/caliper';
export const quarantinePath = '/api/v1/caliper/quarantine';

export const postedEnvelope = Type.Object({
  sensor: Type.Optional(Type.Unknown({ description: 'IRI of who sends' })),
  sendTime: Type.Optional(Type.Unknown({ description: 'ISO 8601, UTC, with milliseconds' })),
  dataVersion: Type.Optional(Type.Unknown({ description: 'IRI of the context of Caliper 1.1 or 1.2' })),
  data: Type.Optional(Type.Unknown({ description: 'Events and entities; kept byte for byte' })),
});

export const shownConfiguration = Type.Object({
  caliperSupportedVersions: Type.Array(Type.String()),
  caliperMaximumPayloadSize: Type.Integer({ description: 'In kilobytes' }),
  caliperSupportedExtensions: Type.Array(Type.String()),
});

/** IRIs of contexts. */
export interface CaliperTaken {
  versions: readonly string[];
  extensions: readonly string[];
}

/** Caliper: endpoints of 1.2 tell this. Reference §9. */
export function configurationJson({ versions, extensions }: CaliperTaken): Static<typeof shownConfiguration> {
  return {
    caliperSupportedVersions: [...versions],
    caliperMaximumPayloadSize: receivedBytesMax / 1024,
    caliperSupportedExtensions: [...extensions],
  };
}

export const quarantineQuery = Type.Object({
  page: Type.Optional(Type.Unknown({ description: 'From 1' })),
  per_page: Type.Optional(Type.Unknown({ description: '1 to 100, 10 if absent' })),
});

export const shownQuarantinedItem = Type.Object({
  id: Type.Integer(),
  received_at: Type.String({ description: 'UTC, with milliseconds' }),
  user_id: Type.Integer({ description: 'Whose access token it came with' }),
  sensor: Type.String(),
  faults: Type.Array(
    Type.Object({
      path: Type.String({ description: 'JSON pointer from the item' }),
      rule: Type.String(),
      message: Type.String(),
    }),
  ),
  item: Type.Unknown({ description: 'As it came' }),
});

/** As JSON text, because the item is text already. */
export function quarantinedItemJson({
  id,
  receivedAtMs,
  userId,
  sensor,
  faults,
  item,
}: QuarantinedItem): string {
  return (
    `{"id":${id},"received_at":"${wireTimeMs(receivedAtMs)}","user_id":${userId},` +
    `"sensor":${JSON.stringify(sensor)},"faults":${faults},"item":${item}}`
  );
}
