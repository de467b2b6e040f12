// What the head of a log says beside its facts: devices, addresses, clocks, events that never came, one sentence each. It says what was
// observed; what it means is for the reader. Pure.

import type { Device } from '../api/activity.ts';
import { lastedText } from '../shell/zoned-time.ts';
import type { AttemptLog } from './attempt-log.ts';
import { deviceText } from './device-words.ts';

export interface SessionNote {
  kind: 'device' | 'address' | 'clock' | 'missing' | 'pages';
  /** When it was so; null when it is of no one moment. */
  atMs: number | null;
  text: string;
}

/** A clock that is off by less is as good as right. */
const offsetToldMs = 5_000;

/** The same kind at most so often: the picture and the list have the rest. */
const notesOfAKindMax = 5;

export function sessionNotes(log: AttemptLog): SessionNote[] {
  const kinds = [deviceNotes(log), pageNotes(log), missingNotes(log), clockNotes(log)];
  return kinds.flatMap((notes) => shortened(notes));
}

function shortened(notes: SessionNote[]): SessionNote[] {
  const [first] = notes;
  if (first === undefined || notes.length <= notesOfAKindMax) return notes;
  const more = notes.length - notesOfAKindMax;
  return [
    ...notes.slice(0, notesOfAKindMax),
    { kind: first.kind, atMs: null, text: `And ${more} more like these.` },
  ];
}

function deviceNotes({ activity, events }: AttemptLog): SessionNote[] {
  // Addresses are known of when events arrived, which may be long after they happened.
  const firstOf = new Map<string | null, number>();
  for (const { session, atMs } of events) if (!firstOf.has(session)) firstOf.set(session, atMs);
  const atOf = ({ page_session, first_seen_at }: Device): number =>
    Math.min(firstOf.get(page_session ?? '') ?? Number.POSITIVE_INFINITY, Date.parse(first_seen_at));
  const inOrder = activity.devices.toSorted((one, other) => atOf(one) - atOf(other));
  const [first, ...rest] = inOrder;
  if (first === undefined) return [];
  const isOneDevice = rest.every(({ user_agent }) => user_agent === first.user_agent);
  const isOneAddress = rest.every(({ address }) => address === first.address);
  if (isOneDevice && isOneAddress) {
    const from = first.address === null ? '' : `, from the address ${first.address}`;
    return [
      { kind: 'device', atMs: null, text: `All events came from ${deviceText(first.user_agent)}${from}.` },
    ];
  }
  return inOrder.flatMap((device, index): SessionNote[] => {
    const before = inOrder[index - 1];
    const atMs = atOf(device);
    const name = deviceText(device.user_agent);
    const address = device.address ?? 'an unknown address';
    if (before === undefined)
      return [{ kind: 'device', atMs, text: `First events from ${name}, address ${address}.` }];
    if (before.user_agent !== device.user_agent)
      return [{ kind: 'device', atMs, text: `Another device or browser: ${name}, address ${address}.` }];
    if (before.address === device.address) return [];
    return [
      {
        kind: 'address',
        atMs,
        text: `Another network address: ${address} (before: ${before.address ?? 'unknown'}).`,
      },
    ];
  });
}

function pageNotes({ pageSessions }: AttemptLog): SessionNote[] {
  if (pageSessions.length < 2) return [];
  const text = `The page of the quiz was loaded ${pageSessions.length} times. Reloading, coming back later, a second tab or a second device each do that.`;
  return [{ kind: 'pages', atMs: null, text }];
}

function missingNotes({ activity, pageSessions }: AttemptLog): SessionNote[] {
  const count = activity.missing_count;
  const unended = pageSessions.filter(({ ended }) => ended === false).length;
  const notes: SessionNote[] = [];
  if (count > 0) {
    const text = `${count === 1 ? 'One event was' : `${count} events were`} recorded on the page and never arrived here. Lost networks, devices that were switched off and extensions that block such requests all do that.`;
    notes.push({ kind: 'missing', atMs: null, text });
  }
  if (unended > 0) {
    const pages = unended === 1 ? 'One page' : `${unended} pages`;
    notes.push({
      kind: 'missing',
      atMs: null,
      text: `${pages} never said that ${unended === 1 ? 'it was' : 'they were'} being left: still open, or ended without a word. What happened last there may be unknown.`,
    });
  }
  return notes;
}

function clockNotes({ activity, pageSessions }: AttemptLog): SessionNote[] {
  const moves = activity.clock_changes.map(({ at, by_ms }): SessionNote => {
    const text =
      by_ms === null
        ? 'The clocks of the device stood still for a while: it slept.'
        : `The clock of the device was moved ${by_ms < 0 ? 'back' : 'forward'} by ${lastedText(Math.abs(by_ms))}, or the device slept.`;
    return { kind: 'clock', atMs: Date.parse(at), text };
  });
  const offsets = pageSessions.flatMap(({ clocks }) => clocks.map(({ offset_ms }) => offset_ms ?? 0));
  const worst = offsets.reduce((most, ms) => (Math.abs(ms) > Math.abs(most) ? ms : most), 0);
  if (Math.abs(worst) < offsetToldMs) return moves;
  const text = `The clock of the device was up to ${lastedText(Math.abs(worst))} ${worst > 0 ? 'ahead of' : 'behind'} the server’s. All times here are by the server’s clock.`;
  return [...moves, { kind: 'clock', atMs: null, text }];
}
