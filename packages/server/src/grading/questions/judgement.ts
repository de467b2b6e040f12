// What a scorer says about one answer: which parts of it are right, not yet what that is worth.

import type { QuestionData } from '../../model/question-data.ts';

export interface Judgement {
  /** The parts that share the points; where there are none, there is no score. */
  parts: number;
  right: number;
  /** Each costs what a right part gives. Parts that are merely missing are not wrong in this sense. */
  wrong: number;
  /** Only a person can say. */
  isOpen?: true;
  details: AnswerDetails;
}

/** What a graded answer has beside its verdict. Names are Canvas's. */
export interface AnswerDetails {
  /** The answer where it is one text, number or id; else empty. */
  text: string;
  answer_id?: number;
  attachment_ids?: string[] | null;
  /** By blank, by answer, …: `answer_for_<blank>`, `answer_id_for_<blank>`, `answer_<id>`. */
  [key: `answer_${string}`]: unknown;
}

/** Judges an answer of any shape; what is not the full form of its type is wrong. Never throws. */
export type Scorer = (question: QuestionData, answer: unknown) => Judgement;

/** A question of one part. */
export function judgedWhole(isRight: boolean, details: AnswerDetails): Judgement {
  return { parts: 1, right: isRight ? 1 : 0, wrong: 0, details };
}
