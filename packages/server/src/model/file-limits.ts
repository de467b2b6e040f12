// The bounds of files that students hand in. As in limits.ts each with its reason.

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
