// The text of a question with `[name]` in it, as an attempt shows it: inputs, choices or values in their place.

import { escapedText, unescapedText } from '../html-text.ts';
import type { FrozenQuestion, QuestionAnswer } from '../question-data.ts';
import { answersByBlank } from './answers/blanks.ts';

type BlankKey = (questionId: number, blank: string) => string;

/** Canvas: the first place of each name becomes the input; the same name further on stays text. */
export function withTextInputs(question: FrozenQuestion, blankKey: BlankKey): string {
  return withInputs(question, blankKey, (name) => {
    return `<input class='question_input' type='text' autocomplete='off' name='${name}' />`;
  });
}

/** As `withTextInputs`, to choose from the blank's answers in their order. */
export function withSelects(question: FrozenQuestion, blankKey: BlankKey): string {
  return withInputs(question, blankKey, (name, answers) => {
    const options = answers.map(optionOf).join('');
    return `<select class='question_input' name='${name}'><option value=''>[ Select ]</option>${options}</select>`;
  });
}

/** Every place of a variable's name gets its value. */
export function withValues(text: string, variables: NonNullable<QuestionAnswer['variables']>): string {
  const values = new Map(variables.map(({ name, value = '' }) => [name, escapedText(value)]));
  return replaceNames(text, (name) => values.get(name));
}

function withInputs(
  question: FrozenQuestion,
  blankKey: BlankKey,
  inputOf: (escapedName: string, answers: readonly QuestionAnswer[]) => string,
): string {
  const waiting = answersByBlank(question.answers);
  return replaceNames(question.question_text, (blank) => {
    const answers = waiting.get(blank);
    waiting.delete(blank);
    return answers === undefined ? undefined : inputOf(escapedText(blankKey(question.id, blank)), answers);
  });
}

function optionOf({ id, text = '' }: QuestionAnswer): string {
  return `<option value='${id}'>${escapedText(text)}</option>`;
}

/** The names between brackets, each once, in the order of the text. */
export function bracketedNames(html: string): string[] {
  const names = new Set<string>();
  replaceNames(html, (name) => void names.add(name));
  return [...names];
}

/** In one go, so that nothing put in is searched again, and never within a tag, where an input would break it open. */
function replaceNames(html: string, replacement: (name: string) => string | undefined): string {
  return html.replace(/<[^<>]*>|\[([^[\]<>]*)\]/g, (whole: string, name: string | undefined) =>
    name === undefined ? whole : (replacement(unescapedText(name)) ?? whole),
  );
}
