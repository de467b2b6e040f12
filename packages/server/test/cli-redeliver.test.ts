// `quizwire redeliver` as a process, against real servers: what it asks for, what it tells meanwhile, and how it ends.

import { describe, expect, test } from 'vitest';
import { insertLiveEvents, numberLiveEvents } from '../src/store/live-events.ts';
import { runQuizwire } from './support/command.ts';
import { courseFixture } from './support/course-fixture.ts';
import { onSqlite } from './support/databases.ts';
import { newLiveEvent } from './support/fed-events.ts';
import { insertDelivery, insertSubscriptions, secretsKeys } from './support/logged-deliveries.ts';
import { newSubscription } from './support/new-subscription.ts';
import { startTestServer, type TestServer, testStartMs } from './support/server.ts';
import { startFollowing } from './support/tail.ts';

onSqlite((database) => {
  /** A feed of ten events; of the first subscription 4 and 7 are dead. */
  async function begin(): Promise<TestServer & { databaseUrl: string; deliveryId: number }> {
    let deliveryId = 0;
    const { databaseUrl } = await courseFixture(database, {
      more: async (query) => {
        await insertSubscriptions(query, [{}, {}]);
        const events = Array.from({ length: 10 }, (_, index) => newLiveEvent(index + 1));
        await insertLiveEvents(query, events);
        await numberLiveEvents(query, 10, testStartMs);
        for (const position of [4, 7])
          deliveryId = await insertDelivery(query, { subscriptionId: 1, position, state: 'dead' });
      },
    });
    const server = await startTestServer(database, { databaseUrl, secretsKeys });
    return { ...server, databaseUrl, deliveryId };
  }
  const envOf = ({ url, adminToken }: TestServer): Record<string, string> => ({
    QUIZWIRE_ADMIN_TOKEN: adminToken,
    QUIZWIRE_PORT: new URL(url).port,
  });
  /** A second goes by. */
  async function tick(server: TestServer): Promise<void> {
    server.clock.nowMs += 1_000;
    await server.upkeep();
  }

  describe('redeliver', () => {
    test('tells how far it is now and then, and how it has ended', async () => {
      await using server = await begin();
      const args = ['--subscription', newSubscription(1).uuid, '--after', '0', '--rate', '4'];
      await using redeliver = startFollowing('redeliver', args, envOf(server));
      expect(await redeliver.told()).toBe('quizwire: replay 1: 0.0 %, 0 sent for again');
      await tick(server);
      expect(await redeliver.told()).toMatch(
        /^quizwire: replay 1: [48]0\.0 %, about \d+ s left, [48] sent for again, [48] waiting at the target$/,
      );
      await tick(server);
      await tick(server);
      expect(await redeliver.line()).toBe('replay 1 is done: 10 sent for again, 10 waiting at the target');
      expect(await redeliver.end()).toEqual({ code: 0, signal: null });
    });

    test('asks for what its options say', async () => {
      await using server = await begin();
      const args = ['--subscription', '1', '--dead', '--to-subscription', '2', '--event', 'grade_change'];
      const more = [
        '--from',
        '2026-09-01',
        '--until',
        '2026-09-02',
        '--event',
        'quiz_submitted',
        '--rate',
        '1',
      ];
      await using redeliver = startFollowing('redeliver', [...args, ...more], envOf(server));
      await redeliver.told();
      expect((await server.call('GET', '/api/v1/replays/1')).json).toMatchObject({
        subscription_id: newSubscription(1).uuid,
        to_subscription_id: newSubscription(2).uuid,
        dead: true,
        event_name: ['grade_change', 'quiz_submitted'],
        from_cursor: '4',
        to_cursor: '7',
        rate_per_second: 1,
      });
      await using since = startFollowing(
        'redeliver',
        ['--subscription', '2', '--since-last-success', '--to', '9'],
        envOf(server),
      );
      await since.told();
      expect((await server.call('GET', '/api/v1/replays/2')).json).toMatchObject({ to_cursor: '9' });
    });

    test('leaves it running on Ctrl-C, watches it again, and ends it', async () => {
      await using server = await begin();
      await using first = startFollowing(
        'redeliver',
        ['--subscription', '1', '--after', '0', '--rate', '4'],
        envOf(server),
      );
      await first.told();
      const ended = first.end('SIGINT');
      expect(await first.told()).toBe(
        'quizwire: replay 1 goes on without you; to watch it: quizwire redeliver --replay 1; to end it: quizwire redeliver --replay 1 --cancel',
      );
      expect(await ended).toEqual({ code: 0, signal: null });
      await server.upkeep();
      await using again = startFollowing('redeliver', ['--replay', '1'], envOf(server));
      expect(await again.told()).toBe(
        'quizwire: replay 1: 40.0 %, 4 sent for again, 4 waiting at the target',
      );
      const atUrl = `--server ${server.url}`;
      await using third = startFollowing('redeliver', ['--replay', '1', ...atUrl.split(' ')], envOf(server));
      await third.told();
      const left = third.end('SIGINT');
      expect(await third.told()).toBe(
        `quizwire: replay 1 goes on without you; to watch it: quizwire redeliver --replay 1 ${atUrl}; to end it: quizwire redeliver --replay 1 ${atUrl} --cancel`,
      );
      await left;
      const cancelled = await runQuizwire(['redeliver', '--replay', '1', '--cancel'], envOf(server));
      expect(cancelled).toEqual({
        code: 0,
        stdout: 'replay 1 was cancelled at cursor 4: 4 sent for again\n',
        stderr: '',
      });
      expect(await again.line()).toBe('replay 1 was cancelled at cursor 4: 4 sent for again');
      expect(await again.end()).toEqual({ code: 1, signal: null });
    });

    test('asks on when the server comes back', async () => {
      const first = await begin();
      await using redeliver = startFollowing(
        'redeliver',
        ['--subscription', '1', '--after', '0', '--rate', '5'],
        envOf(first),
      );
      await redeliver.told();
      await first.app[Symbol.asyncDispose]();
      expect(await redeliver.told()).toMatch(/^quizwire: no quizwire answers at .+; asking until it does$/);
      const { databaseUrl } = first;
      const port = Number(new URL(first.url).port);
      await using second = await startTestServer(database, { databaseUrl, secretsKeys, port });
      await tick(second);
      await tick(second);
      expect(await redeliver.line()).toBe('replay 1 is done: 10 sent for again, 10 waiting at the target');
    });

    test('sends one delivery again', async () => {
      await using server = await begin();
      const { deliveryId } = server;
      const sent = await runQuizwire(['redeliver', '--delivery', String(deliveryId)], envOf(server));
      expect(sent).toEqual({
        code: 0,
        stdout: `delivery ${deliveryId}: grade_change at cursor 7 is sent again\n`,
        stderr: '',
      });
      expect((await server.call('GET', `/api/v1/deliveries/${deliveryId}`)).json.state).toBe('waiting');
    });

    test.each<[string, string[], number, RegExp]>([
      [
        'nothing',
        [],
        2,
        /^quizwire: say one of --delivery, --subscription and --replay; see quizwire redeliver --help\n$/,
      ],
      ['two things', ['--delivery', '1', '--replay', '1'], 2, /say one of --delivery/],
      [
        'no beginning',
        ['--subscription', '1'],
        2,
        /^quizwire: say one of --dead, --since-last-success, --after and --from; /,
      ],
      ['a range of a delivery', ['--delivery', '1', '--rate', '5'], 2, /--rate goes with --subscription/],
      [
        'an end without a replay',
        ['--subscription', '1', '--dead', '--cancel'],
        2,
        /--cancel goes with --replay/,
      ],
      [
        'two beginnings',
        ['--subscription', '1', '--after', '0', '--from', '2026-01-01'],
        1,
        /refused with 400: say one of after, /,
      ],
      [
        'no time',
        ['--subscription', '1', '--from', 'noon'],
        1,
        /refused with 400: from must be an ISO 8601 time\n$/,
      ],
      ['an unknown subscription', ['--subscription', '9', '--dead'], 1, /refused with 404: /],
      ['an unknown delivery', ['--delivery', '99'], 1, /refused with 404: /],
      ['an unknown replay', ['--replay', '../1'], 1, /refused with 404: /],
      ['an unknown option', ['--all'], 2, /see quizwire redeliver --help/],
    ])('tells of %s what to do', async (_, args, code, told) => {
      await using server = await begin();
      const ended = await runQuizwire(['redeliver', ...args], envOf(server));
      expect({ code: ended.code, stdout: ended.stdout }).toEqual({ code, stdout: '' });
      expect(ended.stderr).toMatch(told);
      expect(ended.stderr).not.toContain('    at ');
    });
  });
});
