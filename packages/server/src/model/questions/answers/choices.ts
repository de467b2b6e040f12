// Multiple choice, true/false and missing word: the id of one answer. Multiple answers: the ids of those chosen.

import type { Answer } from '../../answer-sheet.ts';
import { truthOf } from '../../loose-value.ts';
import type { FrozenQuestion } from '../../question-data.ts';
import { type AnswerForm, knownId, requiredId, wrongType } from './answer-form.ts';

export const oneChoice: AnswerForm = {
  read: (question, given) => requiredId(given, idsOf(question), 'answer', 'answer'),
  ofForm: (question, { whole }) => (whole === '' ? null : knownId(whole, idsOf(question))),
  full: (question, answer) => knownId(answer, idsOf(question)) ?? null,
};

export const severalChoices: AnswerForm = {
  read: (question, given) => {
    if (!Array.isArray(given)) throw wrongType('answer', 'Array');
    // A form cannot send an empty list, only a list of nothing.
    const chosen: unknown[] = given.length === 1 && given[0] === '' ? [] : given;
    const ids = idsOf(question);
    return inOrder(
      question,
      new Set(chosen.map((id, index) => requiredId(id, ids, `answer[${index}]`, 'answer'))),
    );
  },
  ofForm: (question, { ofAnswer }, _sanitise, before) => {
    const chosen = chosenIn(before);
    let isMentioned = false;
    for (const id of idsOf(question)) {
      const isChosen = truthOf(ofAnswer(id));
      if (isChosen === undefined) continue;
      isMentioned = true;
      if (isChosen) chosen.add(String(id));
      else chosen.delete(String(id));
    }
    return isMentioned ? inOrder(question, chosen) : undefined;
  },
  full: (question, answer) => inOrder(question, chosenIn(answer)),
};

/** Canvas lists the chosen in the order of the answers. */
function inOrder(question: FrozenQuestion, chosen: ReadonlySet<string>): string[] {
  return [...idsOf(question)].map(String).filter((id) => chosen.has(id));
}

function chosenIn(answer: Answer | undefined): Set<string> {
  return new Set(Array.isArray(answer) ? answer.filter((id) => typeof id === 'string') : []);
}

function idsOf(question: FrozenQuestion): Set<number> {
  return new Set(question.answers.map(({ id }) => id));
}
