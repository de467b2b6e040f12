// What a student has put down in one attempt, question by question, and what grading made of it.

import type { RegradeOption } from './question-data.ts';

/**
 * One answer in its full form, as the log and the API show it: text, an id as text, a number, a list of ids or of pairs,
 * blanks with their texts. Null where there is none. Canvas: quiz reference §1.7.
 */
export type Answer =
  | string
  | number
  | null
  | readonly string[]
  | readonly { answer_id: string; match_id: string | null }[]
  | Readonly<Record<string, string | null>>;

export interface AnswerEntry {
  /** Absent as long as nothing was ever put down. */
  answer?: Answer;
  flagged?: boolean;
  /** Left behind in a quiz that cannot go back: the answer is final. */
  read?: boolean;
}

/** By question id. */
export type AnswerSheet = Record<string, AnswerEntry>;

/** Canvas: true, false and these texts, in the same place. */
export type Correctness = boolean | 'partial' | 'undefined' | 'no_score';

/** One answer graded. Names are Canvas's: this goes out in `submission_data`. Canvas: quiz reference §3.1. */
export interface GradedAnswer {
  question_id: number;
  correct: Correctness;
  points: number;
  /** What was put down, as text; empty when nothing was. */
  text: string;
  answer_id?: number | null;
  /** Of uploaded files; null when there are none. */
  attachment_ids?: string[] | null;
  /** A teacher's. */
  more_comments?: string;
  /** The last regrade of the answer, and its points before the first. */
  regrade_option?: RegradeOption;
  score_before_regrade?: number;
  /** By blank, by answer, …: `answer_for_<blank>`, `answer_id_for_<blank>`, `answer_<id>`. */
  [key: `answer_${string}`]: unknown;
}

/** The attempt's contents apart from its questions. */
export interface AttemptAnswers {
  quizSubmissionId: number;
  attempt: number;
  /** JSON text of an `AnswerSheet`. */
  answers: string;
  /** JSON text: by question id, the JSON text of the answer that the log has last. */
  loggedAnswers: string;
  /** JSON text of `GradedAnswer[]`; null until graded. */
  gradedAnswers: string | null;
  updatedAtMs: number;
}

/** The questions an attempt was given, frozen at its start. */
export interface AttemptQuestions {
  quizSubmissionId: number;
  attempt: number;
  /** JSON text of `FrozenQuestion[]`. */
  quizData: string;
}
