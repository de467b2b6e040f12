// What `quizwire listen` has seen: which messages came before, and the sum of it all.

/** Ids that are remembered: an hour of a busy server. */
const idsMax = 100_000;

export class ListenTally {
  #requests = 0;
  #messages = 0;
  #again = 0;
  #faults = 0;
  readonly #answers = new Map<string, number>();
  /** How often each message came, the one that came last at the end. */
  readonly #times = new Map<string, number>();

  get requests(): number {
    return this.#requests;
  }

  /** How often the message has come, this time included. */
  arrived(id: string, hasFaults: boolean): number {
    this.#requests++;
    if (hasFaults) this.#faults++;
    const times = (this.#times.get(id) ?? 0) + 1;
    if (times === 1) this.#messages++;
    else this.#again++;
    this.#times.delete(id);
    this.#times.set(id, times);
    if (this.#times.size > idsMax) {
      const [oldest] = this.#times.keys();
      if (oldest !== undefined) this.#times.delete(oldest);
    }
    return times;
  }

  answered(answer: string): void {
    this.#answers.set(answer, (this.#answers.get(answer) ?? 0) + 1);
  }

  /** One line. */
  summary(): string {
    const parts = [
      `${counted(this.#messages, 'message')} in ${counted(this.#requests, 'request')}`,
      ...(this.#again === 0 ? [] : [`${this.#again} came again`]),
      ...(this.#faults === 0 ? [] : [`${this.#faults} with faults`]),
      ...[...this.#answers].toSorted().map(([answer, count]) => `${answer}: ${count}`),
    ];
    return parts.join('; ');
  }
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
