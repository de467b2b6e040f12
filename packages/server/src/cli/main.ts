// The command line: finds the command, prints help, turns what a person must mend into one clear line.

import { UsageError } from './usage.ts';

/** Loaded when called: most of them need a fraction of the program. */
const commands = {
  serve: async () => (await import('./serve.ts')).serveCommand,
  migrate: async () => (await import('./migrate.ts')).migrateCommand,
  token: async () => (await import('./token.ts')).tokenCommand,
  tail: async () => (await import('./tail.ts')).tailCommand,
  listen: async () => (await import('./listen.ts')).listenCommand,
  redeliver: async () => (await import('./redeliver.ts')).redeliverCommand,
};

const help = `quizwire: a standalone assessment event server that speaks Canvas's wire formats

Usage: quizwire <command> [options]

  serve     Serve the API (--demo adds a course to try it on)
  migrate   Bring the database to this program's schema and stop
  token     Make an access token on a running server
  tail      Follow the live events of a running server
  listen    Receive what a server sends to a subscription, and misbehave if asked to
  redeliver Send again what a subscription got, or should have got

  quizwire <command> --help   options and examples
`;

/** Errors whose message is written for the person at the keyboard; the rest are our defects and keep their stack. */
const forPeople = new Set([
  'UsageError',
  'ConfigInvalid',
  'DatabaseUnusable',
  'SchemaTooNew',
  'CannotListen',
  'ApiCallFailed',
]);

/** Runs the command of `args`; resolves to the exit code. */
export async function main(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(help);
    return name === undefined ? 2 : 0;
  }
  try {
    if (!Object.hasOwn(commands, name))
      throw new UsageError(`there is no command "${name}"; see quizwire --help`);
    const command = await commands[name as keyof typeof commands]();
    if (rest.includes('--help') || rest.includes('-h')) {
      process.stdout.write(command.help);
      return 0;
    }
    return await command.run(rest);
  } catch (error) {
    if (!(error instanceof Error && forPeople.has(error.name))) throw error;
    for (const line of error.message.split('\n')) process.stderr.write(`quizwire: ${line}\n`);
    return error instanceof UsageError ? 2 : 1;
  }
}
