// `quizwire migrate`: for deployments that change the schema before they start the new program.

import { readConfig } from '../config.ts';
import { type Command, readOptions } from './usage.ts';

export const migrateCommand: Command = {
  help: `quizwire migrate: bring the database to this program's schema and stop

serve does the same at every start; run this when the schema must be ready first.
The database is QUIZWIRE_DATABASE_URL (default sqlite:./data/quizwire.db).

Examples
  quizwire migrate
  QUIZWIRE_DATABASE_URL=postgres://quizwire@localhost/quizwire quizwire migrate
`,
  async run(args) {
    readOptions('migrate', args, {});
    const config = readConfig(process.env);
    // Only now, so that what is wrong with the call is told without loading the program.
    const { openConfiguredDatabase } = await import('../app.ts');
    await using database = await openConfiguredDatabase(config);
    process.stdout.write(`the ${database.kind} database has this program's schema\n`);
    return 0;
  },
};
