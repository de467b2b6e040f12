// Matching: for each left side the id of a right side.

import type { Answer } from '../../answer-sheet.ts';
import { isRecord } from '../../loose-value.ts';
import type { FrozenQuestion } from '../../question-data.ts';
import { declined } from '../../refusal.ts';
import { type AnswerForm, knownId, requiredId, wrongType } from './answer-form.ts';

export const matchPairs: AnswerForm = {
  read: (question, given, _sanitise, before) => {
    if (!Array.isArray(given)) throw wrongType('answer', 'Array');
    const answerIds = answerIdsOf(question);
    const matchIds = matchIdsOf(question);
    const chosen = chosenMatches(question, before);
    for (const [index, pair] of given.entries()) {
      if (!isRecord(pair)) throw wrongType(`answer[${index}]`, 'Hash');
      for (const name of ['answer_id', 'match_id']) {
        if (!Object.hasOwn(pair, name)) {
          throw declined('bad_request', `Matching pair is missing parameter "${name}"`);
        }
      }
      const answerId = requiredId(pair.answer_id, answerIds, 'answer_id', 'answer');
      chosen.set(answerId, requiredId(pair.match_id, matchIds, 'match_id', 'match'));
    }
    return pairsOf(question, chosen);
  },
  ofForm: (question, { ofAnswer }, _sanitise, before) => {
    const matchIds = matchIdsOf(question);
    const chosen = chosenMatches(question, before);
    let isMentioned = false;
    for (const id of answerIdsOf(question)) {
      const value = ofAnswer(id);
      const matchId = knownId(value, matchIds);
      if (value !== '' && matchId === undefined) continue;
      isMentioned = true;
      chosen.set(String(id), matchId ?? null);
    }
    return isMentioned ? pairsOf(question, chosen) : undefined;
  },
  full: (question, answer) => pairsOf(question, chosenMatches(question, answer)),
};

/** Canvas: every left side is listed, in the order of the answers. */
function pairsOf(
  question: FrozenQuestion,
  chosen: ReadonlyMap<string, string | null>,
): { answer_id: string; match_id: string | null }[] {
  return [...answerIdsOf(question)].map((id) => ({
    answer_id: String(id),
    match_id: chosen.get(String(id)) ?? null,
  }));
}

function chosenMatches(question: FrozenQuestion, answer: Answer | undefined): Map<string, string | null> {
  const matchIds = matchIdsOf(question);
  const chosen = new Map<string, string | null>();
  for (const pair of Array.isArray(answer) ? answer : []) {
    if (isRecord(pair)) chosen.set(String(pair.answer_id), knownId(pair.match_id, matchIds) ?? null);
  }
  return chosen;
}

function answerIdsOf({ answers }: FrozenQuestion): Set<number> {
  return new Set(answers.map(({ id }) => id));
}

function matchIdsOf({ matches }: FrozenQuestion): Set<number> {
  return new Set((matches ?? []).map(({ match_id }) => match_id));
}
