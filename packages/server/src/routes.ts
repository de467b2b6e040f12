// Every route, with the operations it uses. What has a life of its own (connections, timers) is made in app.ts.

import type { Config } from './config.ts';
import { knownScopes } from './http/authentication.ts';
import { sanitiseHtml } from './http/canvas-wire/sanitise-html.ts';
import type { Server } from './http/fastify.ts';
import type { Metrics } from './http/metrics.ts';
import { accessTokenRoutes } from './http/routes/access-tokens.ts';
import { accountRoutes } from './http/routes/accounts.ts';
import { assignmentGroupRoutes } from './http/routes/assignment-groups.ts';
import { assignmentRoutes } from './http/routes/assignments.ts';
import { bulkSubmissionRoutes } from './http/routes/bulk-submissions.ts';
import { coursePeopleRoutes } from './http/routes/course-people.ts';
import { courseSettingsRoutes } from './http/routes/course-settings.ts';
import { courseRoutes } from './http/routes/courses.ts';
import { enrollmentRoutes } from './http/routes/enrollments.ts';
import { featureFlagRoutes } from './http/routes/feature-flags.ts';
import { finalGradeOverrideRoutes } from './http/routes/final-grade-overrides.ts';
import { gradeableStudentRoutes } from './http/routes/gradeable-students.ts';
import { gradebookHistoryRoutes } from './http/routes/gradebook-history.ts';
import { gradingStandardRoutes } from './http/routes/grading-standards.ts';
import { graphqlRoutes } from './http/routes/graphql.ts';
import { healthRoutes } from './http/routes/health.ts';
import { homeRoutes } from './http/routes/home.ts';
import { latePolicyRoutes } from './http/routes/late-policy.ts';
import { progressRoutes } from './http/routes/progress.ts';
import { quizExtensionRoutes } from './http/routes/quiz-extensions.ts';
import { quizQuestionGroupRoutes } from './http/routes/quiz-question-groups.ts';
import { quizQuestionRoutes } from './http/routes/quiz-questions.ts';
import { quizSubmissionEventRoutes } from './http/routes/quiz-submission-events.ts';
import { quizSubmissionFormRoutes } from './http/routes/quiz-submission-forms.ts';
import { quizSubmissionQuestionRoutes } from './http/routes/quiz-submission-questions.ts';
import { quizSubmissionRoutes } from './http/routes/quiz-submissions.ts';
import { quizRoutes } from './http/routes/quizzes.ts';
import { sectionRoutes } from './http/routes/sections.ts';
import { submissionRoutes } from './http/routes/submissions.ts';
import { userRoutes } from './http/routes/users.ts';
import type { Clock } from './model/clock.ts';
import { exportStallMs } from './model/limits.ts';
import { createAccessToken } from './operations/access/create-access-token.ts';
import { showAccessTokens } from './operations/access/show-access-tokens.ts';
import { updateAccessToken } from './operations/access/update-access-token.ts';
import { answerQuestions } from './operations/attempts/answer-questions.ts';
import { readAnswersAt } from './operations/attempts/answers-at.ts';
import { completeAttempt } from './operations/attempts/complete-attempt.ts';
import { selectEvents } from './operations/attempts/event-selection.ts';
import { extendQuizzes } from './operations/attempts/extend-quizzes.ts';
import { findQuizSubmission } from './operations/attempts/find-quiz-submission.ts';
import { flagQuestion } from './operations/attempts/flag-question.ts';
import { handInForm } from './operations/attempts/hand-in-form.ts';
import { listQuizSubmissions } from './operations/attempts/list-quiz-submissions.ts';
import { readEvents } from './operations/attempts/read-events.ts';
import { recordEvents } from './operations/attempts/record-events.ts';
import { saveForm } from './operations/attempts/save-form.ts';
import { scoreAttempt } from './operations/attempts/score-attempt.ts';
import { showAttemptQuestions } from './operations/attempts/show-attempt-questions.ts';
import { showQuizSubmission } from './operations/attempts/show-quiz-submission.ts';
import { startAttempt } from './operations/attempts/start-attempt.ts';
import { changeEnrollment } from './operations/courses/change-enrollment.ts';
import { courseSections } from './operations/courses/course-sections.ts';
import { courseSettings } from './operations/courses/course-settings.ts';
import { createCourse } from './operations/courses/create-course.ts';
import { createEnrollment } from './operations/courses/create-enrollment.ts';
import { featureFlags } from './operations/courses/feature-flags.ts';
import { readCoursePeople } from './operations/courses/read-course-people.ts';
import { readCourses } from './operations/courses/read-courses.ts';
import { readEnrollments } from './operations/courses/read-enrollments.ts';
import { updateCourse } from './operations/courses/update-course.ts';
import { createAssignment } from './operations/gradebook/create-assignment.ts';
import { createAssignmentGroup } from './operations/gradebook/create-assignment-group.ts';
import { deleteAssignment } from './operations/gradebook/delete-assignment.ts';
import { deleteAssignmentGroup } from './operations/gradebook/delete-assignment-group.ts';
import { gradeSubmission } from './operations/gradebook/grade-submission.ts';
import { gradingStandards } from './operations/gradebook/grading-standards.ts';
import { groupStudentSubmissions } from './operations/gradebook/group-student-submissions.ts';
import { handInWork } from './operations/gradebook/hand-in-work.ts';
import { latePolicies } from './operations/gradebook/late-policies.ts';
import { listGradeOverrides } from './operations/gradebook/list-grade-overrides.ts';
import { listStudentSubmissions } from './operations/gradebook/list-student-submissions.ts';
import { overrideGrade } from './operations/gradebook/override-grade.ts';
import { overrideGrades } from './operations/gradebook/override-grades.ts';
import { postGrades } from './operations/gradebook/post-grades.ts';
import { setPostPolicy } from './operations/gradebook/post-policy.ts';
import { readAssignmentGroups } from './operations/gradebook/read-assignment-groups.ts';
import { readAssignments } from './operations/gradebook/read-assignments.ts';
import { readGradeHistory } from './operations/gradebook/read-grade-history.ts';
import { readGradingDays } from './operations/gradebook/read-grading-days.ts';
import { readSubmissions } from './operations/gradebook/read-submissions.ts';
import { showGradeableStudents } from './operations/gradebook/show-gradeable-students.ts';
import { showProgress } from './operations/gradebook/show-progress.ts';
import { updateAssignment } from './operations/gradebook/update-assignment.ts';
import { updateAssignmentGroup } from './operations/gradebook/update-assignment-group.ts';
import { updateGrades } from './operations/gradebook/update-grades.ts';
import { readGraph } from './operations/graph/graph.ts';
import { createUser } from './operations/people/create-user.ts';
import { listAccountUsers } from './operations/people/list-account-users.ts';
import { showUser } from './operations/people/show-user.ts';
import { updateUser } from './operations/people/update-user.ts';
import { createQuestion } from './operations/quizzes/create-question.ts';
import { createQuiz } from './operations/quizzes/create-quiz.ts';
import { createQuizGroup } from './operations/quizzes/create-quiz-group.ts';
import { deleteQuestion } from './operations/quizzes/delete-question.ts';
import { deleteQuiz } from './operations/quizzes/delete-quiz.ts';
import { deleteQuizGroup } from './operations/quizzes/delete-quiz-group.ts';
import { listQuizzes } from './operations/quizzes/list-quizzes.ts';
import { readQuestions } from './operations/quizzes/read-questions.ts';
import { readQuizGroups } from './operations/quizzes/read-quiz-groups.ts';
import { reorderQuiz } from './operations/quizzes/reorder-quiz.ts';
import { showQuiz } from './operations/quizzes/show-quiz.ts';
import { updateQuestion } from './operations/quizzes/update-question.ts';
import { updateQuiz } from './operations/quizzes/update-quiz.ts';
import { updateQuizGroup } from './operations/quizzes/update-quiz-group.ts';
import type { Random } from './operations/random.ts';
import { showAccount } from './operations/show-account.ts';
import type { Database } from './store/database.ts';
import type { QuizEventWriter } from './store/quiz-event-writer.ts';
import { recordingContextLookup } from './store/recording-facts.ts';

interface Uses {
  database: Database;
  writer: QuizEventWriter;
  metrics: Metrics;
  config: Config;
  clock: Clock;
  random: Random;
}

export function addRoutes(server: Server, uses: Uses): void {
  const { database, writer, metrics, config, clock, random } = uses;
  const urls = { shard: config.shard, publicUrl: config.publicUrl };
  const findRecordingContext = recordingContextLookup(database);
  const select = selectEvents(database, findRecordingContext, clock);
  homeRoutes(server);
  healthRoutes(server, {
    metrics,
    database: { kind: database.kind, durability: database.durability, ping: database.ping },
  });
  accountRoutes(server, {
    showAccount: showAccount(database),
    ...urls,
  });
  courseRoutes(server, {
    readCourses: readCourses(database, clock),
    createCourse: createCourse(database, clock, random),
    updateCourse: updateCourse(database, clock),
    ...urls,
  });
  coursePeopleRoutes(server, {
    readCoursePeople: readCoursePeople(database, clock),
    ...urls,
  });
  courseSettingsRoutes(server, {
    courseSettings: courseSettings(database, clock),
    ...urls,
  });
  assignmentGroupRoutes(server, {
    readAssignmentGroups: readAssignmentGroups(database, clock),
    createAssignmentGroup: createAssignmentGroup(database, clock),
    updateAssignmentGroup: updateAssignmentGroup(database, clock),
    deleteAssignmentGroup: deleteAssignmentGroup(database, clock),
    ...urls,
  });
  assignmentRoutes(server, {
    readAssignments: readAssignments(database, clock),
    createAssignment: createAssignment(database, clock),
    updateAssignment: updateAssignment(database, clock),
    deleteAssignment: deleteAssignment(database, clock),
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
    latePolicies: latePolicies(database, clock),
    ...urls,
  });
  sectionRoutes(server, {
    courseSections: courseSections(database, clock),
    ...urls,
  });
  enrollmentRoutes(server, {
    readEnrollments: readEnrollments(database, clock),
    createEnrollment: createEnrollment(database, clock),
    changeEnrollment: changeEnrollment(database, clock),
    ...urls,
  });
  featureFlagRoutes(server, {
    featureFlags: featureFlags(database, clock),
    ...urls,
  });
  finalGradeOverrideRoutes(server, {
    overrideGrades: overrideGrades(database, clock),
    listGradeOverrides: listGradeOverrides(database, clock),
    ...urls,
  });
  graphqlRoutes(server, {
    readGraph: readGraph(database, clock),
    operations: {
      showUser: showUser(database, clock),
      showProgress: showProgress(database, clock),
      overrideGrade: overrideGrade(database, clock),
      postGrades: postGrades(database, clock),
      setPostPolicy: setPostPolicy(database, clock),
    },
    ...urls,
  });
  userRoutes(server, {
    listAccountUsers: listAccountUsers(database),
    createUser: createUser(database, clock, random),
    showUser: showUser(database, clock),
    updateUser: updateUser(database, clock),
    ...urls,
  });
  accessTokenRoutes(server, {
    createAccessToken: createAccessToken(database, knownScopes(server), clock, random),
    showAccessTokens: showAccessTokens(database, clock),
    updateAccessToken: updateAccessToken(database, knownScopes(server), clock, random),
    ...urls,
  });
  quizSubmissionEventRoutes(server, {
    findQuizSubmission: findQuizSubmission(database.query),
    recordEvents: recordEvents(findRecordingContext, writer, config, clock),
    readEvents: readEvents(database, select),
    readAnswersAt: readAnswersAt(database, select),
    exportStallMs,
    ...urls,
  });
  quizRoutes(server, {
    createQuiz: createQuiz(database, clock),
    updateQuiz: updateQuiz(database, clock),
    deleteQuiz: deleteQuiz(database, clock),
    listQuizzes: listQuizzes(database, clock),
    showQuiz: showQuiz(database, clock),
    reorderQuiz: reorderQuiz(database, clock),
    ...urls,
  });
  quizQuestionRoutes(server, {
    showAttemptQuestions: showAttemptQuestions(database, clock),
    readQuestions: readQuestions(database, clock),
    createQuestion: createQuestion(database, clock, random),
    updateQuestion: updateQuestion(database, clock, random),
    deleteQuestion: deleteQuestion(database, clock),
    ...urls,
  });
  quizQuestionGroupRoutes(server, {
    readQuizGroups: readQuizGroups(database, clock),
    createQuizGroup: createQuizGroup(database, clock),
    updateQuizGroup: updateQuizGroup(database, clock),
    deleteQuizGroup: deleteQuizGroup(database, clock),
    reorderQuiz: reorderQuiz(database, clock),
    ...urls,
  });
  submissionRoutes(server, {
    readSubmissions: readSubmissions(database, clock),
    gradeSubmission: gradeSubmission(database, clock),
    handInWork: handInWork(database, clock),
    ...urls,
  });
  bulkSubmissionRoutes(server, {
    listStudentSubmissions: listStudentSubmissions(database, clock),
    groupStudentSubmissions: groupStudentSubmissions(database, clock),
    updateGrades: updateGrades(database, clock),
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
  quizExtensionRoutes(server, {
    extendQuizzes: extendQuizzes(database, random, clock),
    ...urls,
  });
  quizSubmissionRoutes(server, {
    startAttempt: startAttempt(database, random, clock),
    completeAttempt: completeAttempt(database, clock),
    listQuizSubmissions: listQuizSubmissions(database, clock),
    showQuizSubmission: showQuizSubmission(database, config, clock),
    scoreAttempt: scoreAttempt(database, clock),
    ...urls,
  });
  quizSubmissionQuestionRoutes(server, {
    showAttemptQuestions: showAttemptQuestions(database, clock),
    answerQuestions: answerQuestions(database, sanitiseHtml, clock),
    flagQuestion: flagQuestion(database, clock),
  });
  quizSubmissionFormRoutes(server, {
    saveForm: saveForm(database, sanitiseHtml, clock),
    handInForm: handInForm(database, sanitiseHtml, clock),
    ...urls,
  });
}
