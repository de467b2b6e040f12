// File upload: the ids of uploaded files. Whose they are is for who can look them up; here they are numbers.

import type { Answer } from '../../answer-sheet.ts';
import { integerOf, isBlank } from '../../loose-value.ts';
import { type AnswerForm, wrongType } from './answer-form.ts';

/**
 * Canvas: the id of the one file there can be. Ours takes several, and then it is a list of ids; what is given replaces what
 * was there. Nothing, and a list of nothing, take it back.
 */
export const fileUpload: AnswerForm = {
  read: (_question, given) => {
    if (!Array.isArray(given)) return answerOfFiles(requiredIds(given, 'answer'));
    return answerOfFiles(given.flatMap((item: unknown, index) => requiredIds(item, `answer[${index}]`)));
  },
  ofForm: (_question, { whole }) => {
    if (whole === undefined) return undefined;
    const items = (Array.isArray(whole) ? whole : [whole]).filter((item) => !isBlank(item));
    const ids = items.flatMap((item) => fileId(item) ?? []);
    return ids.length === 0 && items.length > 0 ? undefined : answerOfFiles(ids);
  },
  full: (_question, answer) => answerOfFiles(fileIdsOf(answer)),
};

/** The ids in an answer to a file upload question, as they are in the sheet, each once; none for anything else. */
export function fileIdsOf(answer: Answer | undefined): string[] {
  const items: unknown[] = Array.isArray(answer) ? answer : [answer];
  return items.filter((item) => typeof item === 'string' && item !== '') as string[];
}

/** The full form of these ids, in their order. */
export function answerOfFiles(ids: readonly string[]): Answer {
  const distinct = [...new Set(ids)];
  return distinct.length > 1 ? distinct : (distinct[0] ?? null);
}

/** None for a blank. Raises declined. */
function requiredIds(item: unknown, field: string): string[] {
  if (isBlank(item)) return [];
  const id = fileId(item);
  if (id === undefined) throw wrongType(field, 'Integer');
  return [id];
}

function fileId(item: unknown): string | undefined {
  const id = integerOf(item);
  return id > 0 ? String(id) : undefined;
}
