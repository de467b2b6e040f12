// The bounds of the log of attempts: what pages report, how it is kept, exported and watched. As in limits.ts each with its reason.

/** Body of an event batch: a client offline for an hour sends about 240 flushes of 2 kB in one. */
export const eventBatchBytesMax = 4_194_304;

/** Events in one batch. Canvas has no limit; a day of ordinary use stays far under, and one commit stays short. */
export const eventBatchEventsMax = 5_000;

/** One event's `event_data`, in UTF-16 units of its JSON text. The largest honest one is an essay of many pages. */
export const eventDataCharsMax = 262_144;

/** `event_type`: Canvas's column holds 255 characters. */
export const eventTypeCharsMax = 255;

/** Page session names made by a capture client: a UUID has 36. */
export const pageSessionCharsMax = 64;

/** Age of a page session, by its own word: a tab left open for a year. What claims more tells nothing of the server's clock. */
export const pageSessionMsMax = 31_536_000_000;

/** Runs of a page's clocks that tell when one of them began: itself and the next, which are exacter as often as not. */
export const runsBoundingMax = 8;

/** A request's way there and back, by the word of a page: browsers give up sooner. */
export const roundTripMsMax = 600_000;

/** JSON text of what a page says of itself: six short members. */
export const pageSessionTextCharsMax = 1_000;

/** Ranges of missing events shown of one page session, and runs of its clocks: a reader looks at a few, a program asks why. */
export const missingRangesMax = 100;
export const pageClocksMax = 100;

/** Absences of one attempt that are shown: a page every second of a whole exam tells fewer. All are counted. */
export const activityAbsencesMax = 10_000;

/** Answers in the log of which the whole text is kept to see whether the next one is another: of a thousand questions a megabyte. */
export const comparedAnswerCharsMax = 1_000;

/** Pages of one attempt that are followed, and user agents told apart: a student who reloads all the time has a few dozen. */
export const activitySessionsMax = 1_000;

/** `User-Agent` of an origin of events: browsers say about 120 characters. */
export const originAgentCharsMax = 512;

/** How far apart a page that goes on sending has its origin written again, which says when it was heard last. */
export const originResolutionMs = 300_000;

/** Quiz submissions whose origins are remembered, twice so many at most. What is forgotten is written again. */
export const originsRememberedMax = 10_000;

/** Origins told of one attempt: more are nobody's devices. */
export const eventOriginsShownMax = 200;

/** Bytes of posted batches waiting for a commit, in all. Past it the answer is 503, so that memory stays bounded. */
export const queuedBytesMax = 33_554_432;

/** What a waiting batch counts for beside its body: its request is waiting too. Some 50,000 small ones may wait. */
export const batchOverheadBytes = 640;

/** Bytes of batches that go to the thread that stores them at once. More does not go faster and makes the last caller wait. */
export const groupBytesMax = 524_288;

/** Bytes of batches for which a database that has nothing to do makes a commit at once. Fewer wait, a moment, for others. */
export const commitWorthBytes = 65_536;

/** Rows in one commit, unless one batch alone has more: bytes do not tell how many there are. */
export const groupEventsMax = 2_000;

/** Group commits under way at once: one being stored, the others on their way there, so that nothing waits for the loop. */
export const groupsInFlight = 3;

/** Whole-attempt exports at once: each holds one database connection for as long as the reader reads. */
export const exportsMax = 4;

/**
 * Attempts of a quiz whose events one statement reads: it sorts them all before it gives the first, SQLite while the whole
 * server waits.
 */
export const attemptsReadAtOnce = 10;

/** How long a reader of an export may take nothing before its connection is closed: it holds one of few places. */
export const exportStallMs = 60_000;

/** Rows fetched at a time by an export: one chunk's text is a few network packets. */
export const exportChunkRows = 100;

/** Monthly partitions of quiz events that are made ahead of time on PostgreSQL (Canvas: 2). */
export const partitionMonthsAhead = 2;

/** How often a quiz that somebody watches is looked at; everybody who watches it shares that. */
export const livePollEveryMs = 1_000;

/** After so long without a word an attempt counts as quiet: its page saves every half minute, in a hidden tab every minute. */
export const liveQuietMs = 90_000;

/** After so long without a word a page counts as closed. */
export const openPageMs = 600_000;

/** Pages remembered of one running attempt. */
export const livePagesMax = 20;

/** Attempts that are shown of a quiz that is watched: more than any course has. */
export const liveAttemptsMax = 10_000;

/** Attempts whose past is read at once when watching begins; others get a turn in between. */
export const liveAttemptsAtOnce = 50;

/** Events that are looked at of each attempt when watching begins: where somebody is, is among the last. */
export const liveEventsSeen = 20;

/** How far back a look at a quiz goes over what it has seen: commits do not become visible in the order of their times. */
export const liveOverlapMs = 5_000;

/** Watchers of quizzes at once. */
export const liveWatchersMax = 256;
