// The questions of a quiz as they are edited, and the groups that attempts pick from. What an attempt was given is in
// question-data.ts.

export interface QuizQuestion {
  id: number;
  quizId: number;
  quizGroupId: number | null;
  workflowState: 'active' | 'deleted';
  /** Within the quiz, or within the group. */
  position: number | null;
  /** JSON text of a `QuestionData`. */
  questionData: string;
  createdAtMs: number;
  updatedAtMs: number;
}

export interface QuizGroup {
  id: number;
  quizId: number;
  name: string;
  pickCount: number;
  questionPoints: number;
  assessmentQuestionBankId: number | null;
  position: number;
  createdAtMs: number;
  updatedAtMs: number;
}

/** The questions that students get, frozen when the quiz was published last. */
export interface QuizPublication {
  quizId: number;
  quizVersion: number;
  publishedAtMs: number;
  /** JSON text of `FrozenEntry[]`. */
  quizData: string;
  /** JSON text of `QuestionType[]`: those of the frozen questions, so that showing a quiz need not read them. */
  questionTypes: string;
}
