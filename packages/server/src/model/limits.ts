// The bounds of requests, people, courses and grades, each with its reason; those of the log, quizzes, the feed, files and
// deliveries are in the `…-limits.ts` beside this. A bound that a caller can meet is also in docs/configuration.md.

/** Body of any request but an event batch. A quiz description with pictures inlined stays under it. */
export const bodyBytesMax = 1_048_576;

/** Rows of one table counted for `GET /api/v1/server`: beyond, the number only says that it is many. More would take long. */
export const rowsCountedMax = 100_000;

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

/** What a refused caller is told to wait before repeating. */
export const retryAfterSeconds = 1;

/** How long a request may take to arrive: the largest batch over 150 kbit/s. Slower ones exist only to hold connections. */
export const requestArrivalMs = 300_000;

/** Students named in one question about submissions (Canvas: the largest page). Everybody is asked for as `all`. */
export const studentsNamedMax = 100;

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

/** Callers whose bucket is remembered at most, and half of it at least; past it those unused the longest are forgotten. */
export const throttleBucketsMax = 100_000;

/** How long a stop waits for requests under way before it closes their connections. */
export const stopGraceMs = 10_000;
