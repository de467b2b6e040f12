// Text between questions: nothing to answer, no points.

import type { Judgement } from './judgement.ts';

export function scoreTextOnly(): Judgement {
  return { parts: 0, right: 0, wrong: 0, details: { text: '' } };
}
