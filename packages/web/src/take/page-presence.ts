// When the page is left and looked at again, and when the network goes and comes.

interface Heard {
  /** Whether the browser shall ask before it leaves the page. */
  wouldLoseAnswers(): boolean;
  /** It may be gone in a moment. */
  onLeaving(): void;
  /** It is looked at again, or the network is back. */
  onBack(): void;
  /** The browser says that there is no network. */
  onLost(): void;
}

/** Returns what ends it. */
export function watchPresence({ wouldLoseAnswers, onLeaving, onBack, onLost }: Heard): () => void {
  const seen = (): void => (document.visibilityState === 'hidden' ? onLeaving() : onBack());
  const asked = (event: Event): void => {
    if (wouldLoseAnswers()) event.preventDefault();
  };
  window.addEventListener('beforeunload', asked);
  document.addEventListener('visibilitychange', seen);
  window.addEventListener('pagehide', onLeaving);
  window.addEventListener('pageshow', onBack);
  window.addEventListener('online', onBack);
  window.addEventListener('offline', onLost);
  window.addEventListener('focus', onBack);
  return () => {
    window.removeEventListener('beforeunload', asked);
    document.removeEventListener('visibilitychange', seen);
    window.removeEventListener('pagehide', onLeaving);
    window.removeEventListener('pageshow', onBack);
    window.removeEventListener('online', onBack);
    window.removeEventListener('offline', onLost);
    window.removeEventListener('focus', onBack);
  };
}
