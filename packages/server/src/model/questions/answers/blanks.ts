// Fill in multiple blanks: a text for each blank. Multiple dropdowns: the id of one of the blank's answers.

import type { Answer } from '../../answer-sheet.ts';
import { isRecord } from '../../loose-value.ts';
import type { FrozenQuestion } from '../../question-data.ts';
import { declined } from '../../refusal.ts';
import { type AnswerForm, knownId, requiredId, wrongType } from './answer-form.ts';
import { foldedText, textOrNull } from './texts.ts';

type BlankAnswer = Record<string, string | null>;
type Ids = ReadonlySet<number>;

/** What fills one blank, whose answers have these ids. Undefined is what cannot fill it, null is nothing. */
interface Filling {
  /** Raises declined. */
  read(given: unknown, blank: string, ids: Ids): string | null;
  kept(value: unknown, ids: Ids): string | null | undefined;
}

export const blankTexts = blanksFilledWith({
  read: (given, blank) => {
    if (typeof given !== 'string') throw wrongType(`${blank}.answer`, 'String');
    return textOrNull(foldedText(given));
  },
  kept: (value) => (typeof value === 'string' ? textOrNull(value) : undefined),
});

export const blankChoices = blanksFilledWith({
  read: (given, blank, ids) => requiredId(given, ids, `answer.${blank}`, 'answer'),
  kept: (value, ids) => (value === '' ? null : knownId(value, ids)),
});

/** The question's blanks by name, each with its answers. */
export function answersByBlank<Blank extends { blank_id?: string }>(
  answers: readonly Blank[],
): Map<string, Blank[]> {
  return Map.groupBy(answers, ({ blank_id }) => blank_id ?? '');
}

function blanksFilledWith(filling: Filling): AnswerForm {
  const full = (question: FrozenQuestion, answer: Answer | undefined): BlankAnswer =>
    Object.fromEntries(
      [...idsByBlank(question)].map(([blank, ids]) => [
        blank,
        filling.kept(ownValue(answer, blank), ids) ?? null,
      ]),
    );
  return {
    read: (question, given, _sanitise, before) => {
      if (!isRecord(given)) throw wrongType('answer', 'Hash');
      const blanks = idsByBlank(question);
      const sent = Object.entries(given).map(([blank, value]) => {
        const ids = blanks.get(blank);
        if (ids === undefined) throw declined('bad_request', `Unknown blank '${blank}'`);
        return [blank, filling.read(value, blank, ids)] as const;
      });
      return { ...full(question, before), ...Object.fromEntries(sent) };
    },
    ofForm: (question, { ofBlank }, _sanitise, before) => {
      const sent = [...idsByBlank(question)].flatMap(([blank, ids]) => {
        const value = filling.kept(ofBlank(blank), ids);
        return value === undefined ? [] : [[blank, value] as const];
      });
      return sent.length === 0 ? undefined : { ...full(question, before), ...Object.fromEntries(sent) };
    },
    full,
  };
}

function idsByBlank({ answers }: FrozenQuestion): Map<string, Ids> {
  const blanks = [...answersByBlank(answers)];
  return new Map(blanks.map(([blank, its]) => [blank, new Set(its.map(({ id }) => id))]));
}

/** Only what the answer itself has: a blank may be called `constructor`. */
function ownValue(answer: Answer | undefined, blank: string): unknown {
  return isRecord(answer) && Object.hasOwn(answer, blank) ? answer[blank] : undefined;
}
