// One's own access tokens.

import type { Viewer } from '../api/session.ts';
import { ZoneChoice } from '../shell/zone-choice.tsx';
import { AdminFrame } from './admin-frame.tsx';
import { Tokens } from './tokens.tsx';

export function TokensPage({ viewer }: { viewer: Viewer }) {
  return (
    <AdminFrame viewer={viewer} at="tokens">
      <Tokens userId={viewer.id} ownerName={null} />
      <ZoneChoice />
    </AdminFrame>
  );
}
