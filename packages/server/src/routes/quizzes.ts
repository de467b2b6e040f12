// Routes of quizzes, attempts and their log.

import { sanitiseHtml } from '../http/canvas-wire/sanitise-html.ts';
import type { Server } from '../http/fastify.ts';
import { attemptGradingRoutes } from '../http/routes/attempt-grading.ts';
import { attemptLogRoutes } from '../http/routes/attempt-log.ts';
import { liveAttemptRoutes } from '../http/routes/live-attempts.ts';
import { quizAttemptRoutes } from '../http/routes/quiz-attempts.ts';
import { quizExtensionRoutes } from '../http/routes/quiz-extensions.ts';
import { quizQuestionGroupRoutes } from '../http/routes/quiz-question-groups.ts';
import { quizQuestionRoutes } from '../http/routes/quiz-questions.ts';
import { quizSubmissionEventRoutes } from '../http/routes/quiz-submission-events.ts';
import { quizSubmissionFormRoutes } from '../http/routes/quiz-submission-forms.ts';
import { quizSubmissionQuestionRoutes } from '../http/routes/quiz-submission-questions.ts';
import { quizSubmissionRoutes } from '../http/routes/quiz-submissions.ts';
import { quizRoutes } from '../http/routes/quizzes.ts';
import { takingRoutes } from '../http/routes/taking.ts';
import { feedHeartbeatMs, feedStallMs } from '../model/feed-limits.ts';
import { exportStallMs } from '../model/quiz-log-limits.ts';
import { answerQuestions } from '../operations/attempts/answer-questions.ts';
import { readAnswersAt } from '../operations/attempts/answers-at.ts';
import { beginTaking } from '../operations/attempts/begin-taking.ts';
import { selectClass } from '../operations/attempts/class-selection.ts';
import { completeAttempt } from '../operations/attempts/complete-attempt.ts';
import { selectEvents } from '../operations/attempts/event-selection.ts';
import { exportClass } from '../operations/attempts/export-class.ts';
import { ExportPlaces } from '../operations/attempts/export-places.ts';
import { extendQuizzes } from '../operations/attempts/extend-quizzes.ts';
import { findQuizSubmission } from '../operations/attempts/find-quiz-submission.ts';
import { flagQuestion } from '../operations/attempts/flag-question.ts';
import { handInForm } from '../operations/attempts/hand-in-form.ts';
import { listAttempts } from '../operations/attempts/list-attempts.ts';
import { listQuizSubmissions } from '../operations/attempts/list-quiz-submissions.ts';
import { LiveQuizzes } from '../operations/attempts/live-quizzes.ts';
import { readActivity } from '../operations/attempts/read-activity.ts';
import { readEvents } from '../operations/attempts/read-events.ts';
import { readPageSessions } from '../operations/attempts/read-page-sessions.ts';
import { recordEvents } from '../operations/attempts/record-events.ts';
import { saveForm } from '../operations/attempts/save-form.ts';
import { scoreAttempt } from '../operations/attempts/score-attempt.ts';
import { showAttemptGrading } from '../operations/attempts/show-attempt-grading.ts';
import { showAttemptQuestions } from '../operations/attempts/show-attempt-questions.ts';
import { showQuizSubmission } from '../operations/attempts/show-quiz-submission.ts';
import { showResults } from '../operations/attempts/show-results.ts';
import { showTaking } from '../operations/attempts/show-taking.ts';
import { startAttempt } from '../operations/attempts/start-attempt.ts';
import { watchQuiz } from '../operations/attempts/watch-quiz.ts';
import { createQuestion } from '../operations/quizzes/create-question.ts';
import { createQuiz } from '../operations/quizzes/create-quiz.ts';
import { createQuizGroup } from '../operations/quizzes/create-quiz-group.ts';
import { deleteQuestion } from '../operations/quizzes/delete-question.ts';
import { deleteQuiz } from '../operations/quizzes/delete-quiz.ts';
import { deleteQuizGroup } from '../operations/quizzes/delete-quiz-group.ts';
import { listQuizzes } from '../operations/quizzes/list-quizzes.ts';
import { readQuestions } from '../operations/quizzes/read-questions.ts';
import { readQuizGroups } from '../operations/quizzes/read-quiz-groups.ts';
import { reorderQuiz } from '../operations/quizzes/reorder-quiz.ts';
import { showQuiz } from '../operations/quizzes/show-quiz.ts';
import { updateQuestion } from '../operations/quizzes/update-question.ts';
import { updateQuiz } from '../operations/quizzes/update-quiz.ts';
import { updateQuizGroup } from '../operations/quizzes/update-quiz-group.ts';
import { recordingContextLookup, reporterLookup } from '../store/recording-facts.ts';
import type { RouteUses } from './route-uses.ts';

export function addQuizRoutes(
  server: Server,
  { database, announcing, writer, config, clock, random, urls }: RouteUses,
): void {
  const findRecordingContext = recordingContextLookup(database);
  const select = selectEvents(database, findRecordingContext, clock);
  const ofClass = selectClass(database.query, clock);
  const exportPlaces = new ExportPlaces();
  quizSubmissionEventRoutes(server, {
    findQuizSubmission: findQuizSubmission(database.query),
    findReporter: reporterLookup(database),
    recordEvents: recordEvents(findRecordingContext, writer, config, clock),
    readEvents: readEvents(database, select, exportPlaces),
    exportStallMs,
    ...urls,
  });
  attemptLogRoutes(server, {
    findQuizSubmission: findQuizSubmission(database.query),
    readPageSessions: readPageSessions(database, select),
    readAnswersAt: readAnswersAt(database, select),
    readActivity: readActivity(database, select, clock),
    ...urls,
  });
  quizAttemptRoutes(server, {
    listAttempts: listAttempts(database, ofClass, clock),
    exportClass: exportClass(database, ofClass, exportPlaces, clock),
    exportStallMs,
    ...urls,
  });
  quizRoutes(server, {
    createQuiz: createQuiz(announcing, clock),
    updateQuiz: updateQuiz(announcing, clock),
    deleteQuiz: deleteQuiz(announcing, clock),
    listQuizzes: listQuizzes(database, clock),
    showQuiz: showQuiz(database, clock),
    reorderQuiz: reorderQuiz(announcing, clock),
    ...urls,
  });
  quizQuestionRoutes(server, {
    showAttemptQuestions: showAttemptQuestions(database, clock),
    readQuestions: readQuestions(database, clock),
    createQuestion: createQuestion(announcing, clock, random),
    updateQuestion: updateQuestion(announcing, clock, random),
    deleteQuestion: deleteQuestion(announcing, clock),
    ...urls,
  });
  quizQuestionGroupRoutes(server, {
    readQuizGroups: readQuizGroups(database, clock),
    createQuizGroup: createQuizGroup(announcing, clock),
    updateQuizGroup: updateQuizGroup(announcing, clock),
    deleteQuizGroup: deleteQuizGroup(announcing, clock),
    reorderQuiz: reorderQuiz(announcing, clock),
    ...urls,
  });
  quizExtensionRoutes(server, {
    extendQuizzes: extendQuizzes(announcing, random, clock),
    ...urls,
  });
  quizSubmissionRoutes(server, {
    startAttempt: startAttempt(announcing, random, clock),
    completeAttempt: completeAttempt(announcing, clock),
    listQuizSubmissions: listQuizSubmissions(database, clock),
    showQuizSubmission: showQuizSubmission(database, config, clock),
    scoreAttempt: scoreAttempt(announcing, clock),
    ...urls,
  });
  attemptGradingRoutes(server, {
    showAttemptGrading: showAttemptGrading(database, clock),
    ...urls,
  });
  quizSubmissionQuestionRoutes(server, {
    showAttemptQuestions: showAttemptQuestions(database, clock),
    answerQuestions: answerQuestions(announcing, sanitiseHtml, clock),
    flagQuestion: flagQuestion(announcing, clock),
  });
  quizSubmissionFormRoutes(server, {
    saveForm: saveForm(announcing, sanitiseHtml, clock),
    handInForm: handInForm(announcing, sanitiseHtml, clock),
    ...urls,
  });
  const liveQuizzes = new LiveQuizzes(database.query, clock, (error, quizId) => {
    server.log.error(
      { err: error, quizId },
      'a quiz that is watched could not be looked at; it is tried again',
    );
  });
  liveAttemptRoutes(server, {
    watchQuiz: watchQuiz(database.query, liveQuizzes, clock),
    stallMs: feedStallMs,
    heartbeatMs: feedHeartbeatMs,
    ...urls,
  });
  takingRoutes(server, {
    showTaking: showTaking(database, clock),
    beginTaking: beginTaking(announcing, random, clock),
    showResults: showResults(database, clock),
    ...urls,
  });
}
