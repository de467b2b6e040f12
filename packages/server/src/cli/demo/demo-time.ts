// The clock that the demo gives its server: a past that is led through while the class of the day before is played, then the
// true time. The server under it is the usual one; nothing of the API knows of this.

export class DemoTime {
  #standsAtMs: number | null = null;

  /** For the server, in epoch milliseconds. */
  readonly now = (): number => this.#standsAtMs ?? Date.now();

  /** From then on it stands, until it is led on. */
  standAt(ms: number): void {
    this.#standsAtMs = Math.round(ms);
  }

  /** On to this moment; never back. */
  leadTo(ms: number): void {
    this.standAt(Math.max(this.now(), ms));
  }

  /** The true time from now on. */
  letGo(): void {
    this.#standsAtMs = null;
  }

  isTrue(): boolean {
    return this.#standsAtMs === null;
  }
}
