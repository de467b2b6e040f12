// Reading the feed where few events have a form in the format that is wanted, and where one cannot be rendered.

import { expect, test } from 'vitest';
import { rootAccountId } from '../../../src/model/account.ts';
import { feedChunkEvents } from '../../../src/model/feed-limits.ts';
import type { LiveEvent, RenderMessage } from '../../../src/model/live-event.ts';
import { FeedNumbering } from '../../../src/operations/announcing/feed-numbering.ts';
import type { FeedPart } from '../../../src/operations/announcing/feed-reading.ts';
import { readFeed } from '../../../src/operations/announcing/read-feed.ts';
import { renderOrLeaveOut } from '../../../src/operations/announcing/render-or-leave-out.ts';
import { openDatabase } from '../../../src/store/open-database.ts';
import { eachDatabase } from '../../support/databases.ts';
import { callerNamed } from '../../support/direct-call.ts';
import { feedWith, newLiveEvent } from '../../support/fed-events.ts';
import { testStartMs } from '../../support/server.ts';

const admin = { ...callerNamed(1), adminAccountIds: [rootAccountId] };
const all = { after: 0, eventNames: [], course: null, format: 'canvas', baseUrl: '' } as const;
const positionsOf = (parts: readonly FeedPart[]) =>
  parts.flatMap(({ entries }) => entries.map(({ position }) => position));

eachDatabase((databaseKind) => {
  /** Reads a feed of events at positions 1 to `events`, and counts how often it looks. */
  async function reading(events: number, render: RenderMessage) {
    const database = await openDatabase(await databaseKind.readyUrl(), testStartMs);
    await database.transaction((query) =>
      feedWith(
        query,
        Array.from({ length: events }, (_, at) => newLiveEvent(at + 1)),
      ),
    );
    const numbering = new FeedNumbering(database, Date.now, () => {});
    let looks = 0;
    const clock = () => {
      looks++;
      return testStartMs;
    };
    return {
      feed: readFeed(database, numbering, render, clock),
      looks: () => looks,
      [Symbol.asyncDispose]: () => database[Symbol.asyncDispose](),
    };
  }

  test('a small page and a few lines look at many events at once where those before had no form', async () => {
    const gap = 10 * feedChunkEvents;
    const render: RenderMessage = ({ position }) => (Number(position) > gap ? '{}' : null);
    await using read = await reading(gap + 5, render);
    const page = await read.feed.page(admin, () => ({ ...all, limit: 2 }));
    expect([positionsOf([page]), page.position]).toEqual([[gap + 1, gap + 2], gap + 2]);
    expect(read.looks()).toBeLessThan(15);
    const { signal } = new AbortController();
    const parts: FeedPart[] = [];
    for await (const part of await read.feed.all(admin, () => ({ ...all, limit: 2 }), signal))
      parts.push(part);
    expect([positionsOf(parts), parts.at(-1)?.position]).toEqual([[gap + 1, gap + 2], gap + 2]);
    expect(read.looks()).toBeLessThan(30);
  });

  test('an event that cannot be rendered is left out and told, and stops nobody', async () => {
    const broken = new Error('a defect');
    const told: [unknown, LiveEvent['position']][] = [];
    const render = renderOrLeaveOut(
      ({ position }) => {
        if (position === 2) throw broken;
        return '{}';
      },
      (error, { position }) => told.push([error, position]),
    );
    await using read = await reading(3, render);
    const page = await read.feed.page(admin, () => ({ ...all, limit: 2 }));
    expect([positionsOf([page]), page.position, told]).toEqual([[1, 3], 3, [[broken, 2]]]);
  });
});
