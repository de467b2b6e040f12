// One line that says how far the demo has come with its past, and is gone when it is there. Only for people: nothing of it
// where nobody looks on.

import type { WriteStream } from 'node:tty';

const columns = 30;
const everyMs = 80;

export function progressLine(stream: Pick<WriteStream, 'isTTY' | 'write'>): {
  onProgress(share: number): void;
  clear(): void;
} {
  let toldAtMs = 0;
  return {
    onProgress(share) {
      const nowMs = Date.now();
      if (!stream.isTTY || nowMs - toldAtMs < everyMs) return;
      toldAtMs = nowMs;
      const full = Math.round(share * columns);
      stream.write(`\r${'█'.repeat(full)}${'░'.repeat(columns - full)}  a class takes a quiz, yesterday`);
    },
    clear() {
      if (toldAtMs > 0) stream.write('\r\x1b[2K');
    },
  };
}
