// The bounds of live events: the feed, and what is received from others. As in limits.ts each with its reason.

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
