// Ours, only if asked for: that something was pasted, into which question, and how many characters of text. Never what.

import type { Tracking } from '../tracking.ts';

export function trackPaste({ record, on, questionAt }: Tracking): void {
  on(document, 'paste', (event) => {
    if (!(event instanceof ClipboardEvent)) return;
    const length = event.clipboardData?.getData('text').length ?? 0;
    const { questionId } = questionAt(event.target);
    record('content_pasted', { questionId, length });
  });
}
