// The bounds of quizzes and attempts: contents, times, extensions, regrading. As in limits.ts each with its reason.

/** `time_limit` of a quiz, in minutes: one year. A longer one would be none, and the end of an attempt stays a date. */
export const timeLimitMinutesMax = 525_600;

/**
 * `position` of a record among others, on either side of zero (Canvas: what 32 bits hold). The next record takes the next
 * number, which must be one, too.
 */
export const positionMax = 2_147_483_647;

/** `points_possible` of a quiz (Canvas: 2,000,000,000). */
export const quizPointsMax = 2_000_000_000;

/** Points of one score, on either side of zero: fifty times what a quiz can be worth, and sums of them stay exact. */
export const scoreMax = 100_000_000_000;

/**
 * Questions of one quiz, and what its groups pick for one attempt. Canvas advises against a quarter of it; an attempt is built
 * and kept as one document.
 */
export const quizQuestionsMax = 1_000;

/** Question groups of one quiz: more would pick less than five questions each. */
export const quizGroupsMax = 200;

/**
 * One question, in characters of its JSON text: 200 sets of ten variables are half of it, and a group may pick it many times.
 */
export const questionDataCharsMax = 131_072;

/**
 * All questions of one quiz, and those that one attempt is given of them, in characters of their JSON text: every attempt
 * keeps a copy of its own.
 */
export const quizContentsCharsMax = 8_388_608;

/** Texts of a question and of its answers (Canvas: 16 KB). */
export const questionTextCharsMax = 16_384;

/** What a question says to right, wrong and all answers (Canvas: 5 KB). */
export const questionCommentsCharsMax = 5_120;

/** Answers of one question. Calculated questions have most: Canvas's editor makes up to 200 sets of values. */
export const questionAnswersMax = 1_000;

/** Variables of a calculated question, and its formulas: more than a person can read in one text. */
export const questionVariablesMax = 100;

/** Decimal places and significant digits that a question may ask for: a double has no more. */
export const decimalPlacesMax = 16;

/** A distractor of a matching question; longer ones are cut (Canvas: 256). */
export const distractorCharsMax = 256;

/** An answer through the API, in characters; this many are too many (Canvas: 16 KB). */
export const answerTextCharsMax = 16_384;

/** How long after its limit answers of an attempt are still saved (Canvas: 5 minutes). Closing it ends that sooner. */
export const savingGraceMs = 300_000;

/** How much later than its end an attempt may be handed in and still counts as handed in at its end (Canvas: 5 minutes). */
export const finishDriftMs = 300_000;

/**
 * How long after its limit an attempt is left to its page, which shows a dialog for 10 seconds and hands in. It must be
 * closed within a minute of the limit; the rest is for looking (every 5 seconds) and for grading a whole cohort at once.
 */
export const closingGraceMs = 30_000;

/** How often attempts past their limit are looked for. */
export const closingEveryMs = 5_000;

/** Attempts past their limit that are read at once, and closed at once: few, because each takes a connection. */
export const closingBatchRows = 100;
export const closingAtOnce = 4;

/** Attempts that one student may be granted beyond those of everybody (Canvas: 1000). */
export const extraAttemptsMax = 1_000;

/** Minutes that one student may be granted for every attempt (Canvas: a week). */
export const extraTimeMinutesMax = 10_080;

/** Minutes by which a running attempt may be extended at once (Canvas: a day). */
export const extensionMinutesMax = 1_440;

/** How long after its end an attempt that still runs may be extended (Canvas: an hour). */
export const extendableForMs = 3_600_000;

/** Students times quizzes of one request for extensions: their rows are held and written together. */
export const quizExtensionsMax = 10_000;

/** What a teacher says to one answer. */
export const answerCommentCharsMax = 16_384;

/** Corrections that a question of a running attempt has waiting; an author corrects once or twice while it runs. */
export const waitingCorrectionsMax = 10;

/** Characters of questions that a regrade has in memory at once; an attempt has as many as its quiz. */
export const regradeChunkChars = 8_388_608;
