// `quizwire tail`: follows the feed of live events and prints it, for people or as JSON.

import { type AdminServer, adminServer } from './admin-server.ts';
import { ApiCallFailed } from './api-call.ts';
import { eventLine, jsonLine } from './event-line.ts';
import { followFeed } from './follow-feed.ts';
import { ended, paint, print, say } from './terminal.ts';
import { type Command, readOptions, UsageError } from './usage.ts';

export const tailCommand: Command = {
  help: `quizwire tail: follow the live events of a running server, one line each

  --event <name>     only events of this name; repeat for several
  --course <id>      only events of this course: its id, or sis_course_id:…
  --after <cursor>   begin behind this cursor (default: with what comes from now on)
  --since-start      begin with the first event there is
  --format <format>  canvas (default), canvas-caliper or caliper
  --json             print the message itself, one a line
  --server <url>     default: http://QUIZWIRE_HOST:QUIZWIRE_PORT

The access token of an account admin is read from QUIZWIRE_ADMIN_TOKEN; serve --demo prints one as ADMIN. Times are those of
your zone. A lost connection is made again, and goes on where it was. Ctrl-C ends, and says how to go on. NO_COLOR turns
colours off.

Examples
  QUIZWIRE_ADMIN_TOKEN=$ADMIN quizwire tail --since-start
  quizwire tail --event grade_change --event course_grade_change --course 12
  quizwire tail --since-start --format caliper --json | jq .
`,
  async run(args) {
    const options = readOptions('tail', args, {
      event: { type: 'string', multiple: true },
      course: { type: 'string' },
      after: { type: 'string' },
      'since-start': { type: 'boolean', default: false },
      format: { type: 'string', default: 'canvas' },
      json: { type: 'boolean', default: false },
      server: { type: 'string' },
    });
    if (options['since-start'] && options.after !== undefined)
      throw new UsageError('say either --after or --since-start; see quizwire tail --help');
    const query = new URLSearchParams({
      after: options['since-start'] ? '0' : (options.after ?? 'latest'),
      format: options.format,
    });
    for (const name of options.event ?? []) query.append('event_name[]', name);
    if (options.course !== undefined) query.set('course_id', options.course);
    const server = adminServer(options.server);
    const write = options.json
      ? (_: string, message: string) => jsonLine(message)
      : (name: string, message: string) => eventLine(name, message, paint);
    await follow(server, query, write).catch((error) => {
      throw withAdvice(error, server);
    });
    return 0;
  },
};

async function follow(
  server: AdminServer,
  query: URLSearchParams,
  write: (name: string, message: string) => string,
): Promise<void> {
  const signal = ended();
  let isLost = false;
  const lost = (reason: string, waitMs: number): void => {
    isLost = true;
    say(`${reason}; trying again in ${waitMs / 1000} s`);
  };
  let cursor: string | null = null;
  for await (const { id, name, data } of followFeed(server, query, { signal, lost })) {
    if (cursor === null) say(`following ${server.url} from cursor ${id}`);
    else if (isLost) say(`connected again; going on from cursor ${cursor}`);
    isLost = false;
    if (data !== null) await print(write(name, data), signal);
    cursor = id;
  }
  if (cursor !== null) say(`to go on from here: --after ${cursor}`);
}

/** The error with what to do about it. */
function withAdvice(error: unknown, { url }: AdminServer): unknown {
  if (!(error instanceof ApiCallFailed)) return error;
  const advice = adviceFor(error.status, url);
  return advice === null ? error : new ApiCallFailed(`${error.message}\n${advice}`, error.status);
}

function adviceFor(status: number | null, url: string): string | null {
  switch (status) {
    case null:
      return `start one with quizwire serve, or say where it is with --server`;
    case 401:
      return `set QUIZWIRE_ADMIN_TOKEN to an access token of an account admin of ${url}`;
    case 403:
      return 'the feed is for account admins; QUIZWIRE_ADMIN_TOKEN is an access token of somebody else';
    case 404:
      return `courses: GET /api/v1/accounts/self/courses; if ${url} is no quizwire, say with --server where one is`;
    default:
      return null;
  }
}
