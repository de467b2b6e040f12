// What another sensor's envelope is worth: the validator's verdict, and what an item is filed under.

import {
  caliper12Context,
  caliperContext,
  extensionContexts,
  type Fault,
  validateEnvelope,
  validateItem,
} from '@quizwire/caliper';
import { quarantinedFaultCharsMax, quarantinedFaultsMax } from '../model/feed-limits.ts';
import { isRecord } from '../model/loose-value.ts';
import type { CaliperFault, CaliperMode, CheckEnvelope, CheckedItem } from '../model/received-caliper.ts';
import { parseTime } from '../model/time.ts';

/** What an endpoint tells a sensor that it takes. */
export const caliperTaken = {
  versions: [caliperContext, caliper12Context],
  extensions: [...extensionContexts],
} as const;

/** Warnings are no faults here: the item is usable as it is. */
export function checkEnvelopeIn(mode: CaliperMode): CheckEnvelope {
  return (json) => {
    const { dataVersion, sensor } = isRecord(json) ? json : {};
    const envelope = validateEnvelope(json, { mode });
    const faults = envelope.faults.filter(isError);
    // A version that is written as one, but not known, has an answer of its own.
    const isVersion = typeof dataVersion === 'string' && dataVersion !== '';
    const isAboutVersion = ({ rule }: Fault) => rule === 'data-version' && isVersion;
    const ofEnvelope = faults.filter((fault) => !isAboutVersion(fault));
    return {
      faults: ofEnvelope.map(told),
      isVersionSupported: ofEnvelope.length === faults.length,
      sensor: typeof sensor === 'string' ? sensor : '',
      items:
        faults.length === 0 && isVersion
          ? envelope.items.map((item) => checkedItem(item, mode, dataVersion))
          : [],
    };
  };
}

function checkedItem(item: unknown, mode: CaliperMode, dataVersion: string): CheckedItem {
  const { faults } = validateItem(item, { mode, dataVersion });
  const { type, id, action, eventTime } = isRecord(item) ? item : {};
  // Types that only a foreign context knows are told apart by what an event cannot do without.
  const isEvent = action !== undefined || eventTime !== undefined;
  return {
    faults: faults.filter(isError).slice(0, quarantinedFaultsMax).map(told),
    type: typeof type === 'string' ? termOf(type) : null,
    eventId: isEvent && typeof id === 'string' ? plainId(id) : null,
    eventTimeMs: isEvent ? parseTime(eventTime) : null,
  };
}

function isError({ severity }: Fault): boolean {
  return severity === 'error';
}

function told({ path, rule, message }: Fault): CaliperFault {
  const cut = (text: string) => text.slice(0, quarantinedFaultCharsMax);
  return { path: cut(path), rule, message: cut(message) };
}

/** The last part where a type is written as an IRI. */
function termOf(type: string): string | null {
  const term = type.slice(Math.max(type.lastIndexOf('/'), type.lastIndexOf('#'), type.lastIndexOf(':')) + 1);
  return /^[A-Za-z]\w{0,63}$/.test(term) ? term : null;
}

/** The same for `urn:uuid:…`, in whatever case, and the bare UUID that some senders write. */
function plainId(id: string): string {
  const found = /^(?:urn:uuid:)?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i.exec(id);
  return found?.[1]?.toLowerCase() ?? id;
}
