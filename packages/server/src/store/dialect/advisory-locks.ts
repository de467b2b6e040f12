// The numbers of our advisory locks on PostgreSQL, all in one place: two that are equal would wait for each other.

export const advisoryLocks = {
  /** One server migrates, the others wait. */
  migrating: 7_130_417_001,
  /** One server makes partitions. */
  partitioning: 7_130_417_002,
  /** One transaction at a time gives live events their places in the feed. */
  numbering: 7_145_230_001,
  /** Shared by everybody who adds quiz events, from before an id is drawn: who holds it may yet add some. */
  addingQuizEvents: 7_145_230_002,
  /** One transaction at a time adds to the quarantine. */
  quarantining: 7_145_230_003,
} as const;
