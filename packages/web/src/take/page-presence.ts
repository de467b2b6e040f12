// When the page is left and looked at again, and when the network goes and comes.

interface Heard {
  /** It may be gone in a moment. */
  onLeaving(): void;
  /** It is looked at again, or the network is back. */
  onBack(): void;
  /** The browser says that there is no network. */
  onLost(): void;
}

/** Returns what ends it. */
export function watchPresence({ onLeaving, onBack, onLost }: Heard): () => void {
  const seen = (): void => (document.visibilityState === 'hidden' ? onLeaving() : onBack());
  document.addEventListener('visibilitychange', seen);
  window.addEventListener('pagehide', onLeaving);
  window.addEventListener('pageshow', onBack);
  window.addEventListener('online', onBack);
  window.addEventListener('offline', onLost);
  window.addEventListener('focus', onBack);
  return () => {
    document.removeEventListener('visibilitychange', seen);
    window.removeEventListener('pagehide', onLeaving);
    window.removeEventListener('pageshow', onBack);
    window.removeEventListener('online', onBack);
    window.removeEventListener('offline', onLost);
    window.removeEventListener('focus', onBack);
  };
}
