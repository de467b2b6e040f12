// Work beside the quizzes of the demo: field notes that the class wrote, handed in and graded, and a briefing on paper.

import { Lots } from './lots.ts';
import type { Player } from './player.ts';
import type { Api, Row } from './records.ts';

const fieldNotesName = 'Field notes: the pond';
const dayMs = 86_400_000;
const hourMs = 3_600_000;

const notes = [
  '<p>Dragonfly, two kinds, over the reeds at the north end. Water 14 °C at the edge, 12 °C a metre out. Many water striders, none where the wind came in.</p>',
  '<p>We counted 31 snails on four stones, 5 on the fifth, which lay in the sun. The water smelled of nothing. Tadpoles in the shallow part, about 2 cm.</p>',
  '<ul><li>Duckweed covers a third</li><li>One heron, left when we came</li><li>Three kinds of beetle, drawings at the end</li></ul>',
  '<p>The jar from the bottom had more life in it than that from the top: water fleas, a leech, red larvae of midges. They are red because there is little oxygen.</p>',
];

const remarks = [
  { posted_grade: '18', text_comment: 'Careful counts. Add the time of day.' },
  { posted_grade: '20', text_comment: 'You say what you saw before what you think. That is how it is done.' },
  { posted_grade: '15.5', text_comment: 'Which stones? Somebody else must be able to count them again.' },
  { posted_grade: '17' },
];

interface Coursework {
  courseId: number;
  asAdmin: Api;
  asTeacher: Api;
  students: readonly { userId: number; as: Api }[];
  /** When the class takes its quiz; all of this is before. */
  beforeMs: number;
}

/** Raises ApiCallFailed. */
export async function* doCoursework({
  courseId,
  asAdmin,
  asTeacher,
  students,
  beforeMs,
}: Coursework): Player {
  const lots = new Lots('coursework');
  const assignments = `/courses/${courseId}/assignments`;
  const dueMs = beforeMs - 3 * dayMs;
  yield beforeMs - 6 * dayMs;
  const there = await asAdmin<Row[]>(
    'GET',
    `${assignments}?search_term=${encodeURIComponent(fieldNotesName)}`,
  );
  // A start that was cut short has begun it.
  if (there.length > 0) return;
  const fieldNotes = await asAdmin<Row>('POST', assignments, {
    assignment: {
      name: fieldNotesName,
      description: '<p>One hour at the pond. Write down what you see, hear and measure; half a page.</p>',
      submission_types: ['online_text_entry'],
      points_possible: 20,
      due_at: new Date(dueMs).toISOString(),
      published: true,
    },
  });
  const briefing = await asAdmin<Row>('POST', assignments, {
    assignment: {
      name: 'Safety in the laboratory, signed',
      submission_types: ['on_paper'],
      grading_type: 'pass_fail',
      points_possible: 2,
      published: true,
    },
  });

  // Two never hand in, and the last of the others do so late.
  const writers = lots.shuffled(students).slice(2);
  for (const [index, { as }] of writers.entries()) {
    const isLate = index >= writers.length - 2;
    yield dueMs + (isLate ? (5 + index) * hourMs : -(writers.length - index) * hourMs);
    await as('POST', `${assignments}/${fieldNotes.id}/submissions`, {
      submission: { submission_type: 'online_text_entry', body: lots.pick(notes) },
    });
  }

  yield dueMs + 2 * dayMs;
  const graded = writers.slice(0, -3).map(({ userId }) => [userId, lots.pick(remarks)] as const);
  const excused = students.find(({ userId }) => !writers.some((writer) => writer.userId === userId));
  await asTeacher('POST', `${assignments}/${fieldNotes.id}/submissions/update_grades`, {
    grade_data: Object.fromEntries([
      ...graded,
      ...(excused === undefined ? [] : [[excused.userId, { excuse: true }] as const]),
    ]),
  });
  const signed = students.slice(0, -4).map(({ userId }) => [userId, { posted_grade: 'complete' }]);
  await asTeacher('POST', `${assignments}/${briefing.id}/submissions/update_grades`, {
    grade_data: Object.fromEntries(signed),
  });
}
