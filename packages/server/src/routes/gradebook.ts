// Routes of assignments, submissions, grades and course scores.

import type { Server } from '../http/fastify.ts';
import { assignmentGroupRoutes } from '../http/routes/assignment-groups.ts';
import { assignmentRoutes } from '../http/routes/assignments.ts';
import { bulkSubmissionRoutes } from '../http/routes/bulk-submissions.ts';
import { finalGradeOverrideRoutes } from '../http/routes/final-grade-overrides.ts';
import { gradeableStudentRoutes } from '../http/routes/gradeable-students.ts';
import { gradebookRoutes } from '../http/routes/gradebook.ts';
import { gradebookHistoryRoutes } from '../http/routes/gradebook-history.ts';
import { gradingStandardRoutes } from '../http/routes/grading-standards.ts';
import { graphqlRoutes } from '../http/routes/graphql.ts';
import { latePolicyRoutes } from '../http/routes/late-policy.ts';
import { progressRoutes } from '../http/routes/progress.ts';
import { submissionRoutes } from '../http/routes/submissions.ts';
import { createAssignment } from '../operations/gradebook/create-assignment.ts';
import { createAssignmentGroup } from '../operations/gradebook/create-assignment-group.ts';
import { deleteAssignment } from '../operations/gradebook/delete-assignment.ts';
import { deleteAssignmentGroup } from '../operations/gradebook/delete-assignment-group.ts';
import { gradeSubmission } from '../operations/gradebook/grade-submission.ts';
import { gradingStandards } from '../operations/gradebook/grading-standards.ts';
import { groupStudentSubmissions } from '../operations/gradebook/group-student-submissions.ts';
import { handInWork } from '../operations/gradebook/hand-in-work.ts';
import { latePolicies } from '../operations/gradebook/late-policies.ts';
import { listGradeOverrides } from '../operations/gradebook/list-grade-overrides.ts';
import { listStudentSubmissions } from '../operations/gradebook/list-student-submissions.ts';
import { overrideGrade } from '../operations/gradebook/override-grade.ts';
import { overrideGrades } from '../operations/gradebook/override-grades.ts';
import { postGrades } from '../operations/gradebook/post-grades.ts';
import { setPostPolicy } from '../operations/gradebook/post-policy.ts';
import { readAssignmentGroups } from '../operations/gradebook/read-assignment-groups.ts';
import { readAssignments } from '../operations/gradebook/read-assignments.ts';
import { readGradeHistory } from '../operations/gradebook/read-grade-history.ts';
import { readGradebook } from '../operations/gradebook/read-gradebook.ts';
import { readGradingDays } from '../operations/gradebook/read-grading-days.ts';
import { readSubmissions } from '../operations/gradebook/read-submissions.ts';
import { showGradeableStudents } from '../operations/gradebook/show-gradeable-students.ts';
import { showProgress } from '../operations/gradebook/show-progress.ts';
import { updateAssignment } from '../operations/gradebook/update-assignment.ts';
import { updateAssignmentGroup } from '../operations/gradebook/update-assignment-group.ts';
import { updateGrades } from '../operations/gradebook/update-grades.ts';
import { readGraph } from '../operations/graph/graph.ts';
import { showUser } from '../operations/people/show-user.ts';
import type { RouteUses } from './route-uses.ts';

export function addGradebookRoutes(server: Server, { database, announcing, clock, urls }: RouteUses): void {
  assignmentGroupRoutes(server, {
    readAssignmentGroups: readAssignmentGroups(database, clock),
    createAssignmentGroup: createAssignmentGroup(announcing, clock),
    updateAssignmentGroup: updateAssignmentGroup(announcing, clock),
    deleteAssignmentGroup: deleteAssignmentGroup(announcing, clock),
    ...urls,
  });
  assignmentRoutes(server, {
    readAssignments: readAssignments(database, clock),
    createAssignment: createAssignment(announcing, clock),
    updateAssignment: updateAssignment(announcing, clock),
    deleteAssignment: deleteAssignment(announcing, clock),
    ...urls,
  });
  gradeableStudentRoutes(server, {
    showGradeableStudents: showGradeableStudents(database, clock),
    ...urls,
  });
  gradingStandardRoutes(server, {
    gradingStandards: gradingStandards(database, clock),
    ...urls,
  });
  latePolicyRoutes(server, {
    latePolicies: latePolicies(announcing, clock),
    ...urls,
  });
  finalGradeOverrideRoutes(server, {
    overrideGrades: overrideGrades(announcing, clock),
    listGradeOverrides: listGradeOverrides(database, clock),
    ...urls,
  });
  graphqlRoutes(server, {
    readGraph: readGraph(database, clock),
    operations: {
      showUser: showUser(database, clock),
      showProgress: showProgress(database, clock),
      overrideGrade: overrideGrade(announcing, clock),
      postGrades: postGrades(announcing, clock),
      setPostPolicy: setPostPolicy(announcing, clock),
    },
    ...urls,
  });
  submissionRoutes(server, {
    readSubmissions: readSubmissions(database, clock),
    gradeSubmission: gradeSubmission(announcing, clock),
    handInWork: handInWork(announcing, clock),
    ...urls,
  });
  bulkSubmissionRoutes(server, {
    listStudentSubmissions: listStudentSubmissions(database, clock),
    groupStudentSubmissions: groupStudentSubmissions(database, clock),
    updateGrades: updateGrades(announcing, clock),
    ...urls,
  });
  gradebookRoutes(server, {
    readGradebook: readGradebook(database, clock),
    ...urls,
  });
  gradebookHistoryRoutes(server, {
    readGradingDays: readGradingDays(database, clock),
    readGradeHistory: readGradeHistory(database, clock),
    ...urls,
  });
  progressRoutes(server, {
    showProgress: showProgress(database, clock),
    ...urls,
  });
}
