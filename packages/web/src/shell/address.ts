// The state of a page that is worth sharing is in its address: the query. Reads and writes it; knows no page.

import { useSyncExternalStore } from 'react';

const changed = new EventTarget();

/** What `changeAddress` takes: null takes a parameter away. */
export type AddressChange = Readonly<Record<string, string | null>>;

/** The query of the address, and the page again whenever it changes. */
export function useAddress(): URLSearchParams {
  return new URLSearchParams(useSyncExternalStore(subscribe, () => location.search));
}

/** The path of the address, for pages with several places. */
export function usePath(): string {
  return useSyncExternalStore(subscribe, () => location.pathname);
}

/** `step`: back leads to how it was before. `here`: what changes often, e.g. while dragging. */
export function changeAddress(change: AddressChange, as: 'step' | 'here' = 'step'): void {
  const query = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(change)) {
    if (value === null) query.delete(name);
    else query.set(name, value);
  }
  const text = query.toString();
  go(location.pathname + (text === '' ? '' : `?${text}`) + location.hash, as);
}

/** To another place of the same page; `url` as in a link. */
export function go(url: string, as: 'step' | 'here' = 'step'): void {
  if (as === 'step') history.pushState(null, '', url);
  else replaceQuietly(url);
  changed.dispatchEvent(new Event('change'));
}

/** Browsers take some hundred changes in ten seconds. Of more, such as a key that is held, the next one that is taken says all. */
function replaceQuietly(url: string): void {
  try {
    history.replaceState(null, '', url);
  } catch (error) {
    if (!(error instanceof DOMException && error.name === 'SecurityError')) throw error;
  }
}

function subscribe(told: () => void): () => void {
  changed.addEventListener('change', told);
  addEventListener('popstate', told);
  return () => {
    changed.removeEventListener('change', told);
    removeEventListener('popstate', told);
  };
}
