// What goes over the wire: events and entities in the envelope of the sensor that sends them.

import type { DescribedEntity } from '../entities/entity.ts';
import type { CaliperEvent } from '../events/event.ts';
import type { CaliperDateTime } from '../values/date-time.ts';
import type { Iri } from '../values/iri.ts';
import { type CaliperContext, caliperContext } from '../vocabulary/contexts.ts';

export interface Envelope {
  /** The sensor, or the application that it is part of. */
  sensor: Iri;
  /** When it is sent: a new time at each retry. */
  sendTime: CaliperDateTime;
  dataVersion: CaliperContext;
  /** At least one. */
  data: readonly (CaliperEvent | DescribedEntity)[];
}

/** The body of one request, for Caliper 1.1. Throws RangeError when there is nothing in `data`. */
export function envelope({ sensor, sendTime, data }: Omit<Envelope, 'dataVersion'>): Envelope {
  if (data.length === 0) throw new RangeError('An envelope holds at least one event or entity');
  return { sensor, sendTime, dataVersion: caliperContext, data };
}
