// `quizwire token`: asks a running server for an access token, over its own API.

import { adminServer } from './admin-server.ts';
import { call } from './api-call.ts';
import { type Command, readOptions, UsageError } from './usage.ts';

export const tokenCommand: Command = {
  help: `quizwire token: make an access token on a running server and print it, once

  --user <id>        whose token: a user id, self or sis_user_id:… (default self, the admin)
  --purpose <text>   what it is for (required)
  --scope <scope>    what it may reach; repeat for several (default: everything the user may)
  --expires <time>   when it ends, ISO 8601 (students need one, at most 120 days ahead)
  --server <url>     default: http://QUIZWIRE_HOST:QUIZWIRE_PORT

The admin's own access token is read from QUIZWIRE_ADMIN_TOKEN.

Examples
  quizwire token --purpose "nightly export"
  quizwire token --user sis_user_id:S1 --purpose "quiz page" --expires 2027-01-31T00:00:00Z \\
    --scope 'url:POST|/api/v1/courses/:course_id/quizzes/:quiz_id/submissions/:id/events'
`,
  async run(args) {
    const options = readOptions('token', args, {
      user: { type: 'string', default: 'self' },
      purpose: { type: 'string' },
      scope: { type: 'string', multiple: true },
      expires: { type: 'string' },
      server: { type: 'string' },
    });
    if (options.purpose === undefined) {
      throw new UsageError('say what the token is for, with --purpose; see quizwire token --help');
    }
    const server = adminServer(options.server);
    const token = await call<{ visible_token: string }>(
      server.url,
      server.accessToken,
      'POST',
      tokensPath(options.user),
      {
        token: {
          purpose: options.purpose,
          active: true,
          ...(options.scope === undefined ? {} : { scopes: options.scope }),
          ...(options.expires === undefined ? {} : { expires_at: options.expires }),
        },
      },
    );
    process.stdout.write(`${token.visible_token}\n`);
    return 0;
  },
};

function tokensPath(user: string): string {
  return `/api/v1/users/${encodeURIComponent(user)}/tokens`;
}
