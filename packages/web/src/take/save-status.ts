// How saving stands, as the page tells it. Pure: words only.

import { clockText } from '../shell/wording.ts';

/** Why the last save failed. */
export type SaveFailure = 'network' | 'server' | 'signed-out' | 'somebody-else' | 'refused';

export interface SaveStatus {
  /** `waiting`: something is to be saved in a moment; `failed`: it did not work and is tried again. */
  phase: 'saved' | 'waiting' | 'saving' | 'failed';
  /** Epoch milliseconds by the server's clock; null when this page has saved nothing yet. */
  savedAtMs: number | null;
  /** Only when failed. */
  failure: SaveFailure | null;
  /** Whether what is not saved would outlive this page. */
  isKept: boolean;
}

/** Short, for the top of the page. */
export function saveStatusText({ phase, savedAtMs }: SaveStatus): string {
  if (phase === 'saving') return 'Saving…';
  if (phase === 'waiting') return 'Not saved yet';
  if (phase === 'failed') return 'Not saved';
  return savedAtMs === null ? 'Saved as you go' : `Saved at ${clockText(savedAtMs)}`;
}

/** What follows it where there is room; empty when nothing is wrong. */
export function saveProblemText({ phase, failure, isKept }: SaveStatus): string {
  if (phase !== 'failed') return '';
  return `${failure === null ? '' : `: ${reasons[failure]}`}${isKept ? '. Kept on this device' : ''}`;
}

const reasons: Record<SaveFailure, string> = {
  network: 'no connection',
  server: 'the server has a problem',
  'signed-out': 'you are signed out',
  'somebody-else': 'somebody else is signed in',
  refused: 'the server refused it',
};
