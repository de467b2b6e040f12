// A group of posted batches in the form in which it crosses to the thread that stores it: all bodies as one piece of memory,
// which is handed over and not copied, and flat lists beside it, which cross faster than objects.

import type { PostedBatch } from '../posted-batch.ts';

export interface PackedBatches {
  bodies: Uint8Array<ArrayBuffer>;
  /** Of each batch: bytes of its body, quiz submission, attempt, arrival, receipt. */
  numbers: number[];
  /** Of each batch: client address, user agent. */
  texts: string[];
}

const numbersOfEach = 5;
const textsOfEach = 2;

export function packed(batches: readonly PostedBatch[]): PackedBatches {
  let bytes = 0;
  for (const { body } of batches) bytes += body.length;
  const bodies = new Uint8Array(bytes);
  const numbers: number[] = [];
  const texts: string[] = [];
  let at = 0;
  for (const batch of batches) {
    bodies.set(batch.body, at);
    at += batch.body.length;
    numbers.push(
      batch.body.length,
      batch.quizSubmissionId,
      batch.attempt,
      batch.arrivedAtMs,
      batch.createdAtMs,
    );
    texts.push(batch.clientAddress, batch.userAgent);
  }
  return { bodies, numbers, texts };
}

/** The batches again; their bodies are views of the one piece. */
export function unpacked({ bodies, numbers, texts }: PackedBatches): PostedBatch[] {
  const batches: PostedBatch[] = [];
  let at = 0;
  for (let index = 0; index < numbers.length / numbersOfEach; index++) {
    const number = (place: number): number => numbers[index * numbersOfEach + place] ?? 0;
    const text = (place: number): string => texts[index * textsOfEach + place] ?? '';
    batches.push({
      body: bodies.subarray(at, at + number(0)),
      quizSubmissionId: number(1),
      attempt: number(2),
      arrivedAtMs: number(3),
      createdAtMs: number(4),
      clientAddress: text(0),
      userAgent: text(1),
    });
    at += number(0);
  }
  return batches;
}
