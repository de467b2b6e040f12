// What the types of questions are called.

const names: Readonly<Record<string, string>> = {
  multiple_choice_question: 'Multiple choice',
  true_false_question: 'True or false',
  missing_word_question: 'Missing word',
  multiple_answers_question: 'Multiple answers',
  short_answer_question: 'Short answer',
  fill_in_multiple_blanks_question: 'Fill in multiple blanks',
  multiple_dropdowns_question: 'Multiple dropdowns',
  matching_question: 'Matching',
  numerical_question: 'Numerical answer',
  calculated_question: 'Formula',
  essay_question: 'Essay',
  file_upload_question: 'File upload',
  text_only_question: 'Text without a question',
};

/** A type that is not known is called by its own name. */
export function questionTypeName(type: string): string {
  return Object.hasOwn(names, type) ? (names[type] ?? type) : type;
}
