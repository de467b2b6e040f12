// What the pages of a quiz are told about taking it, as the server writes it: `…/taking` and `…/results` of a quiz.

/** Epoch-free: ISO 8601 with milliseconds, UTC. */
export type WireTime = string;

export type QuestionType =
  | 'multiple_choice_question'
  | 'true_false_question'
  | 'short_answer_question'
  | 'fill_in_multiple_blanks_question'
  | 'multiple_answers_question'
  | 'multiple_dropdowns_question'
  | 'matching_question'
  | 'numerical_question'
  | 'calculated_question'
  | 'essay_question'
  | 'file_upload_question'
  | 'text_only_question';

/**
 * `GET` and `POST /api/v1/courses/:course_id/quizzes/:quiz_id/taking`.
 *
 * `GET ?preview=true` is an editor's preview; `?question=<id>` of a quiz of single questions says which one to show (the
 * first that is not closed if absent; always that one in a quiz that cannot go back: to go on, save the form with
 * `_question_<id>_read=1` and ask again). 403 to who may not see the quiz at all.
 *
 * `POST {access_code?, preview?}` begins an attempt, or goes on with the one that runs, and answers the same; a preview
 * begins anew. The access code is asked for when an attempt begins, never to go on. Refusals are `{status, message}`: 403
 * `invalid access code`, `IP address denied`, `you are not allowed to participate in this quiz`; 400 `quiz is locked`; 409 `a
 * quiz submission already exists` (no attempts left). Saving and handing in a preview needs the form field `preview=true`.
 */
export interface Taking {
  /** The server's clock when it answered. */
  now: WireTime;
  course: { id: number; name: string };
  user: { id: number; name: string };
  quiz: TakingQuiz;
  /**
   * Where the capture client posts events of all attempts, also of those that are over: a path of this server. Null before the
   * first attempt, and of a preview, which has no log.
   */
  events_url: string | null;
  /** `ready`: an attempt can begin; `running`: one is under way; `closed`: none can begin, `closed_because` says why. */
  state: 'ready' | 'running' | 'closed';
  closed_because: { code: ClosedCode; message: string } | null;
  /** Attempts begun so far, and how many more can be; null for any number. */
  attempts_taken: number;
  attempts_left: number | null;
  /** The one under way, with its questions. */
  attempt: RunningAttempt | null;
  /** Those that are over, newest first. */
  past_attempts: PastAttempt[];
}

/** `message` says it in a sentence without dates: the page tells those in the time of its reader (`quiz.unlock_at`, …). */
export type ClosedCode =
  | 'not_open_yet'
  | 'locked'
  | 'no_attempts_left'
  | 'ip_address'
  | 'lockdown_browser'
  | 'not_allowed';

export interface TakingQuiz {
  id: number;
  title: string;
  /** Safe HTML; null to a student while the quiz is not open. */
  description: string | null;
  quiz_type: 'assignment' | 'practice_quiz' | 'graded_survey' | 'survey';
  points_possible: number | null;
  question_count: number;
  /** Minutes; null without a limit. */
  time_limit: number | null;
  /** -1 for any number. */
  allowed_attempts: number;
  due_at: WireTime | null;
  unlock_at: WireTime | null;
  lock_at: WireTime | null;
  one_question_at_a_time: boolean;
  cant_go_back: boolean;
  needs_access_code: boolean;
  /** Whether the page hands in by itself when the time is up; if not, `end_at` is a hint and `closes_at` the end. */
  timer_hands_in: boolean;
}

export interface RunningAttempt {
  quiz_submission_id: number;
  attempt: number;
  validation_token: string;
  started_at: WireTime;
  /** Null when nothing ends it. */
  end_at: WireTime | null;
  /** From when on the server hands it in by itself: `end_at`, or later where the timer hands nothing in, or never. */
  closes_at: WireTime | null;
  /** Milliseconds until then by the server's clock; may be negative. */
  time_left_ms: number | null;
  is_preview: boolean;
  /** All questions of the attempt in their order, without contents. */
  questions: QuestionState[];
  /** Contents of the questions that may be seen now: all of them, or one at a time the one asked for. */
  shown: TakenQuestion[];
}

export interface QuestionState {
  id: number;
  /** 1, 2, 3 … as shown; null for text without a question. */
  number: number | null;
  question_type: QuestionType;
  points_possible: number;
  answered: boolean;
  flagged: boolean;
  /** In a quiz that cannot go back: left behind and final. */
  closed: boolean;
}

export interface TakenQuestion {
  id: number;
  /** A missing word comes as a multiple choice: that is how it is answered. */
  question_type: QuestionType;
  /** Safe HTML; a blank or dropdown is `[name]` in it. */
  question_text: string;
  /** Choices of the types that have them, in the attempt's order. `html` wins over `text` when it is not empty. */
  answers: { id: number; text: string; html: string; blank_id: string | null }[];
  /** Right sides of a matching question, in the attempt's order. Left sides are `answers`. */
  matches: { match_id: number; text: string }[];
  /**
   * Blanks and dropdowns in the order of the text, with the form field of each. The first `[name]` of each is its place (never
   * within a tag); those that the text does not have come last. `name` is plain text.
   */
  blanks: { name: string; field: string }[];
  /**
   * What is answered so far: an answer's id as text, text, HTML, a number's text, blank name → text or answer id,
   * `{answer_id, match_id}` pairs, answer ids, or uploaded files: the id of one, a list of several; null for nothing.
   */
  answer: TakenAnswer;
  /** Of an upload question: the files of `answer`. */
  files: UploadedFile[];
}

export type TakenAnswer =
  | string
  | number
  | null
  | readonly string[]
  | Readonly<Record<string, string | null>>
  | readonly { answer_id: string; match_id: string | null }[];

export interface UploadedFile {
  id: number;
  display_name: string;
  /** Bytes. */
  size: number;
  /** To download it. */
  url: string;
}

export interface PastAttempt {
  attempt: number;
  workflow_state: 'complete' | 'pending_review';
  started_at: WireTime;
  finished_at: WireTime;
  /** Null when the grade is withheld, and of surveys without a grade. Without what a person has yet to score. */
  score: number | null;
  /** Of the attempts that count: what the gradebook has; the same in all. */
  kept_score: number | null;
  results_visible: boolean;
}

/**
 * `GET /api/v1/courses/:course_id/quizzes/:quiz_id/results?attempt=&preview=`: what came of an attempt that is over, the last
 * one without `attempt`; 404 when there is none. Results that are shown once are seen by this very request.
 */
export interface Results {
  now: WireTime;
  course: { id: number; name: string };
  user: { id: number; name: string };
  quiz: TakingQuiz;
  /** As in `Taking`. */
  events_url: string | null;
  attempt: PastAttempt;
  /** Why questions are not shown; null when they are. A sentence without dates, as that of `closed_because`. */
  hidden_because: { code: HiddenCode; message: string } | null;
  /** None while hidden. */
  questions: ResultQuestion[];
}

/** Dates: `quiz.due_at`, `quiz.lock_at`. `withheld`: nobody has posted the grade yet. */
export type HiddenCode =
  | 'never'
  | 'only_once'
  | 'after_last_attempt'
  | 'after_due_date'
  | 'after_lock_date'
  | 'withheld';

export interface ResultQuestion extends TakenQuestion {
  number: number | null;
  points_possible: number;
  /** Null for a text, in surveys, and as long as a person has yet to say (`correct` is `undefined` then). */
  points: number | null;
  /** `no_score`: a text, and everything in a survey. */
  correct: 'true' | 'false' | 'partial' | 'undefined' | 'no_score';
  /** What the teacher said to it: plain text. */
  comment: string | null;
  /** What the question says to this answer; safe HTML. */
  feedback: string[];
  /**
   * Each is right by itself; null when the quiz does not show them, or there are none. Choices: ids; several choices and pairs:
   * one that lists all; texts: each text; numbers: in words (`46 ± 10%`, `-1.5 to 1.5`); blanks and dropdowns: the n-th has the
   * n-th right text or answer id of each blank, null where it has no more.
   */
  correct_answers: readonly TakenAnswer[] | null;
}
