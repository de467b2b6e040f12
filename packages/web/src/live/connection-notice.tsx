// Says when what is shown may be old.

import { useZone } from '../shell/time-zone.ts';
import { zonedClockText } from '../shell/zoned-time.ts';
import type { LiveState } from './live-feed.ts';

export function ConnectionNotice({ live }: { live: LiveState | null }) {
  const zone = useZone();
  const isLost = live !== null && !live.isConnected;
  return (
    <div role="status">
      {isLost && (
        <p className="notice notice-info">
          The connection to the server is interrupted and comes back by itself.
          {live.toldAtMs !== null && ` What is shown is of ${zonedClockText(live.toldAtMs, zone)}.`}
        </p>
      )}
    </div>
  );
}
