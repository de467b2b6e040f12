// `quizwire migrate`: for deployments that change the schema before they start the new program.

import { openConfiguredDatabase } from '../app.ts';
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
    await using database = await openConfiguredDatabase(readConfig(process.env));
    process.stdout.write(`the ${database.kind} database has this program's schema\n`);
    return 0;
  },
};
