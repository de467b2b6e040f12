// The tables, as Kysely sees them: the model's records, with ids that the database gives. Columns are the snake_case
// of these names. Integers, text and floating point only, so that SQLite and PostgreSQL hold the same.

import type { Generated } from 'kysely';
import type { AccessToken } from '../model/access-token.ts';
import type { Account, AccountUser } from '../model/account.ts';
import type { Course, CourseSection } from '../model/course.ts';
import type { Enrollment } from '../model/enrollment.ts';
import type { FeatureFlag } from '../model/feature-flag.ts';
import type { Quiz } from '../model/quiz.ts';
import type { QuizEvent } from '../model/quiz-event.ts';
import type { QuizSubmission, QuizSubmissionAttempt } from '../model/quiz-submission.ts';
import type { Pseudonym, User } from '../model/user.ts';

type WithGivenId<T extends { id: number }> = Omit<T, 'id'> & { id: Generated<number> };

export interface Schema {
  accounts: WithGivenId<Account>;
  accountUsers: WithGivenId<AccountUser>;
  users: WithGivenId<User>;
  pseudonyms: WithGivenId<Pseudonym>;
  accessTokens: WithGivenId<AccessToken>;
  courses: WithGivenId<Course>;
  courseSections: WithGivenId<CourseSection>;
  enrollments: WithGivenId<Enrollment>;
  featureFlags: FeatureFlag;
  quizzes: WithGivenId<Quiz>;
  quizSubmissions: WithGivenId<QuizSubmission>;
  quizSubmissionAttempts: QuizSubmissionAttempt;
  quizEvents: WithGivenId<QuizEvent>;
  quizEventReceipts: QuizEventReceipt;
  schemaMigrations: SchemaMigration;
}

/** Remembers that an event with a client's own id is stored, so that a repeat is recognised in any partition. */
export interface QuizEventReceipt {
  quizSubmissionId: number;
  clientEventId: string;
}

export interface SchemaMigration {
  version: number;
  name: string;
  appliedAtMs: number;
}
