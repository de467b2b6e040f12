// The outermost form of what Kafka's brokers answer: a length of four bytes, then so much. The client believes any length, and
// keeps all that comes until it is complete.

import { kafkaAnswerBytesMax } from '../model/delivery-limits.ts';

/** Each answer begins with the number of its request. */
const lengthMin = 4;

/** Follows the frames of one connection. */
export class KafkaFrames {
  #length = 0;
  #lengthBytes = 0;
  #left = 0;

  /** Throws for a length that no broker has reason to send. */
  read(chunk: Buffer): void {
    for (let at = 0; at < chunk.length; ) {
      if (this.#left > 0) {
        const more = Math.min(this.#left, chunk.length - at);
        this.#left -= more;
        at += more;
        continue;
      }
      this.#length = this.#length * 256 + (chunk[at] ?? 0);
      this.#lengthBytes += 1;
      at += 1;
      if (this.#lengthBytes < 4) continue;
      if (this.#length < lengthMin || this.#length > kafkaAnswerBytesMax) {
        throw new Error(`the broker does not speak Kafka: it announces an answer of ${this.#length} bytes`);
      }
      this.#left = this.#length;
      this.#length = 0;
      this.#lengthBytes = 0;
    }
  }
}
