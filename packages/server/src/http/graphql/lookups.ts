// What the fields of one request look up: each thing once, and everything that a level of the query asks for together.

import type { AssignmentGroup } from '../../model/assignment.ts';
import type { Quiz } from '../../model/quiz.ts';
import type { EnrollmentView } from '../../operations/courses/describe-enrollments.ts';
import type { SubmissionView } from '../../operations/gradebook/submission-view.ts';
import type { Graph, GraphPage } from '../../operations/graph/graph.ts';
import type { SeenAssignment } from '../../operations/graph/graph-assignments.ts';
import type { SeenAccount, SeenCourse, SeenSection } from '../../operations/graph/graph-courses.ts';
import type { SeenPerson } from '../../operations/graph/graph-people.ts';
import { batched } from './batched.ts';

type Within = Parameters<Graph['assignmentsOf']>[0];
type AssignmentsWanted = Parameters<Graph['assignmentsOf']>[2];
type SubmissionsWanted = Parameters<Graph['submissionsOf']>[1];

/** Undefined is what is not there for the caller. */
export interface Lookups {
  account(id: number): Promise<SeenAccount | undefined>;
  course(id: number): Promise<SeenCourse | undefined>;
  section(id: number): Promise<SeenSection | undefined>;
  assignmentGroup(id: number): Promise<AssignmentGroup | undefined>;
  assignmentGroupsOf(courseId: number): Promise<AssignmentGroup[] | undefined>;
  assignment(id: number): Promise<SeenAssignment | undefined>;
  assignmentsOf(
    within: Within,
    id: number,
    wanted: AssignmentsWanted,
    page: GraphPage,
  ): Promise<SeenAssignment[] | undefined>;
  quiz(id: number): Promise<Quiz | undefined>;
  submission(id: number): Promise<SubmissionView | undefined>;
  submissionsOf(
    assignmentId: number,
    wanted: SubmissionsWanted,
    page: GraphPage,
  ): Promise<SubmissionView[] | undefined>;
  enrollment(id: number): Promise<EnrollmentView | undefined>;
  enrollmentsOf(userId: number, courseId: number | null): Promise<EnrollmentView[] | undefined>;
  person(courseId: number, userId: number): Promise<SeenPerson | undefined>;
  /** Lists of one course: a query that comes by the same course again and again reads them once. */
  sectionsOf: Graph['sectionsOf'];
  enrollmentsIn: Graph['enrollmentsIn'];
  peopleIn: Graph['peopleIn'];
  submissionsIn: Graph['submissionsIn'];
}

/** Make them for each request: what was found is kept. */
export function lookupsIn(graph: Graph): Lookups {
  const personAt = batched(async (keys: readonly string[]) => {
    const places = keys.map((key) => {
      const [courseId = 0, userId = 0] = key.split(' ').map(Number);
      return { key, courseId, userId };
    });
    const people = await graph.peopleAt(places);
    const found = new Map<string, SeenPerson>();
    for (const { key, courseId, userId } of places) {
      const person = people.get(courseId)?.get(userId);
      if (person !== undefined) found.set(key, person);
    }
    return found;
  });
  const assignmentsOf = eachWay((within: Within, wanted: AssignmentsWanted, page: GraphPage) =>
    batched((ids: readonly number[]) => graph.assignmentsOf(within, ids, wanted, page)),
  );
  const submissionsOf = eachWay((wanted: SubmissionsWanted, page: GraphPage) =>
    batched((ids: readonly number[]) => graph.submissionsOf(ids, wanted, page)),
  );
  const enrollmentsOf = eachWay((courseId: number | null) =>
    batched((ids: readonly number[]) => graph.enrollmentsOf(ids, courseId)),
  );
  return {
    account: batched(graph.accounts),
    course: batched(graph.courses),
    section: batched(graph.sections),
    assignmentGroup: batched(graph.assignmentGroups),
    assignmentGroupsOf: batched(graph.assignmentGroupsOf),
    assignment: batched(graph.assignments),
    assignmentsOf: (within, id, wanted, page) => assignmentsOf(within, wanted, page)(id),
    quiz: batched(graph.quizzes),
    submission: batched(graph.submissions),
    submissionsOf: (id, wanted, page) => submissionsOf(wanted, page)(id),
    enrollment: batched(graph.enrollments),
    enrollmentsOf: (userId, courseId) => enrollmentsOf(courseId)(userId),
    person: (courseId, userId) => personAt(`${courseId} ${userId}`),
    sectionsOf: eachWay(graph.sectionsOf),
    enrollmentsIn: eachWay(graph.enrollmentsIn),
    peopleIn: eachWay(graph.peopleIn),
    submissionsIn: eachWay(graph.submissionsIn),
  };
}

/** Makes one for each way of asking, and remembers it. */
function eachWay<Asked extends unknown[], Made>(make: (...asked: Asked) => Made): (...asked: Asked) => Made {
  const made = new Map<string, Made>();
  return (...asked) => {
    const key = JSON.stringify(asked);
    const before = made.get(key);
    if (before !== undefined) return before;
    const one = make(...asked);
    made.set(key, one);
    return one;
  };
}
