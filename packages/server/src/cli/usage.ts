// What the commands share: how one is described, and how a wrong call is told.

export interface Command {
  help: string;
  /** Resolves to the exit code. */
  run(args: readonly string[]): Promise<number>;
}

/** The command was called wrongly; the message says how to call it. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
