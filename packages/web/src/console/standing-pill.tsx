// How a subscription stands.

import type { Subscription } from './console-api.ts';
import { standingOf } from './console-words.ts';

export function StandingPill({ subscription }: { subscription: Subscription }) {
  const { text, tone } = standingOf(subscription);
  return <span className={tone === 'none' ? 'pill' : `pill pill-${tone}`}>{text}</span>;
}
