// An answer of the log as people read it: ids become the words they stood for in the attempt. Pure. What a page sent need not fit
// its question; then the data itself is what there is to read, and nothing is left out.

import { isAnswered, isRecord } from './answer-records.ts';
import type { LogQuestion } from './log-questions.ts';

type Asked = Pick<LogQuestion, 'type' | 'answers' | 'matches'>;

export type AnswerWords =
  | { is: 'nothing' }
  /** As typed: no HTML. */
  | { is: 'text'; text: string }
  /** HTML that a student wrote. */
  | { is: 'html'; html: string }
  /** All that there was to choose from, in the attempt's order. */
  | { is: 'choices'; choices: readonly { id: string; text: string; isChosen: boolean }[] }
  | { is: 'pairs'; pairs: readonly { left: string; right: string | null }[] }
  | { is: 'blanks'; blanks: readonly { name: string; text: string | null }[] }
  /** Ids of uploaded files. */
  | { is: 'files'; ids: readonly string[] }
  /** JSON of what does not fit the question. */
  | { is: 'data'; json: string };

/** `question` is undefined when the attempt's questions are not known. */
export function answerWords(question: Asked | undefined, answer: unknown): AnswerWords {
  if (!isAnswered(answer)) return { is: 'nothing' };
  const words = question === undefined ? untyped(answer) : byType(question, answer);
  return words ?? { is: 'data', json: JSON.stringify(answer) };
}

function byType(question: Asked, answer: unknown): AnswerWords | null {
  switch (question.type) {
    case 'multiple_choice_question':
    case 'true_false_question':
    case 'missing_word_question':
    case 'multiple_answers_question':
      return choices(question, answer);
    case 'matching_question':
      return pairs(question, answer);
    case 'fill_in_multiple_blanks_question':
    case 'multiple_dropdowns_question':
      return blanks(question, answer);
    case 'essay_question':
      return typeof answer === 'string' ? { is: 'html', html: answer } : null;
    case 'file_upload_question':
      return files(answer);
    default:
      return untyped(answer);
  }
}

function untyped(answer: unknown): AnswerWords | null {
  return isScalar(answer) ? { is: 'text', text: String(answer) } : null;
}

/** Ids that the question does not have are shown as such, after its own. */
function choices({ answers }: Asked, answer: unknown): AnswerWords | null {
  const given = Array.isArray(answer) ? answer : [answer];
  if (!given.every(isScalar)) return null;
  const chosen = new Set(given.map(String));
  const own = answers.map(({ id, text, html }) => {
    return { id, text: wordsOf(text, html), isChosen: chosen.delete(id) };
  });
  const others = [...chosen].map((id) => ({ id, text: unknownText('choice', id), isChosen: true }));
  return { is: 'choices', choices: [...own, ...others] };
}

function pairs({ answers, matches }: Asked, answer: unknown): AnswerWords | null {
  if (!Array.isArray(answer) || !answer.every(isRecord)) return null;
  return {
    is: 'pairs',
    pairs: answer.map(({ answer_id, match_id }) => {
      const left = answers.find(({ id }) => id === String(answer_id));
      const right = matches.find(({ id }) => id === String(match_id));
      return {
        left: left === undefined ? unknownText('item', answer_id) : wordsOf(left.text, left.html),
        right: match_id === null ? null : (right?.text ?? unknownText('match', match_id)),
      };
    }),
  };
}

function blanks({ type, answers }: Asked, answer: unknown): AnswerWords | null {
  if (!isRecord(answer)) return null;
  const isChosen = type === 'multiple_dropdowns_question';
  return {
    is: 'blanks',
    blanks: Object.entries(answer).map(([name, value]) => {
      if (value === null) return { name, text: null };
      const text = isScalar(value) ? String(value) : JSON.stringify(value);
      const choice = isChosen ? answers.find(({ id }) => id === text) : undefined;
      if (choice !== undefined) return { name, text: wordsOf(choice.text, choice.html) };
      return { name, text: isChosen ? unknownText('choice', text) : text };
    }),
  };
}

function files(answer: unknown): AnswerWords | null {
  const ids = Array.isArray(answer) ? answer : [answer];
  return ids.every(isScalar) ? { is: 'files', ids: ids.map(String) } : null;
}

/** One line: what a cell of a table and the report have room for. Of the choices those that were made. */
export function lineOf(words: AnswerWords): string {
  switch (words.is) {
    case 'nothing':
      return 'no answer';
    case 'text':
      return words.text;
    case 'html':
      return textOfHtml(words.html);
    case 'choices':
      return words.choices.flatMap(({ text, isChosen }) => (isChosen ? [text] : [])).join('; ');
    case 'pairs':
      return words.pairs.map(({ left, right }) => `${left} → ${right ?? '–'}`).join('; ');
    case 'blanks':
      return words.blanks.map(({ name, text }) => `${name}: ${text ?? '–'}`).join('; ');
    case 'files':
      return words.ids.map((id) => `file ${id}`).join(', ');
    case 'data':
      return words.json;
  }
}

/** The first `max` characters, and `…` when there are more. Never half of a character. */
export function shortened(text: string, max = 50): string {
  const characters = [...text];
  return characters.length <= max ? text : `${characters.slice(0, max).join('').trimEnd()}…`;
}

/**
 * The words of HTML, for where there is no room to show it. It is not made safe: to be used as text alone. A tag ends before the next
 * one begins, so that the time it takes grows with the length alone, whatever somebody wrote.
 */
export function textOfHtml(html: string): string {
  const spaced = html.replace(/<(?:br|\/p|\/li|\/h\d|\/div|\/t[dhr]|\/pre|\/blockquote)\b[^<>]*>/gi, ' ');
  return entitiesRead(spaced.replace(/<\/?[a-z!][^<>]*>/gi, ''))
    .replace(/\s+/g, ' ')
    .trim();
}

const entities: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', '\u00a0'],
]);

function entitiesRead(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]+));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return entities.get(name.toLowerCase()) ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

function wordsOf(text: string, html: string): string {
  return html === '' ? text : textOfHtml(html);
}

function unknownText(what: string, id: unknown): string {
  return `${what} ${isScalar(id) ? id : JSON.stringify(id)}`;
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
