// Turns in order of asking: alone, as a transaction must be, or shared with others who asked to share. Nobody who asks
// later goes before somebody who waits.

interface Waiting {
  isShared: boolean;
  admit(): void;
}

export class Turn {
  #sharers = 0;
  #isTakenAlone = false;
  readonly #waiting: Waiting[] = [];

  get isFree(): boolean {
    return !this.#isTakenAlone && this.#sharers === 0;
  }

  /** Resolves when the turn is the caller's alone; end it with `release`. */
  take(): Promise<void> {
    return this.#ask(false);
  }

  /** Resolves when the turn is the caller's and perhaps other sharers'; end it with `release`. */
  share(): Promise<void> {
    return this.#ask(true);
  }

  release(): void {
    if (this.#isTakenAlone) this.#isTakenAlone = false;
    else this.#sharers--;
    for (let next = this.#waiting[0]; next && this.#admits(next.isShared); next = this.#waiting[0]) {
      this.#waiting.shift();
      this.#enter(next.isShared);
      next.admit();
    }
  }

  async #ask(isShared: boolean): Promise<void> {
    if (this.#waiting.length === 0 && this.#admits(isShared)) return this.#enter(isShared);
    await new Promise<void>((admit) => this.#waiting.push({ isShared, admit }));
  }

  #admits(isShared: boolean): boolean {
    return !this.#isTakenAlone && (isShared || this.#sharers === 0);
  }

  #enter(isShared: boolean): void {
    if (isShared) this.#sharers++;
    else this.#isTakenAlone = true;
  }
}
