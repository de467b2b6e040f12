// A quiz with questions of several types, published, with its assignment in the gradebook: rows written straight into a
// database, before a server opens it. The answers that are right are in here too.

import type { Assignment } from '../../src/model/assignment.ts';
import { type FrozenEntry, isFrozenGroup } from '../../src/model/question-data.ts';
import type { Quiz } from '../../src/model/quiz.ts';
import { isGraded } from '../../src/model/quiz.ts';
import type { Query } from '../../src/store/database.ts';
import { type CourseFixture, insertQuiz } from './course-fixture.ts';
import { frozenQuestion } from './frozen-question.ts';
import { testStartMs } from './server.ts';

/** 2 points: 11 is right, 12 is wrong. */
export const choiceQuestion = frozenQuestion(
  'multiple_choice_question',
  [
    { id: 11, weight: 100, text: 'Mitochondrion' },
    { id: 12, weight: 0, text: 'Nucleus' },
  ],
  { id: 101, points_possible: 2, question_text: 'Powerhouse?' },
);

/** 1 point for `dna`. */
export const shortQuestion = frozenQuestion('short_answer_question', [{ id: 21, weight: 100, text: 'DNA' }], {
  id: 102,
  points_possible: 1,
});

/** 2 points for 46. */
export const numericalQuestion = frozenQuestion(
  'numerical_question',
  [{ id: 31, weight: 100, numerical_answer_type: 'exact_answer', exact: 46, margin: 0 }],
  { id: 103, points_possible: 2 },
);

/** 2 points, one for each blank: `green` and `blue`. */
export const blanksQuestion = frozenQuestion(
  'fill_in_multiple_blanks_question',
  [
    { id: 41, weight: 100, text: 'green', blank_id: 'leaf' },
    { id: 42, weight: 100, text: 'blue', blank_id: 'sky' },
  ],
  { id: 104, points_possible: 2, question_text: '[leaf] and [sky]' },
);

/** 5 points, which a person gives. */
export const essayQuestion = frozenQuestion('essay_question', [], { id: 105, points_possible: 5 });

/** What a machine can grade: 7 points. */
export const machineQuestions = [choiceQuestion, shortQuestion, numericalQuestion, blanksQuestion];

export interface TakenQuiz {
  quizId: number;
  /** Null on an ungraded quiz. */
  assignmentId: number | null;
}

/** Published with `entries`; `assignment` changes the assignment that a graded one has. */
export async function insertTakenQuiz(
  query: Query,
  { courseId }: Pick<CourseFixture, 'courseId'>,
  quiz: Partial<Quiz> = {},
  entries: readonly FrozenEntry[] = machineQuestions,
  assignment: Partial<Assignment> = {},
): Promise<TakenQuiz> {
  const points = entries.map((entry) =>
    isFrozenGroup(entry) ? entry.pick_count * entry.question_points : entry.points_possible,
  );
  const pointsPossible = points.reduce((sum, each) => sum + each, 0);
  const questions = entries.flatMap((entry) => (isFrozenGroup(entry) ? entry.questions : [entry]));
  const graded = isGraded({ quizType: quiz.quizType ?? 'assignment' });
  const assignmentId = graded
    ? await insertAssignment(query, courseId, { pointsPossible, ...assignment })
    : null;
  const quizId = await insertQuiz(query, {
    courseId,
    assignmentId,
    pointsPossible,
    questionCount: entries.length,
    ...quiz,
  });
  await query
    .insertInto('quizPublications')
    .values({
      quizId,
      quizVersion: 1,
      publishedAtMs: testStartMs,
      quizData: JSON.stringify(entries),
      questionTypes: JSON.stringify(questions.map((question) => question.question_type)),
    })
    .execute();
  return { quizId, assignmentId };
}

/** A published assignment for online quizzes, in a group of its own; returns its id. */
async function insertAssignment(
  query: Query,
  courseId: number,
  assignment: Partial<Assignment>,
): Promise<number> {
  const times = { createdAtMs: testStartMs, updatedAtMs: testStartMs };
  const group = await query
    .insertInto('assignmentGroups')
    .values({
      courseId,
      name: 'Quizzes',
      position: 1,
      groupWeight: 0,
      neverDrop: '[]',
      integrationData: '{}',
      workflowState: 'available',
      ...times,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const { id } = await query
    .insertInto('assignments')
    .values({
      courseId,
      assignmentGroupId: group.id,
      name: 'Quiz',
      position: 1,
      gradingType: 'points',
      submissionTypes: 'online_quiz',
      workflowState: 'published',
      omitFromFinalGrade: 0,
      hideInGradebook: 0,
      onlyVisibleToOverrides: 0,
      postManually: 0,
      anonymousGrading: 0,
      integrationData: '{}',
      ...times,
      ...assignment,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}
