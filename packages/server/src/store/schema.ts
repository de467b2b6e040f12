// The tables, as Kysely sees them: the model's records, with ids that the database gives. Columns are the snake_case
// of these names. Integers, text, floating point and the bytes of files, so that SQLite and PostgreSQL hold the same.

import type { Generated } from 'kysely';
import type { AccessToken } from '../model/access-token.ts';
import type { Account, AccountUser } from '../model/account.ts';
import type { AttemptAnswers, AttemptQuestions } from '../model/answer-sheet.ts';
import type { Assignment, AssignmentGroup } from '../model/assignment.ts';
import type { Attachment, AttachmentChunk } from '../model/attachment.ts';
import type { Course, CourseSection } from '../model/course.ts';
import type { CourseScore } from '../model/course-score.ts';
import type { Delivery, Replay, Send } from '../model/delivery.ts';
import type { Enrollment } from '../model/enrollment.ts';
import type { EventOrigin } from '../model/event-origin.ts';
import type { FeatureFlag } from '../model/feature-flag.ts';
import type { GradingStandard } from '../model/grading-standard.ts';
import type { LatePolicy } from '../model/late-policy.ts';
import type { LiveEvent } from '../model/live-event.ts';
import type { PageClock } from '../model/page-clock.ts';
import type { Progress } from '../model/progress.ts';
import type { Quiz } from '../model/quiz.ts';
import type { QuizEvent } from '../model/quiz-event.ts';
import type { QuizGroup, QuizPublication, QuizQuestion } from '../model/quiz-question.ts';
import type { QuizSubmission, QuizSubmissionAttempt } from '../model/quiz-submission.ts';
import type { QuarantinedItem } from '../model/received-caliper.ts';
import type { SendCount } from '../model/send-statistics.ts';
import type { Session } from '../model/session.ts';
import type { SigningKey } from '../model/signing-key.ts';
import type { GradeChange, Submission, SubmissionComment } from '../model/submission.ts';
import type { Subscription, TargetHealth } from '../model/subscription.ts';
import type { ToolProxy } from '../model/tool-proxy.ts';
import type { Pseudonym, User } from '../model/user.ts';

type WithGivenId<T extends { id: number }> = Omit<T, 'id'> & { id: Generated<number> };

/** And a new row is active. */
type WithActiveState<T extends { id: number; workflowState: string }> = Omit<
  WithGivenId<T>,
  'workflowState'
> & { workflowState: Generated<T['workflowState']> };

export interface Schema {
  accounts: WithGivenId<Account>;
  accountUsers: WithGivenId<AccountUser>;
  users: WithGivenId<User>;
  pseudonyms: WithGivenId<Pseudonym>;
  accessTokens: WithGivenId<AccessToken>;
  courses: WithGivenId<Course>;
  courseSections: WithActiveState<CourseSection>;
  enrollments: WithGivenId<Enrollment>;
  featureFlags: FeatureFlag;
  quizzes: WithGivenId<Quiz>;
  quizGroups: WithGivenId<QuizGroup>;
  quizQuestions: WithGivenId<QuizQuestion>;
  quizPublications: QuizPublication;
  quizSubmissions: WithGivenId<QuizSubmission>;
  quizSubmissionAttempts: QuizSubmissionAttempt;
  attemptQuestions: AttemptQuestions;
  attemptAnswers: AttemptAnswers;
  quizEvents: WithGivenId<QuizEvent>;
  quizEventReceipts: QuizEventReceipt;
  pageClocks: PageClock;
  eventOrigins: EventOrigin;
  assignmentGroups: WithGivenId<AssignmentGroup>;
  assignments: WithGivenId<Assignment>;
  submissions: WithGivenId<Submission>;
  submissionComments: WithGivenId<SubmissionComment>;
  gradeChanges: WithGivenId<GradeChange>;
  courseScores: WithGivenId<CourseScore>;
  gradingStandards: WithGivenId<GradingStandard>;
  latePolicies: WithGivenId<LatePolicy>;
  progresses: WithGivenId<Progress>;
  liveEvents: WithGivenId<LiveEvent>;
  sessions: Session;
  receivedEvents: ReceivedEvent;
  quizEventCursors: QuizEventCursor;
  attemptProgresses: StoredProgress;
  caliperQuarantine: WithGivenId<QuarantinedItem>;
  toolProxies: WithGivenId<ToolProxy>;
  usedAssertions: UsedAssertion;
  signingKeys: SigningKey;
  subscriptions: WithGivenId<Subscription>;
  subscriptionEvents: SubscriptionEvent;
  targetHealths: TargetHealth;
  deliveries: WithGivenId<Delivery>;
  sends: WithGivenId<Send>;
  sendCounts: SendCount;
  replays: WithGivenId<Replay>;
  replayPaces: ReplayPace;
  feedTimes: FeedTime;
  attachments: WithGivenId<Attachment>;
  attachmentChunks: AttachmentChunk;
  schemaMigrations: SchemaMigration;
}

/** Remembers that an event with a client's own id is stored, so that a repeat is recognised in any partition. */
export interface QuizEventReceipt {
  quizSubmissionId: number;
  clientEventId: string;
}

/** Remembers for ever that an event of another server was taken, so that a repeat is recognised. */
export interface ReceivedEvent {
  /** SHA-256, hex: of what makes the event this one. */
  eventKey: string;
  /** SHA-256, hex: of its text. */
  contentDigest: string;
  receivedAtMs: number;
}

/** How far quiz events have been turned into live events. There is one, with id 1, or none. */
export interface QuizEventCursor {
  id: number;
  quizEventId: number;
}

/** What all replays have made together is made up for at that time. There is one, with id 1. */
export interface ReplayPace {
  id: number;
  nextAtMs: number;
}

export interface StoredProgress {
  quizSubmissionId: number;
  attempt: number;
  /** JSON text of an `AttemptProgress`. */
  progress: string;
}

/** A name that a subscription has; `*` for all. */
export interface SubscriptionEvent {
  subscriptionId: number;
  eventName: string;
}

/** When the feed had come to a place: the first event of each second that has one. */
export interface FeedTime {
  /** Of a whole second. */
  atMs: number;
  position: number;
}

/** An assertion that a tool has exchanged for a token: it is good for one. */
export interface UsedAssertion {
  /** SHA-256, hex. */
  assertionDigest: string;
  expiresAtMs: number;
}

export interface SchemaMigration {
  version: number;
  name: string;
  appliedAtMs: number;
}
