// What was posted to a server that dies, and what must therefore be found in it afterwards. It knows no server.

/** One event as its `event_data` marks it. */
export interface Mark {
  /** The batch, unique in the ledger. */
  batch: string;
  /** Place in the batch, from 0. */
  item: number;
}

export interface LedgerBatch {
  events: number;
  /** `acknowledged`: answered 204, so all must be there. `unknown`: no answer came, so all or none may be there. */
  outcome: 'acknowledged' | 'unknown';
}

export type Ledger = Map<string, LedgerBatch>;

/**
 * Everything that is wrong with what was found: an acknowledged batch that is missing, one of which only a part is
 * there, an event that is there twice, one that nobody posted. Empty when the promise was kept.
 */
export function faultsIn(found: Iterable<Mark>, ledger: Ledger): string[] {
  const faults: string[] = [];
  const items = new Map<string, Set<number>>();
  for (const { batch, item } of found) {
    const posted = ledger.get(batch);
    if (posted === undefined || item < 0 || item >= posted.events) {
      faults.push(`${batch}, event ${item} is there and was never posted`);
      continue;
    }
    const seen = items.get(batch) ?? new Set();
    if (seen.has(item)) faults.push(`${batch}, event ${item} is there twice`);
    items.set(batch, seen.add(item));
  }
  for (const [batch, { events, outcome }] of ledger) {
    const there = items.get(batch)?.size ?? 0;
    if (there === events || (there === 0 && outcome === 'unknown')) continue;
    faults.push(`${batch}, ${outcome}: ${there} of its ${events} events are there`);
  }
  return faults;
}
