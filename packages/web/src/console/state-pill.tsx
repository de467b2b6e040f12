// What has become of a delivery.

import type { DeliveryState } from './console-api.ts';
import { stateTexts } from './console-words.ts';

const tones: Readonly<Record<DeliveryState, string>> = {
  delivered: 'pill pill-success',
  waiting: 'pill pill-info',
  dead: 'pill pill-error',
  left_out: 'pill',
};

export function StatePill({ state }: { state: DeliveryState }) {
  return <span className={tones[state]}>{stateTexts[state]}</span>;
}
