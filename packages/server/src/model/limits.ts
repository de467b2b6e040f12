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

/** Page session names made by a capture client: a UUID has 36. */
export const pageSessionCharsMax = 64;

/** Nesting of arrays and objects in a JSON body; deeper ones exist only to exhaust the reader's stack. */
export const jsonDepthMax = 64;

/** Nesting of bracket parameters (`a[b][c]=1`); Rack, which Canvas uses, refuses deeper than 32. */
export const bracketDepthMax = 32;

/** Names in one form or query string; Rack's own bound is 4096. */
export const bracketPairsMax = 4096;

/** Rows on one page of a list, and the default (Canvas: 100 and 10). */
export const pageRowsMax = 100;
export const pageRowsDefault = 10;

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

/** `points_possible` of a quiz (Canvas: 2,000,000,000). */
export const quizPointsMax = 2_000_000_000;

/** Events waiting for a commit, in all. Past it the answer is 503, so that memory stays bounded. */
export const queuedEventsMax = 50_000;

/** Characters of `event_data` waiting for a commit, in all; about 64 MB of memory. */
export const queuedEventCharsMax = 33_554_432;

/** Rows in one group commit. More does not go faster and makes the last caller wait. */
export const groupEventsMax = 2_000;

/** Group commits under way at once: one being stored, the others on their way there, so that nothing waits for the loop. */
export const groupsInFlight = 3;

/** What a refused caller is told to wait before repeating. */
export const retryAfterSeconds = 1;

/** Whole-attempt exports at once: each holds one database connection for as long as the reader reads. */
export const exportsMax = 4;

/** How long a reader of an export may take nothing before its connection is closed: it holds one of few places. */
export const exportStallMs = 60_000;

/** How long a request may take to arrive: the largest batch over 150 kbit/s. Slower ones exist only to hold connections. */
export const requestArrivalMs = 300_000;

/** Rows fetched at a time by an export: one chunk's text is a few network packets. */
export const exportChunkRows = 100;

/** An access token's life when it belongs to a user who is only a student (Canvas: 120 days). */
export const studentTokenDaysMax = 120;

/** `last_used_at` of a token moves at most this often (Canvas: 10 minutes). */
export const tokenUseResolutionMs = 600_000;

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
