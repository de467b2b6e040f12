// What the commands share: how one is described, how its options are read, and how a wrong call is told.

import { type ParseArgsConfig, parseArgs } from 'node:util';

export interface Command {
  help: string;
  /** Resolves to the exit code. */
  run(args: readonly string[]): Promise<number>;
}

/** The command was called wrongly; the message says how to call it. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The options of `quizwire <command>`, without positional arguments. Raises UsageError. */
export function readOptions<Options extends NonNullable<ParseArgsConfig['options']>>(
  command: string,
  args: readonly string[],
  options: Options,
) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: false }).values;
  } catch (error) {
    throw new UsageError(`${(error as Error).message}; see quizwire ${command} --help`);
  }
}
