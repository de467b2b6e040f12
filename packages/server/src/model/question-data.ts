// A question as its author left it and as an attempt was given it. The names are Canvas's own, snake_case included: these
// documents are kept as JSON text and go out in the log (`quiz_data`) as they are. Canvas: core reference §15, §16.

export const questionTypes = [
  'multiple_choice_question',
  'true_false_question',
  'missing_word_question',
  'multiple_answers_question',
  'short_answer_question',
  'fill_in_multiple_blanks_question',
  'multiple_dropdowns_question',
  'matching_question',
  'numerical_question',
  'calculated_question',
  'essay_question',
  'file_upload_question',
  'text_only_question',
] as const;

export type QuestionType = (typeof questionTypes)[number];

export function isQuestionType(text: string): text is QuestionType {
  return (questionTypes as readonly string[]).includes(text);
}

export interface QuestionVariable {
  name: string;
  min?: number;
  max?: number;
  scale?: number;
  /** In an answer set of a calculated question: what the variable stands for, as text with `scale` decimals. */
  value?: string;
}

/** One answer that the author wrote. Weight 100 is right, 0 is wrong. Which other keys there are depends on the type. */
export interface QuestionAnswer {
  id: number;
  weight: number;
  text?: string;
  html?: string;
  comments?: string;
  comments_html?: string;
  /** Blanks and dropdowns: the name between brackets in the text. */
  blank_id?: string;
  /** Matching: `text` is the left side too. */
  left?: string;
  left_html?: string;
  right?: string;
  match_id?: number;
  numerical_answer_type?: 'exact_answer' | 'range_answer' | 'precision_answer';
  /** A margin may be a percentage: `"10%"`. */
  exact?: number;
  margin?: number | string;
  start?: number;
  end?: number;
  approximate?: number;
  precision?: number;
  /** Calculated: the result for these values of the variables. */
  answer?: number;
  variables?: QuestionVariable[];
}

/** What a type does not use is null or absent. */
export interface QuestionData {
  question_name: string;
  question_type: QuestionType;
  question_text: string;
  points_possible: number;
  correct_comments: string;
  incorrect_comments: string;
  neutral_comments: string;
  correct_comments_html: string;
  incorrect_comments_html: string;
  neutral_comments_html: string;
  answers: QuestionAnswer[];
  variables?: QuestionVariable[] | null;
  formulas?: { formula: string }[] | null;
  /** A number, or a percentage as text (`"5%"`). */
  answer_tolerance?: number | string | null;
  formula_decimal_places?: number | null;
  matches?: { text: string; match_id: number }[] | null;
  /** Lines of distractors. */
  matching_answer_incorrect_matches?: string | null;
  text_after_answers?: string | null;
  regrade_option?: RegradeOption | null;
  /** False turns a partly right answer into a wrong one; absent is true. */
  allow_partial_credit?: boolean;
}

export const regradeOptions = [
  'current_and_previous_correct',
  'current_correct_only',
  'full_credit',
  'no_regrade',
] as const;

export type RegradeOption = (typeof regradeOptions)[number];

/** A question within `quiz_data`: that of a published quiz, or that of one attempt. */
export interface FrozenQuestion extends QuestionData {
  id: number;
  quiz_group_id: number | null;
  assessment_question_id: number | null;
  /** In an attempt from 1; what is only text has the number before it, at the start 0. */
  position: number;
  /** Blanks and dropdowns of an attempt: the text before its blanks became inputs. */
  original_question_text?: string;
  published_at?: string;
  /** What its author corrected while the attempt ran, oldest first, to be taken up when it is graded. */
  corrections?: QuestionData[];
}

/** A group within the `quiz_data` of a published quiz; an attempt has its picks instead. */
export interface FrozenGroup {
  entry_type: 'quiz_group';
  id: number;
  name: string;
  pick_count: number;
  question_points: number;
  assessment_question_bank_id: number | null;
  position: number;
  questions: FrozenQuestion[];
}

export type FrozenEntry = FrozenQuestion | FrozenGroup;

export function isFrozenGroup(entry: FrozenEntry): entry is FrozenGroup {
  return 'entry_type' in entry && entry.entry_type === 'quiz_group';
}
