// Every route, with the operations it uses. What has a life of its own (connections, timers) is made in app.ts.

import type { Config } from './config.ts';
import { knownScopes } from './http/authentication.ts';
import type { Server } from './http/fastify.ts';
import type { Metrics } from './http/metrics.ts';
import { accessTokenRoutes } from './http/routes/access-tokens.ts';
import { accountRoutes } from './http/routes/accounts.ts';
import { coursePeopleRoutes } from './http/routes/course-people.ts';
import { courseRoutes } from './http/routes/courses.ts';
import { enrollmentRoutes } from './http/routes/enrollments.ts';
import { featureFlagRoutes } from './http/routes/feature-flags.ts';
import { healthRoutes } from './http/routes/health.ts';
import { homeRoutes } from './http/routes/home.ts';
import { quizSubmissionEventRoutes } from './http/routes/quiz-submission-events.ts';
import { quizSubmissionRoutes } from './http/routes/quiz-submissions.ts';
import { quizRoutes } from './http/routes/quizzes.ts';
import { sectionRoutes } from './http/routes/sections.ts';
import { userRoutes } from './http/routes/users.ts';
import type { Clock } from './model/clock.ts';
import { exportStallMs } from './model/limits.ts';
import { createAccessToken } from './operations/access/create-access-token.ts';
import { showAccessTokens } from './operations/access/show-access-tokens.ts';
import { updateAccessToken } from './operations/access/update-access-token.ts';
import { findQuizSubmission } from './operations/attempts/find-quiz-submission.ts';
import { listQuizSubmissions } from './operations/attempts/list-quiz-submissions.ts';
import { readEvents } from './operations/attempts/read-events.ts';
import { recordEvents } from './operations/attempts/record-events.ts';
import { showQuizSubmission } from './operations/attempts/show-quiz-submission.ts';
import { startAttempt } from './operations/attempts/start-attempt.ts';
import { changeEnrollment } from './operations/courses/change-enrollment.ts';
import { courseSections } from './operations/courses/course-sections.ts';
import { createCourse } from './operations/courses/create-course.ts';
import { createEnrollment } from './operations/courses/create-enrollment.ts';
import { featureFlags } from './operations/courses/feature-flags.ts';
import { readCoursePeople } from './operations/courses/read-course-people.ts';
import { readCourses } from './operations/courses/read-courses.ts';
import { readEnrollments } from './operations/courses/read-enrollments.ts';
import { updateCourse } from './operations/courses/update-course.ts';
import { createUser } from './operations/people/create-user.ts';
import { listAccountUsers } from './operations/people/list-account-users.ts';
import { showUser } from './operations/people/show-user.ts';
import { updateUser } from './operations/people/update-user.ts';
import { createQuiz } from './operations/quizzes/create-quiz.ts';
import { deleteQuiz } from './operations/quizzes/delete-quiz.ts';
import { listQuizzes } from './operations/quizzes/list-quizzes.ts';
import { showQuiz } from './operations/quizzes/show-quiz.ts';
import { updateQuiz } from './operations/quizzes/update-quiz.ts';
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
    readEvents: readEvents(database, findRecordingContext, clock),
    exportStallMs,
    ...urls,
  });
  quizRoutes(server, {
    createQuiz: createQuiz(database, clock),
    updateQuiz: updateQuiz(database, clock),
    deleteQuiz: deleteQuiz(database, clock),
    listQuizzes: listQuizzes(database, clock),
    showQuiz: showQuiz(database, clock),
    ...urls,
  });
  quizSubmissionRoutes(server, {
    startAttempt: startAttempt(database, random, clock),
    listQuizSubmissions: listQuizSubmissions(database, clock),
    showQuizSubmission: showQuizSubmission(database, config, clock),
    ...urls,
  });
}
