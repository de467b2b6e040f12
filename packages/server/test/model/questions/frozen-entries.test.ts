// What publishing freezes. Source: core reference §16.2.

import { describe, expect, test } from 'vitest';
import type { FrozenEntry } from '../../../src/model/question-data.ts';
import { entryPoints, frozenEntries, questionCount } from '../../../src/model/questions/frozen-entries.ts';
import { questionDataOf } from '../../../src/model/questions/question-draft.ts';
import type { QuizGroup, QuizQuestion } from '../../../src/model/quiz-question.ts';

const publishedAt = '2026-09-01T09:00:00Z';
const times = { createdAtMs: 0, updatedAtMs: 0 };

function question(id: number, more: Partial<QuizQuestion> = {}, asked: object = {}): QuizQuestion {
  const data = questionDataOf(
    { question_type: 'essay_question', points_possible: 1, ...asked },
    null,
    () => 1,
  );
  return {
    id,
    quizId: 1,
    quizGroupId: null,
    workflowState: 'active',
    position: id,
    questionData: JSON.stringify(data),
    ...times,
    ...more,
  };
}

function group(id: number, more: Partial<QuizGroup> = {}): QuizGroup {
  return {
    id,
    quizId: 1,
    name: 'Pool',
    pickCount: 1,
    questionPoints: 2,
    assessmentQuestionBankId: null,
    position: id,
    ...times,
    ...more,
  };
}

/** `q3`, or `g2(q1 q2)`. */
function outline(entries: readonly FrozenEntry[]): string {
  return entries
    .map((entry) => ('entry_type' in entry ? `g${entry.id}(${outline(entry.questions)})` : `q${entry.id}`))
    .join(' ');
}

describe('frozen entries', () => {
  test('stand by position, groups with their questions among them', () => {
    const questions = [
      question(1, { position: 4 }),
      question(2, { position: 1 }),
      question(3, { position: 2, quizGroupId: 8 }),
      question(4, { position: 1, quizGroupId: 8 }),
      question(5, { position: 1, quizGroupId: 9 }),
    ];
    const groups = [group(9, { position: 3 }), group(8, { position: 2 })];
    expect(outline(frozenEntries(questions, groups, publishedAt))).toBe('q2 g8(q4 q3) g9(q5) q1');
  });

  test('with equal positions: questions first, then the lower id; without a position last', () => {
    const questions = [
      question(6, { position: null }),
      question(5, { position: null }),
      question(4, { position: 1 }),
      question(2, { position: 1 }),
    ];
    const groups = [group(3, { position: 1 }), group(1, { position: 1 })];
    expect(outline(frozenEntries(questions, groups, publishedAt))).toBe('q2 q4 g1() g3() q5 q6');
  });

  test('have all that is known of a question', () => {
    const [entry] = frozenEntries([question(5, { position: 7 })], [], publishedAt);
    expect(entry).toStrictEqual({
      ...(JSON.parse(question(5).questionData) as object),
      id: 5,
      quiz_group_id: null,
      assessment_question_id: null,
      position: 7,
      published_at: publishedAt,
    });
  });

  test('have all that is known of a group', () => {
    const inGroup = question(5, { quizGroupId: 3 });
    const [entry] = frozenEntries([inGroup], [group(3, { pickCount: 4, questionPoints: 1.5 })], publishedAt);
    expect(entry).toStrictEqual({
      entry_type: 'quiz_group',
      id: 3,
      name: 'Pool',
      pick_count: 4,
      question_points: 1.5,
      assessment_question_bank_id: null,
      position: 3,
      questions: [{ ...(frozenEntries([question(5)], [], publishedAt)[0] as object), quiz_group_id: 3 }],
    });
  });
});

describe('count and points', () => {
  const entries = frozenEntries(
    [
      question(1, {}, { points_possible: 0.1 }),
      question(2, {}, { question_type: 'text_only_question', points_possible: 9 }),
      question(3, { quizGroupId: 10 }, { points_possible: 7 }),
      question(4, { quizGroupId: 10 }, { points_possible: 7 }),
    ],
    [group(10, { pickCount: 3, questionPoints: 0.2 }), group(11, { pickCount: 5, questionPoints: 50 })],
    publishedAt,
  );

  test('are those of questions and picks: not of text, nor of a group that has nothing to pick', () => {
    expect(questionCount(entries)).toBe(4);
    expect(entryPoints(entries)).toStrictEqual([0.1, 0.2, 0.2, 0.2]);
  });

  test('of an empty quiz are none', () => {
    expect(questionCount([])).toBe(0);
    expect(entryPoints([])).toStrictEqual([]);
  });
});
