// The questions and groups of a quiz as they are frozen when it is published. Canvas: core reference §16.2.

import {
  type FrozenEntry,
  type FrozenGroup,
  type FrozenQuestion,
  isFrozenGroup,
  type QuestionData,
} from '../question-data.ts';
import type { QuizGroup, QuizQuestion } from '../quiz-question.ts';

/**
 * Questions outside groups and the groups with their questions, each by position; what has none comes last, then the lower
 * id first, a question before a group. Takes the quiz's active questions. Groups that draw from a bank are empty: there are
 * no banks. `publishedAt` is the wire form of the time.
 */
export function frozenEntries(
  questions: readonly QuizQuestion[],
  groups: readonly QuizGroup[],
  publishedAt: string,
): FrozenEntry[] {
  const byGroup = Map.groupBy([...questions].sort(byPlace), ({ quizGroupId }) => quizGroupId);
  const frozen = (question: QuizQuestion): FrozenQuestion => frozenQuestion(question, publishedAt);
  return [...(byGroup.get(null) ?? []), ...[...groups].sort(byPlace)]
    .sort(byPosition)
    .map((entry) =>
      'pickCount' in entry ? frozenGroup(entry, (byGroup.get(entry.id) ?? []).map(frozen)) : frozen(entry),
    );
}

/** What an attempt has to answer: the questions that are not only text, and the picks of the groups. */
export function questionCount(entries: readonly FrozenEntry[]): number {
  return entries.reduce((count, entry) => count + pointsOf(entry).length, 0);
}

/** Points of every question and of every pick; their exact sum is what the quiz is worth. Canvas: text is worth nothing. */
export function entryPoints(entries: readonly FrozenEntry[]): number[] {
  return entries.flatMap(pointsOf);
}

/** A group without questions has nothing to give, whatever it should pick. */
function pointsOf(entry: FrozenEntry): number[] {
  if (!isFrozenGroup(entry))
    return entry.question_type === 'text_only_question' ? [] : [entry.points_possible];
  return entry.questions.length === 0 ? [] : Array<number>(entry.pick_count).fill(entry.question_points);
}

function frozenQuestion(question: QuizQuestion, publishedAt: string): FrozenQuestion {
  return {
    ...(JSON.parse(question.questionData) as QuestionData),
    id: question.id,
    quiz_group_id: question.quizGroupId,
    assessment_question_id: null,
    position: question.position ?? 0,
    published_at: publishedAt,
  };
}

function frozenGroup(group: QuizGroup, questions: FrozenQuestion[]): FrozenGroup {
  return {
    entry_type: 'quiz_group',
    id: group.id,
    name: group.name,
    pick_count: group.pickCount,
    question_points: group.questionPoints,
    assessment_question_bank_id: group.assessmentQuestionBankId,
    position: group.position,
    questions,
  };
}

type Placed = Pick<QuizQuestion, 'id' | 'position'>;

function byPlace(one: Placed, other: Placed): number {
  return byPosition(one, other) || one.id - other.id;
}

/** Leaves equals as they are listed: questions before groups. */
function byPosition(one: Placed, other: Placed): number {
  const last = Number.MAX_SAFE_INTEGER;
  return (one.position ?? last) - (other.position ?? last);
}
