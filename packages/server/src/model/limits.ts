// Every bound in the server, with its reason. A bound that a caller can meet is also in docs/configuration.md.

/** Body of any request but an event batch. A quiz description with pictures inlined stays under it. */
export const bodyBytesMax = 1_048_576;

/** Body of an event batch: a client offline for an hour sends about 240 flushes of 2 kB in one. */
export const eventBatchBytesMax = 4_194_304;

/** Events in one batch. Canvas has no limit; a day of ordinary use stays far under, and one commit stays short. */
export const eventBatchEventsMax = 5_000;

/** One event's `event_data`, in UTF-16 units of its JSON text. The largest honest one is an essay of many pages. */
export const eventDataCharsMax = 262_144;

/** `event_type`: Canvas's column holds 255 characters. */
export const eventTypeCharsMax = 255;

/** Rows of one table counted for `GET /api/v1/server`: beyond, the number only says that it is many. More would take long. */
export const rowsCountedMax = 100_000;

/** Page session names made by a capture client: a UUID has 36. */
export const pageSessionCharsMax = 64;

/** Age of a page session, by its own word: a tab left open for a year. What claims more tells nothing of the server's clock. */
export const pageSessionMsMax = 31_536_000_000;

/** Runs of a page's clocks that tell when one of them began: itself and the next, which are exacter as often as not. */
export const runsBoundingMax = 8;

/** A request's way there and back, by the word of a page: browsers give up sooner. */
export const roundTripMsMax = 600_000;

/** JSON text of what a page says of itself in a form: six short members. */
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

/** Nesting of arrays and objects in a JSON body; deeper ones exist only to exhaust the reader's stack. */
export const jsonDepthMax = 64;

/** Nesting of bracket parameters (`a[b][c]=1`); Rack, which Canvas uses, refuses deeper than 32. */
export const bracketDepthMax = 32;

/** Nesting of HTML tags; browsers go no deeper. Reading them takes time that grows with the square of it. */
export const htmlDepthMax = 512;

/** Names in one form or query string; Rack's own bound is 4096. */
export const bracketPairsMax = 4096;

/** Rows on one page of a list, and the default (Canvas: 100 and 10). */
export const pageRowsMax = 100;
export const pageRowsDefault = 10;

/** `assignment_ids[]` of one list of assignments (Canvas: 100). */
export const assignmentIdsMax = 100;

/** Entries of one grading scheme: a percentage has no more whole steps. */
export const gradingSchemeEntriesMax = 101;

/** Grades and comments in one request: twice the largest course on one assignment. Their rows are locked meanwhile. */
export const gradesAtOnceMax = 10_000;

/** Students whose final grade one request replaces: a course has fewer, and their rows are locked meanwhile. */
export const gradeOverridesMax = 5_000;

/**
 * How long before an answer a change of the gradebook may have been dated that it does not have yet: changes are dated when
 * their transaction begins, and seen when it ends.
 */
export const gradebookOverlapMs = 10_000;

/** Nesting of a GraphQL query (Canvas: 15, which introspection needs). */
export const graphqlDepthMax = 15;

/** Words and signs of one GraphQL document (Canvas: 5,000): checking it costs more than its length. */
export const graphqlTokensMax = 5_000;

/**
 * Values that a GraphQL query may ask for at most, each list counted as its whole page, and items of lists that it sends
 * (Canvas: 375,000).
 */
export const graphqlCostMax = 375_000;

/**
 * Long texts of one GraphQL answer (descriptions, work handed in), in characters: a query may ask for each of them over and
 * over again. A page of a hundred is far less.
 */
export const graphqlTextCharsMax = 16_777_216;

/** Mutations in one request (Canvas: 20 aliases): each may compute the scores of a course. */
export const graphqlMutationsMax = 20;

/** Ids in one list of a GraphQL query: the students of a large course; a statement names them. */
export const graphqlIdsMax = 5_000;

/** What is wrong with a GraphQL document is told up to here (Canvas: 100). */
export const graphqlFaultsMax = 100;

/** Nodes on a page of a GraphQL connection unless `first` says otherwise (Canvas: 20, at most 100). */
export const graphqlPageNodesDefault = 20;

/** `Link` header: Canvas keeps it under 6 KB because proxies cut longer ones. */
export const linkHeaderBytesMax = 6_144;

/** Text columns that Canvas limits to 255 characters: names, titles, SIS ids. */
export const nameCharsMax = 255;

/** Login names (`unique_id`): Canvas's own bound. */
export const loginCharsMax = 100;

/** Passwords: Canvas's default minimum. */
export const passwordCharsMin = 8;

/** What is searched for in a list of people; less would match nearly everybody. */
export const searchTermCharsMin = 3;

/** `uuids[]` of one list (Canvas: 100). */
export const uuidsMax = 100;

/** Longer text such as a quiz description. */
export const textCharsMax = 512_000;

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

/** `User-Agent` of an origin of events: browsers say about 120 characters. */
export const originAgentCharsMax = 512;

/** How far apart a page that goes on sending has its origin written again, which says when it was heard last. */
export const originResolutionMs = 300_000;

/** Quiz submissions whose origins are remembered, twice so many at most. What is forgotten is written again. */
export const originsRememberedMax = 10_000;

/** Origins told of one attempt: more are nobody's devices. */
export const eventOriginsShownMax = 200;

/** Events waiting for a commit, in all. Past it the answer is 503, so that memory stays bounded. */
export const queuedEventsMax = 50_000;

/** Characters of `event_data` waiting for a commit, in all; about 64 MB of memory. */
export const queuedEventCharsMax = 33_554_432;

/** Rows in one group commit. More does not go faster and makes the last caller wait. */
export const groupEventsMax = 2_000;

/** Rows for which a database that has nothing to do makes a commit at once. Fewer wait, a moment, for others to share it. */
export const commitWorthEvents = 150;

/** Group commits under way at once: one being stored, the others on their way there, so that nothing waits for the loop. */
export const groupsInFlight = 3;

/** What a refused caller is told to wait before repeating. */
export const retryAfterSeconds = 1;

/** Whole-attempt exports at once: each holds one database connection for as long as the reader reads. */
export const exportsMax = 4;

/**
 * Attempts of a quiz whose events one statement reads: it sorts them all before it gives the first, SQLite while the whole
 * server waits.
 */
export const attemptsReadAtOnce = 10;

/** How long a reader of an export may take nothing before its connection is closed: it holds one of few places. */
export const exportStallMs = 60_000;

/** How long a request may take to arrive: the largest batch over 150 kbit/s. Slower ones exist only to hold connections. */
export const requestArrivalMs = 300_000;

/** Students named in one question about submissions (Canvas: the largest page). Everybody is asked for as `all`. */
export const studentsNamedMax = 100;

/** Rows fetched at a time by an export: one chunk's text is a few network packets. */
export const exportChunkRows = 100;

/** An access token's life when it belongs to a user who is only a student (Canvas: 120 days). */
export const studentTokenDaysMax = 120;

/** `last_used_at` of a token moves at most this often (Canvas: 10 minutes). */
export const tokenUseResolutionMs = 600_000;

/**
 * A session of a browser: a week of classes without logging in again, and never longer than its access token. An expiry in
 * the middle of an attempt would cost its events, so it is not a matter of hours.
 */
export const sessionMs = 604_800_000;

/** An address to go to after logging in, in characters: browsers and proxies take no longer one. */
export const redirectUrlCharsMax = 2_048;

/** Purpose of an access token. */
export const tokenPurposeCharsMax = 255;

/** Scopes on one access token: all routes together are fewer. */
export const tokenScopesMax = 500;

/** Leaky bucket of one caller, in seconds of work (Canvas: 600, 800, 10 a second, 50 taken up front). */
export const throttleHighWater = 600;
export const throttleMaximum = 800;
export const throttleLeakPerSecond = 10;
export const throttleUpFront = 50;

/** Callers whose bucket is remembered; past it the emptiest are forgotten. */
export const throttleBucketsMax = 100_000;

/** Monthly partitions of quiz events that are made ahead of time on PostgreSQL (Canvas: 2). */
export const partitionMonthsAhead = 2;

/** How long a stop waits for requests under way before it closes their connections. */
export const stopGraceMs = 10_000;

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

/** A text in a live event, with the dots that say it was cut (Canvas: `live_events_text_max_length`). */
export const liveEventTextCharsMax = 8_192;

/** Live events that get their place in the feed in one transaction. */
export const liveEventsNumberedAtOnce = 1_000;

/** How often live events that other servers committed are looked for, and those of servers that ended too soon. */
export const numberingEveryMs = 1_000;

/** Live events of one page of the feed, and the default. */
export const feedPageEventsMax = 1_000;
export const feedPageEventsDefault = 100;

/** A page looks through so many events at most for those that have a form in the format that is asked for. */
export const feedPageEventsSeen = 10_000;

/** A page of the feed ends early when its events have so many characters: a sensor's event may be a document. */
export const feedPageCharsMax = 16_777_216;

/** Live events that a reader of the feed has in memory at once. */
export const feedChunkEvents = 100;

/** `event_name[]` of one reader of the feed: there are fewer names of our own. */
export const feedEventNamesMax = 50;

/** Streams of the feed at once. Each reads for itself whenever the feed grows, at most so often. */
export const feedStreamsMax = 64;
export const feedPauseMs = 20;

/** How long a stream of the feed says nothing at most: proxies close connections that are quiet for a minute or half of it. */
export const feedHeartbeatMs = 15_000;

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

/** How long a reader of a stream of the feed may take nothing before its connection is closed. */
export const feedStallMs = 60_000;

/** Body of what other servers send for the feed: a batch of the stream that Canvas writes is under 5,000,000 bytes. */
export const receivedBytesMax = 5_242_880;

/** Events in one such body: one transaction stays short. Canvas's stream has at most 500. */
export const receivedEventsMax = 5_000;

/** One received event, in characters of its JSON text. Canvas cuts long texts, so the largest have a few ten thousand. */
export const receivedEventCharsMax = 262_144;

/** `sensor` of a Caliper envelope: what the standard says must be stored of an id at least. It is kept with every item. */
export const sensorCharsMax = 2_048;

/** Faults told of one quarantined item, and characters of each: more help nobody to mend it, and may outweigh the item. */
export const quarantinedFaultsMax = 20;
export const quarantinedFaultCharsMax = 500;

/** Header of a signed event, in characters of base64: it says an algorithm and the name of a key. */
export const tokenHeaderCharsMax = 4_096;

/** How long the keys of Canvas's signatures are waited for. Canvas gives a delivery up after 15 seconds. */
export const keySetTimeoutMs = 5_000;

/** Ids of quiz events that are turned into live events in one transaction. */
export const quizEventsAnnouncedAtOnce = 500;

/** Data of an event of a page that is announced: a list of all questions of an attempt is shorter. */
export const announcedEventDataCharsMax = 65_536;

/** How often quiz events are turned into live events, where that is switched on. */
export const quizEventsAnnouncedEveryMs = 1_000;

/** A file that answers a question: photos of many pages, or a short film. 1.4 Mbit/s bring it in `requestArrivalMs`. */
export const attachmentBytesMax = 52_428_800;

/** Files of one attempt and their bytes together: work of many pages, and a film. */
export const attemptAttachmentsMax = 100;
export const attemptAttachmentBytesMax = 209_715_200;

/** Bytes of the files of all attempts of one student at a quiz, which may have any number of them: nothing is deleted. */
export const takerAttachmentBytesMax = 1_073_741_824;

/** How long an announced file may be begun to be uploaded: the page does it at once. */
export const uploadMs = 600_000;

/** When an upload counts as abandoned: it has neither come in `uploadMs` nor ended in `requestArrivalMs` after that. */
export const uploadAbandonedMs = 3_600_000;

/** A file is stored and sent in pieces of so many bytes; that much of each transfer is in memory, a few times over. */
export const attachmentChunkBytes = 262_144;

/** Abandoned uploads looked up at once. */
export const abandonedUploadsAtOnce = 100;

/** A file's name: Canvas's column, and most file systems, hold 255. */
export const fileNameCharsMax = 255;

/** Type and subtype have 127 characters each at most (RFC 6838). */
export const contentTypeCharsMax = 255;

/** Fields beside the file in an upload, and bytes of each. Storage that Canvas uses asks for a dozen. */
export const uploadFieldsMax = 50;
export const uploadFieldBytesMax = 16_384;
