// Tells somebody who waits how far it is: a bar that redraws itself on a terminal, else a line now and then.

const barColumns = 30;
const redrawMs = 250;
const lineEveryMs = 15_000;

export class Progress {
  readonly #startedMs = performance.now();
  readonly #total: number;
  #done = 0;
  #label = '';
  #lineAtMs = 0;
  readonly #timer: NodeJS.Timeout | null;

  /** `total` in whatever unit `advance` counts. */
  constructor(total: number) {
    this.#total = total;
    this.#timer = process.stderr.isTTY ? setInterval(() => this.#draw(), redrawMs).unref() : null;
  }

  /** What is under way from now on. */
  label(text: string): void {
    this.#label = text;
    this.#show();
  }

  advance(by: number): void {
    this.#done = Math.min(this.#total, this.#done + by);
    this.#show();
  }

  /** Leaves no trace on a terminal. */
  end(): void {
    if (this.#timer === null) return;
    clearInterval(this.#timer);
    process.stderr.write('\r\x1b[K');
  }

  #show(): void {
    if (this.#timer !== null) {
      this.#draw();
      return;
    }
    const nowMs = performance.now();
    if (nowMs < this.#lineAtMs) return;
    this.#lineAtMs = nowMs + lineEveryMs;
    process.stderr.write(`${this.#percent()} % after ${this.#elapsed()}: ${this.#label}\n`);
  }

  #draw(): void {
    const filled = Math.round((this.#done / this.#total) * barColumns);
    const bar = '█'.repeat(filled) + '░'.repeat(barColumns - filled);
    process.stderr.write(`\r\x1b[K${bar} ${this.#percent()} %  ${this.#elapsed()}  ${this.#label}`);
  }

  #percent(): number {
    return Math.floor((this.#done / this.#total) * 100);
  }

  #elapsed(): string {
    const seconds = Math.round((performance.now() - this.#startedMs) / 1000);
    return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  }
}
