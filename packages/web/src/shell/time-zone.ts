// The zone in which pages of staff show times: the reader's own until they choose another, kept on the device.

import { useSyncExternalStore } from 'react';

const key = 'quizwire:time-zone';
const changed = new EventTarget();

/** `Europe/Berlin`. */
export const ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** All that can be chosen, UTC and the reader's own first. */
export function zones(): string[] {
  return [...new Set(['UTC', ownZone, ...Intl.supportedValuesOf('timeZone')])];
}

export function useZone(): string {
  return useSyncExternalStore(subscribe, chosenZone);
}

export function chooseZone(zone: string): void {
  try {
    localStorage.setItem(key, zone);
  } catch {
    // It is kept for this page alone.
  }
  chosen = zone;
  changed.dispatchEvent(new Event('change'));
}

let chosen: string | null = null;

function chosenZone(): string {
  chosen ??= keptZone() ?? ownZone;
  return chosen;
}

function keptZone(): string | null {
  try {
    const kept = localStorage.getItem(key);
    return kept !== null && zones().includes(kept) ? kept : null;
  } catch {
    return null;
  }
}

function subscribe(told: () => void): () => void {
  changed.addEventListener('change', told);
  return () => changed.removeEventListener('change', told);
}
