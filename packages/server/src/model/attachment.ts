// A file that a student uploads to answer a question. Canvas calls it an attachment. Its bytes are rows of their own.

/**
 * `pending`: it may be uploaded, until `uploadMs` after it was announced; `receiving`: its bytes are coming in;
 * `available`: all of it is there, and it never changes again.
 */
export type AttachmentState = 'pending' | 'receiving' | 'available';

export interface Attachment {
  id: number;
  /** 40 characters; Canvas shows it. */
  uuid: string;
  quizSubmissionId: number;
  /** Of the quiz submission, the one that it was uploaded in. */
  attempt: number;
  /** Who uploaded it: the taker, or who previews the quiz. */
  userId: number;
  displayName: string;
  contentType: string;
  /** What was said before the upload; null when nothing was. */
  announcedBytes: number | null;
  /** 0 until it is available. */
  sizeBytes: number;
  workflowState: AttachmentState;
  /** SHA-256, hex, of what lets somebody upload it; null once they have. */
  uploadTokenDigest: string | null;
  createdAtMs: number;
  updatedAtMs: number;
}

/** A piece of a file; together, by position from 0, they are all of it. */
export interface AttachmentChunk {
  attachmentId: number;
  position: number;
  bytes: Uint8Array;
}
