// Replays in the background: what they send again, at what pace, on several servers, and what stops them.

import { describe, expect, onTestFinished, test } from 'vitest';
import type { Replay } from '../../../src/model/delivery.ts';
import {
  replayPlacesAtOnce,
  replaysOfAllRunningMax,
  replaysOfToolRunningMax,
  replaysRateMax,
  replaysRunningMax,
  replayWaitingMax,
} from '../../../src/model/delivery-limits.ts';
import type { ReplayAsked } from '../../../src/model/replay-asked.ts';
import type { Subscription } from '../../../src/model/subscription.ts';
import { prepareAccount } from '../../../src/operations/prepare-account.ts';
import { systemRandom } from '../../../src/operations/random.ts';
import { Replays } from '../../../src/operations/subscriptions/run-replays.ts';
import { showReplay } from '../../../src/operations/subscriptions/show-replay.ts';
import { startReplay } from '../../../src/operations/subscriptions/start-replay.ts';
import type { Database } from '../../../src/store/database.ts';
import { insertLiveEvents, type NewLiveEvent, numberLiveEvents } from '../../../src/store/live-events.ts';
import { openDatabase } from '../../../src/store/open-database.ts';
import { moveReplayPace } from '../../../src/store/replays.ts';
import { insertToolProxy } from '../../../src/store/tool-proxies.ts';
import { eachDatabase } from '../../support/databases.ts';
import { callerNamed } from '../../support/direct-call.ts';
import { newLiveEvent } from '../../support/fed-events.ts';
import { insertDelivery, insertSubscriptions } from '../../support/logged-deliveries.ts';
import { newSubscription } from '../../support/new-subscription.ts';
import { testStartMs } from '../../support/server.ts';

const admin = { ...callerNamed(1), adminAccountIds: [1] };
const all: ReplayAsked = {
  from: { at: 'beginning' },
  until: null,
  isOfDead: false,
  eventNames: [],
  to: null,
  ratePerSecond: 100,
};
const times = <Made>(count: number, make: (number: number) => Made): Made[] =>
  Array.from({ length: count }, (_, index) => make(index + 1));

eachDatabase((databaseKind) => {
  /** A feed of `events`, subscriptions with ids from 1, and a server's part that runs replays. */
  async function begin(
    events: readonly NewLiveEvent[],
    subscriptions: readonly Partial<Subscription>[] = [{}],
  ) {
    const url = await databaseKind.readyUrl();
    const database = await openDatabase(url, testStartMs);
    onTestFinished(() => database[Symbol.asyncDispose]());
    await prepareAccount(database, null, systemRandom, () => testStartMs);
    await insertSubscriptions(database.query, subscriptions);
    await insertLiveEvents(database.query, events);
    if (events.length > 0) await numberLiveEvents(database.query, events.length, testStartMs);
    await database.query.deleteFrom('deliveries').execute();
    const clock = { nowMs: testStartMs };
    const failures: unknown[] = [];
    let wakes = 0;
    const sending = { wake: () => void wakes++ };
    const runner = (on: Database) =>
      new Replays(
        on,
        sending,
        () => clock.nowMs,
        (error) => failures.push(error),
      );
    const replays = runner(database);
    return {
      url,
      database,
      clock,
      replays,
      runner,
      failures,
      wakes: () => wakes,
      start: async (asked: Partial<ReplayAsked> = {}, of = 1) => {
        const started = startReplay(database, () => clock.nowMs);
        const { replay } = await started(admin, { by: 'id', id: of }, () => ({ ...all, ...asked }));
        return replay.id;
      },
      replay: async (id: number): Promise<Replay> =>
        database.query.selectFrom('replays').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
      /** As if all replays together had made enough until then. */
      paceAt: (nextAtMs: number) => moveReplayPace(database.query, nextAtMs),
      deliveries: async (): Promise<number[]> => {
        const rows = await database.query
          .selectFrom('replays')
          .select('deliveries')
          .orderBy('toSubscriptionId')
          .execute();
        return rows.map(({ deliveries }) => deliveries);
      },
      cancel: (id: number) => showReplay(database, () => clock.nowMs).cancel(admin, id),
      runAfter: async (ms: number) => {
        clock.nowMs += ms;
        await replays.run();
      },
      /** Places of what waits. */
      waiting: async (subscriptionId = 1): Promise<number[]> => {
        const rows = await database.query
          .selectFrom('deliveries')
          .select('position')
          .where('subscriptionId', '=', subscriptionId)
          .where('state', '=', 'waiting')
          .orderBy('dueAtMs')
          .orderBy('position')
          .execute();
        return rows.map(({ position }) => position);
      },
      settleAll: () =>
        database.query
          .updateTable('deliveries')
          .set({ state: 'delivered', settledAtMs: clock.nowMs })
          .where('state', '=', 'waiting')
          .execute(),
    };
  }

  describe('a replay', () => {
    test('makes deliveries of what was announced before there was a subscription, and ends', async () => {
      const { start, replays, replay, waiting, database, wakes } = await begin(
        times(5, (number) => newLiveEvent(number, { userId: number })),
      );
      const id = await start();
      await replays.run();
      expect(await waiting()).toEqual([1, 2, 3, 4, 5]);
      expect(await replay(id)).toMatchObject({
        state: 'done',
        donePosition: 5,
        deliveries: 5,
        finishedAtMs: testStartMs,
      });
      const first = await database.query
        .selectFrom('deliveries')
        .selectAll()
        .orderBy('position')
        .executeTakeFirst();
      expect(first).toEqual({
        id: expect.any(Number),
        subscriptionId: 1,
        position: 1,
        userId: 1,
        state: 'waiting',
        tries: 0,
        firstTriedAtMs: null,
        dueAtMs: testStartMs,
        createdAtMs: testStartMs,
        settledAtMs: null,
      });
      expect(wakes()).toBe(1);
      await replays.run();
      expect(wakes()).toBe(1);
    });

    test('takes the deliveries that there are, whatever became of them, and keeps their ids', async () => {
      const { start, runAfter, database } = await begin(times(4, (number) => newLiveEvent(number)));
      const states = ['delivered', 'dead', 'left_out', 'waiting'] as const;
      const ids: number[] = [];
      for (const [index, state] of states.entries()) {
        ids.push(
          await insertDelivery(database.query, {
            subscriptionId: 1,
            position: index + 1,
            state,
            tries: 60,
          }),
        );
      }
      await start();
      await runAfter(60_000);
      const rows = await database.query.selectFrom('deliveries').selectAll().orderBy('position').execute();
      expect(rows).toEqual(
        ids.map((id, index) => ({
          id,
          subscriptionId: 1,
          position: index + 1,
          userId: null,
          state: 'waiting',
          tries: 0,
          firstTriedAtMs: null,
          // What was due already keeps its turn.
          dueAtMs: index === 3 ? testStartMs : testStartMs + 60_000,
          createdAtMs: testStartMs,
          settledAtMs: null,
        })),
      );
    });

    test("sends what the subscription's filter lets through, and of that the names asked for", async () => {
      const { start, replays, waiting } = await begin(
        [
          newLiveEvent(1, { courseId: 7 }),
          newLiveEvent(2, { courseId: 8 }),
          newLiveEvent(3, { courseId: 7, eventName: 'quiz_submitted' }),
          newLiveEvent(4, { courseId: 7, eventName: 'user_updated' }),
          newLiveEvent(5, { courseId: 7, eventName: 'user_created' }),
        ],
        [
          {
            contextType: 'course',
            contextId: 7,
            eventNames: '["grade_change","quiz_submitted","user_updated"]',
          },
          {},
        ],
      );
      await start();
      await start({ to: { by: 'id', id: 2 }, eventNames: ['user_updated', 'user_created', 'grade_change'] });
      await replays.run();
      expect(await waiting(1)).toEqual([1, 3, 4]);
      expect(await waiting(2)).toEqual([1, 4]);
    });

    test('never tells a target of itself, wherever the events come from', async () => {
      const about = (id: number) => JSON.stringify({ subscription_uuid: newSubscription(id).uuid });
      const { start, replays, waiting, database } = await begin(
        [1, 2, 3].map((id) => newLiveEvent(id, { eventName: 'quizwire.target_failing', body: about(id) })),
        [{}, {}, {}],
      );
      for (const position of [1, 2, 3])
        await insertDelivery(database.query, { subscriptionId: 1, position, state: 'dead' });
      await start({ to: { by: 'id', id: 2 } });
      await start({ to: { by: 'id', id: 3 }, isOfDead: true });
      await replays.run();
      // The filter of the first leaves out what is about it.
      expect(await waiting(2)).toEqual([3]);
      expect(await waiting(3)).toEqual([1, 2]);
    });

    test('of the dead ones leaves all others alone, and may go to another subscription', async () => {
      const { start, replays, replay, waiting, database } = await begin(
        times(9, (number) =>
          newLiveEvent(number, { eventName: number === 8 ? 'user_updated' : 'grade_change' }),
        ),
        [{}, {}],
      );
      for (const position of times(9, (number) => number)) {
        const state = [3, 5, 8].includes(position) ? 'dead' : 'delivered';
        await insertDelivery(database.query, { subscriptionId: 1, position, state });
      }
      const elsewhere = await start({ isOfDead: true, to: { by: 'id', id: 2 } });
      const named = await start({ isOfDead: true, eventNames: ['grade_change'] });
      expect(await replay(elsewhere)).toMatchObject({ fromPosition: 3, toPosition: 8, donePosition: 2 });
      await replays.run();
      expect(await waiting(2)).toEqual([3, 5, 8]);
      expect(await waiting(1)).toEqual([3, 5]);
      expect(await replay(elsewhere)).toMatchObject({ state: 'done', deliveries: 3 });
      expect(await replay(named)).toMatchObject({ state: 'done', deliveries: 2, donePosition: 8 });
    });

    test('keeps its rate: what a second allows at once, and no more than a second is made up for', async () => {
      const { start, runAfter, replay } = await begin(times(100, (number) => newLiveEvent(number)));
      const id = await start({ ratePerSecond: 10 });
      const made: number[] = [];
      for (const ms of [0, 0, 999, 1, 1_000, 1_001, 999, 60_000, 0]) {
        await runAfter(ms);
        made.push((await replay(id)).deliveries);
      }
      expect(made).toEqual([10, 10, 10, 20, 30, 40, 50, 70, 70]);
    });

    test('goes through a feed of others in steps, and comes to the end of it', async () => {
      const wanted = [1, replayPlacesAtOnce, replayPlacesAtOnce + 1, 2 * replayPlacesAtOnce + 1];
      const { start, runAfter, replay, waiting } = await begin(
        times(2 * replayPlacesAtOnce + 1, (number) =>
          newLiveEvent(number, { eventName: wanted.includes(number) ? 'quiz_submitted' : 'grade_change' }),
        ),
      );
      const id = await start({ eventNames: ['quiz_submitted'] });
      await runAfter(0);
      expect(await waiting()).toEqual(wanted.slice(0, 2));
      expect(await replay(id)).toMatchObject({ state: 'running', donePosition: replayPlacesAtOnce });
      await runAfter(1_000);
      expect(await waiting()).toEqual(wanted);
      expect(await replay(id)).toMatchObject({ state: 'done', deliveries: 4 });
    });

    test('waits while its target has enough to do', async () => {
      const { start, runAfter, replay, settleAll } = await begin(
        times(2 * replayWaitingMax, (number) => newLiveEvent(number)),
      );
      const id = await start({ ratePerSecond: 1_000 });
      await runAfter(0);
      expect(await replay(id)).toMatchObject({ state: 'running', deliveries: replayWaitingMax });
      await runAfter(60_000);
      expect((await replay(id)).deliveries).toBe(replayWaitingMax);
      await settleAll();
      await runAfter(999);
      expect((await replay(id)).deliveries).toBe(replayWaitingMax);
      await runAfter(1);
      expect(await replay(id)).toMatchObject({ state: 'done', deliveries: 2 * replayWaitingMax });
    });

    test('goes on on another server where one has stopped, and misses nothing', async () => {
      const { start, database, runner, replays, clock, replay, waiting } = await begin(
        times(25, (number) => newLiveEvent(number)),
      );
      const id = await start({ ratePerSecond: 10 });
      await replays.run();
      await replays[Symbol.asyncDispose]();
      clock.nowMs += 10_000;
      await replays.run();
      expect((await replay(id)).deliveries).toBe(10);
      await using other = runner(database);
      await other.run();
      expect((await replay(id)).state).toBe('done');
      expect(await waiting()).toEqual(times(25, (number) => number));
    });

    test('ends when it is cancelled, and what it has sent for stays', async () => {
      const { start, runAfter, replay, waiting, cancel } = await begin(
        times(25, (number) => newLiveEvent(number)),
      );
      const id = await start({ ratePerSecond: 10 });
      await runAfter(0);
      await cancel(id);
      await runAfter(10_000);
      expect(await waiting()).toHaveLength(10);
      expect(await replay(id)).toMatchObject({ state: 'cancelled', finishedAtMs: testStartMs });
    });

    test('ends when its receiver is deleted, and makes nothing for it', async () => {
      const { start, replays, replay, waiting, database } = await begin([newLiveEvent(1)], [{}, {}]);
      const id = await start({ to: { by: 'id', id: 2 } });
      await database.query
        .updateTable('subscriptions')
        .set({ workflowState: 'deleted' })
        .where('id', '=', 2)
        .execute();
      await replays.run();
      expect(await waiting(2)).toEqual([]);
      expect(await replay(id)).toMatchObject({ state: 'cancelled', deliveries: 0 });
    });

    test('that fails is told of, holds up no other and is tried again', async () => {
      const { start, replays, replay, failures, database } = await begin([newLiveEvent(1)]);
      const broken = await start();
      const sound = await start();
      const name = (eventNames: string) =>
        database.query.updateTable('replays').set({ eventNames }).where('id', '=', broken).execute();
      await name('no JSON');
      await replays.run();
      expect(failures).toEqual([expect.any(SyntaxError)]);
      expect([(await replay(broken)).state, (await replay(sound)).state]).toEqual(['running', 'done']);
      await name('[]');
      await replays.run();
      expect((await replay(broken)).state).toBe('done');
    });

    test('to one that gets live events meanwhile makes each delivery once', async () => {
      const { start, replays, waiting, database } = await begin(
        times(20, (number) => newLiveEvent(number)),
        [{ workflowState: 'active' }],
      );
      await start();
      await insertLiveEvents(
        database.query,
        times(20, (number) => newLiveEvent(number + 20)),
      );
      await Promise.all([
        replays.run(),
        database.transaction((transaction) => numberLiveEvents(transaction, 20, testStartMs)),
      ]);
      expect(await waiting()).toEqual(times(40, (number) => number));
    });

    test('has its own rate beside others, and all of them together one that is theirs', async () => {
      const { start, runAfter, deliveries, settleAll } = await begin(
        times(5_000, (number) => newLiveEvent(number)),
        times(5, () => ({})),
      );
      for (const of of [1, 2, 3, 4]) await start({ ratePerSecond: 1_000 }, of);
      await start({ ratePerSecond: 10 }, 5);
      await runAfter(0);
      // Shared in equal parts; what one leaves is for those after it.
      expect(await deliveries()).toEqual([400, 400, 400, 400, 10]);
      await runAfter(0);
      expect(await deliveries()).toEqual([400, 400, 400, 400, 10]);
      for (let second = 2; second <= 4; second++) {
        await settleAll();
        await runAfter(1_000);
        const made = await deliveries();
        expect(made.at(-1)).toBe(second * 10);
        const inAll = made.reduce((sum, of) => sum + of);
        expect(inAll).toBeLessThanOrEqual(second * replaysRateMax);
        expect(inAll).toBeGreaterThan((second - 1) * replaysRateMax);
      }
      // And no more than a second is made up for.
      const before = (await deliveries()).reduce((sum, of) => sum + of);
      await settleAll();
      await runAfter(60_000);
      const made = (await deliveries()).reduce((sum, of) => sum + of) - before;
      expect(made).toBeLessThanOrEqual(replaysRateMax);
    });

    test('takes turns with the others, who has waited longest first', async () => {
      const { start, runAfter, deliveries, paceAt } = await begin(
        times(10, (number) => newLiveEvent(number)),
        times(5, () => ({})),
      );
      for (const of of [1, 2, 3, 4, 5]) await start({ ratePerSecond: 1_000 }, of);
      await paceAt(testStartMs);
      await runAfter(0);
      expect(await deliveries()).toEqual([0, 0, 0, 0, 0]);
      const made: number[][] = [];
      for (let ms = 1; ms <= 7; ms++) {
        await runAfter(1);
        made.push(await deliveries());
      }
      // One at a time costs a whole millisecond.
      expect(made).toEqual([
        [1, 0, 0, 0, 0],
        [1, 1, 0, 0, 0],
        [1, 1, 1, 0, 0],
        [1, 1, 1, 1, 0],
        [1, 1, 1, 1, 1],
        [2, 1, 1, 1, 1],
        [2, 2, 1, 1, 1],
      ]);
    });

    test('that finds nothing it wants counts as one that makes what takes as long', async () => {
      const { start, runAfter, replay, paceAt } = await begin(
        times(2 * replayPlacesAtOnce + 1, (number) => newLiveEvent(number)),
      );
      const id = await start({ eventNames: ['quiz_submitted'] });
      await paceAt(testStartMs - 1);
      const done: number[] = [];
      for (const ms of [0, 0, 49, 1]) {
        await runAfter(ms);
        done.push((await replay(id)).donePosition);
      }
      expect(done).toEqual([
        replayPlacesAtOnce,
        replayPlacesAtOnce,
        replayPlacesAtOnce,
        2 * replayPlacesAtOnce,
      ]);
    });

    test('is one of so many in all, also when they are asked for at once', async () => {
      const { start, cancel, replay } = await begin(
        [newLiveEvent(1)],
        times(12, () => ({})),
      );
      const asked = times(12, (of) => times(replaysRunningMax, () => start({}, of))).flat();
      const settled = await Promise.allSettled(asked);
      const ids = settled.filter((of) => of.status === 'fulfilled').map(({ value }) => value);
      expect(ids).toHaveLength(replaysOfAllRunningMax);
      const message =
        `at most ${replaysOfAllRunningMax} replays run at once, those of others among them: ` +
        'try again when one has ended';
      for (const refused of settled.filter((of) => of.status === 'rejected'))
        expect(refused.reason).toMatchObject({ reason: { kind: 'declined', as: 'conflict', message } });
      const { toSubscriptionId } = await replay(ids[0] ?? 0);
      await cancel(ids[0] ?? 0);
      await start({}, toSubscriptionId);
      await expect(start({}, 12)).rejects.toMatchObject({ reason: { kind: 'declined' } });
    });

    test('is one of so many of a tool, whatever admins have running to its subscriptions', async () => {
      const { database, clock, start } = await begin(
        [newLiveEvent(1)],
        times(4, () => ({})),
      );
      const tool = await insertToolProxy(database.query, {
        guid: 'tool',
        accountId: 1,
        name: 'Similarity',
        sharedSecret: 'sealed',
        capabilities: '[]',
        workflowState: 'active',
        createdAtMs: testStartMs,
      });
      await database.query
        .updateTable('subscriptions')
        .set({ toolProxyId: tool.id })
        .where('id', '<>', 4)
        .execute();
      const subscriber = { toolProxyId: tool.id, guid: tool.guid, accountId: 1, capabilities: [] };
      const started = startReplay(database, () => clock.nowMs);
      const ofTool = (id: number) => started(subscriber, { by: 'id', id }, () => all);
      await start({}, 1);
      for (let count = 0; count < replaysOfToolRunningMax; count++) await ofTool((count % 3) + 1);
      await expect(ofTool(3)).rejects.toMatchObject({
        reason: {
          kind: 'declined',
          as: 'conflict',
          message: `at most ${replaysOfToolRunningMax} replays of one tool run at once: try again when one has ended`,
        },
      });
      await start({}, 3);
      await start({}, 4);
    });

    if (databaseKind.kind === 'sqlite') return;
    test('and others together keep to one rate on several servers', async () => {
      const { url, start, runner, clock, deliveries, failures, settleAll } = await begin(
        times(2_000, (number) => newLiveEvent(number)),
        times(4, () => ({})),
      );
      for (const of of [1, 2, 3, 4]) await start({ ratePerSecond: 1_000 }, of);
      const databases = await Promise.all(times(4, () => openDatabase(url, testStartMs)));
      const servers = databases.map(runner);
      for (let second = 1; second <= 6; second++) {
        await Promise.all(servers.map((server) => server.run()));
        const inAll = (await deliveries()).reduce((sum, of) => sum + of);
        expect(inAll).toBeLessThanOrEqual(second * replaysRateMax);
        await settleAll();
        clock.nowMs += 1_000;
      }
      await Promise.all(databases.map((database) => database[Symbol.asyncDispose]()));
      expect(await deliveries()).toEqual([2_000, 2_000, 2_000, 2_000]);
      expect(failures).toEqual([]);
    });

    test('is taken further by one of several servers at a time, at its own rate', async () => {
      const { url, start, runner, clock, replay, waiting, failures } = await begin(
        times(400, (number) => newLiveEvent(number)),
      );
      const id = await start({ ratePerSecond: 50 });
      const databases = await Promise.all(times(4, () => openDatabase(url, testStartMs)));
      const servers = databases.map(runner);
      for (let second = 1; second <= 4; second++) {
        await Promise.all(servers.map((server) => server.run()));
        expect((await replay(id)).deliveries).toBe(second * 50);
        clock.nowMs += 1_000;
      }
      await Promise.all(databases.map((database) => database[Symbol.asyncDispose]()));
      expect(await waiting()).toEqual(times(200, (number) => number));
      expect(failures).toEqual([]);
    });
  });
});
