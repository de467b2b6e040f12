// Progress of a job that a caller asked for. Jobs finish within the request that asks for them; clients that poll find
// them done.

export interface Progress {
  id: number;
  contextType: 'Course' | 'Assignment';
  contextId: number;
  userId: number;
  /** What kind of job, e.g. `submissions_update`. */
  tag: string;
  /** Percent. */
  completion: number | null;
  workflowState: 'queued' | 'running' | 'completed' | 'failed';
  message: string | null;
  /** JSON text of an object; null without results. */
  results: string | null;
  createdAtMs: number;
  updatedAtMs: number;
}
