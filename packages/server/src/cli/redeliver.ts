// `quizwire redeliver`: has a server send deliveries again, and shows how far that has come.

import { setTimeout as delay } from 'node:timers/promises';
import { type AdminServer, adminServer } from './admin-server.ts';
import { ApiCallFailed, call } from './api-call.ts';
import { endText, progressBar, progressText, type ReplayState, type Seen } from './replay-progress.ts';
import { ended, print, say } from './terminal.ts';
import { type Command, readOptions, UsageError } from './usage.ts';

/** How often the server is asked, and after how much is told again where the line cannot be written over. */
const askEveryMs = 500;
const tellEveryPercent = 10;

export const redeliverCommand: Command = {
  help: `quizwire redeliver: send again what a subscription got, or should have got

  --delivery <id>         one delivery
  --subscription <id>     what this subscription's filter lets through, from one of:
    --dead                  only what was given up
    --since-last-success    behind the last event of the feed that was delivered
    --after <cursor>        behind this cursor of the feed; 0 for everything
    --from <time>           what was announced from then on, ISO 8601
  --to <cursor>           … up to this cursor
  --until <time>          … announced until then (default for both: what there is now)
  --event <name>          only events of this name; repeat for several
  --to-subscription <id>  send it to this subscription instead
  --rate <number>         deliveries a second (default 100)
  --replay <id>           watch one that runs already
  --cancel                … and end it
  --server <url>          default: http://QUIZWIRE_HOST:QUIZWIRE_PORT

Messages keep their ids, so that a receiver can tell what it had. The server does it in the background: Ctrl-C ends the watching
alone. The access token of an account admin is read from QUIZWIRE_ADMIN_TOKEN.

Examples
  quizwire redeliver --subscription 3 --dead
  quizwire redeliver --subscription 3 --from 2026-11-20T14:00Z --until 2026-11-20T16:30Z --event grade_change
  quizwire redeliver --subscription 3 --after 0 --to-subscription 4 --rate 500
`,
  async run(args) {
    const options = readOptions('redeliver', args, {
      delivery: { type: 'string' },
      subscription: { type: 'string' },
      dead: { type: 'boolean', default: false },
      'since-last-success': { type: 'boolean', default: false },
      after: { type: 'string' },
      from: { type: 'string' },
      to: { type: 'string' },
      until: { type: 'string' },
      event: { type: 'string', multiple: true },
      'to-subscription': { type: 'string' },
      rate: { type: 'string' },
      replay: { type: 'string' },
      cancel: { type: 'boolean', default: false },
      server: { type: 'string' },
    });
    const { delivery, subscription, replay, cancel, server: given, ...which } = options;
    if ([delivery, subscription, replay].filter((named) => named !== undefined).length !== 1)
      throw misused('say one of --delivery, --subscription and --replay');
    const stray = Object.entries(which).find(([, value]) => value !== undefined && value !== false);
    if (subscription === undefined && stray !== undefined)
      throw misused(`--${stray[0]} goes with --subscription`);
    if (cancel && replay === undefined) throw misused('--cancel goes with --replay');
    const server = adminServer(given);
    if (delivery !== undefined) return redeliver(server, delivery);
    if (replay !== undefined && cancel) return end(server, replay);
    const begun =
      replay === undefined ? await start(server, subscription ?? '', which) : await show(server, replay);
    return watch(server, begun, given === undefined ? '' : ` --server ${given}`);
  },
};

function misused(message: string): UsageError {
  return new UsageError(`${message}; see quizwire redeliver --help`);
}

interface Which {
  dead: boolean;
  'since-last-success': boolean;
  after?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  until?: string | undefined;
  event?: string[] | undefined;
  'to-subscription'?: string | undefined;
  rate?: string | undefined;
}

async function start(server: AdminServer, subscription: string, which: Which): Promise<ReplayState> {
  const { dead, 'since-last-success': sinceLastSuccess, after, from } = which;
  if (!dead && !sinceLastSuccess && after === undefined && from === undefined)
    throw misused('say one of --dead, --since-last-success, --after and --from');
  const path = `/api/v1/subscriptions/${encodeURIComponent(subscription)}/replay`;
  return call(server.url, server.accessToken, 'POST', path, {
    dead,
    since_last_success: sinceLastSuccess,
    after,
    from,
    to_cursor: which.to,
    until: which.until,
    event_name: which.event,
    to_subscription_id: which['to-subscription'],
    rate_per_second: which.rate,
  });
}

async function end(server: AdminServer, replay: string): Promise<number> {
  const state = await call<ReplayState>(server.url, server.accessToken, 'DELETE', replayPath(replay));
  process.stdout.write(`${endText(state)}\n`);
  return 0;
}

async function redeliver(server: AdminServer, id: string): Promise<number> {
  const path = `/api/v1/deliveries/${encodeURIComponent(id)}/redeliver`;
  const { event_name, cursor } = await call<{ event_name: string; cursor: string }>(
    server.url,
    server.accessToken,
    'POST',
    path,
  );
  process.stdout.write(`delivery ${id}: ${event_name} at cursor ${cursor} is sent again\n`);
  return 0;
}

/** Until it has ended or the person has, who is told how to go on; `place` is for the end of such a command. */
async function watch(server: AdminServer, begun: ReplayState, place: string): Promise<number> {
  const signal = ended();
  const first: Seen = { replay: begun, atMs: performance.now() };
  const show = process.stderr.isTTY ? showBar : tellNowAndThen();
  let last = first;
  show(first, last);
  while (last.replay.state === 'running') {
    await delay(askEveryMs, undefined, { signal }).catch(() => {});
    if (signal.aborted) break;
    last = { replay: await showOrWait(server, last.replay, signal), atMs: performance.now() };
    show(first, last);
  }
  if (process.stderr.isTTY) process.stderr.write('\n');
  const { id, state } = last.replay;
  if (state === 'running') {
    const again = `quizwire redeliver --replay ${id}${place}`;
    say(`replay ${id} goes on without you; to watch it: ${again}; to end it: ${again} --cancel`);
    return 0;
  }
  await print(endText(last.replay), signal);
  return state === 'done' ? 0 : 1;
}

/** As it is now; as it was while the server does not answer, which its restart does not harm. */
async function showOrWait(
  server: AdminServer,
  before: ReplayState,
  signal: AbortSignal,
): Promise<ReplayState> {
  for (let hasTold = false; !signal.aborted; hasTold = true) {
    try {
      return await show(server, String(before.id));
    } catch (error) {
      const isLost = error instanceof ApiCallFailed && (error.status === null || error.status >= 500);
      if (!isLost) throw error;
      if (!hasTold) say(`${error.message}; asking until it does`);
    }
    await delay(askEveryMs, undefined, { signal }).catch(() => {});
  }
  return before;
}

function show(server: AdminServer, id: string): Promise<ReplayState> {
  return call(server.url, server.accessToken, 'GET', replayPath(id));
}

function replayPath(id: string): string {
  return `/api/v1/replays/${encodeURIComponent(id)}`;
}

function showBar(first: Seen, last: Seen): void {
  process.stderr.write(`\r\u001b[K${progressBar(first, last, process.stderr.columns ?? 80)}`);
}

/** For logs and pipes: a line when it has come so much further. */
function tellNowAndThen(): (first: Seen, last: Seen) => void {
  let told = Number.NEGATIVE_INFINITY;
  return (first, last) => {
    const { id, completion } = last.replay;
    if (completion - told < tellEveryPercent) return;
    told = completion;
    say(`replay ${id}: ${progressText(first, last)}`);
  };
}
