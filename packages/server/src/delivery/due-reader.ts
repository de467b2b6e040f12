// Reads what is due for one target, one reading at a time, and knows when what it brings is out of date.

import type { DueDelivery, DueWanted } from '../store/due-deliveries.ts';

export type ReadDue = (wanted: DueWanted) => Promise<{ due: DueDelivery[]; isAll: boolean }>;

export class DueReader {
  readonly #readDue: ReadDue;
  readonly #failed: (error: unknown) => void;
  #isReading = false;
  #mayHaveMore = true;
  /** Grows with each change after which a reading under way brings what must not be sent now. */
  #epoch = 0;

  /** `failed` is told why it could not read; the next time that work is looked for it is asked again. */
  constructor(readDue: ReadDue, failed: (error: unknown) => void) {
    this.#readDue = readDue;
    this.#failed = failed;
  }

  get isReading(): boolean {
    return this.#isReading;
  }

  /** Whether it is worth asking. */
  get mayRead(): boolean {
    return this.#mayHaveMore && !this.#isReading;
  }

  /** Something may be due that was not read. */
  wake(): void {
    this.#mayHaveMore = true;
  }

  /** What is being read must not be used, and is to be read again. */
  outdate(): void {
    this.#epoch++;
    this.#mayHaveMore = true;
  }

  /** What is due, for `use`, which is called when it reads no more; nothing when it is out of date or could not be read. */
  read(wanted: DueWanted, use: (due: readonly DueDelivery[]) => void): void {
    this.#isReading = true;
    this.#mayHaveMore = false;
    const epoch = this.#epoch;
    void this.#read(wanted).then(({ due, isAll }) => {
      this.#isReading = false;
      if (!isAll) this.#mayHaveMore = true;
      use(epoch === this.#epoch ? due : []);
    });
  }

  async #read(wanted: DueWanted): ReturnType<ReadDue> {
    try {
      return await this.#readDue(wanted);
    } catch (error) {
      this.#failed(error);
      return { due: [], isAll: true };
    }
  }
}
