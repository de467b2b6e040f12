// A server that is killed in the midst of its work has kept what it said it kept. More rounds: `npm run bench -- crash`.
import { describe, expect, test } from 'vitest';
import { faultsIn, type Ledger } from './support/crash-ledger.ts';
import { crashRound } from './support/crash-round.ts';
import { eachDatabase } from './support/databases.ts';
import { seedExam } from './support/load-fixture.ts';
import { randomFrom } from './support/random-from.ts';

const rounds = 3;
const clients = 24;

eachDatabase((database) => {
  test('after kill -9 every acknowledged batch is there, whole and once, and the server starts without help', {
    timeout: 300_000,
  }, async () => {
    const seed = Date.now() % 1_000_000;
    const databaseUrl = await database.freshUrl();
    const exam = await seedExam(databaseUrl, clients);
    const place = { databaseUrl, exam, ledger: new Map(), random: randomFrom(seed) };
    for (let number = 1; number <= rounds; number++) {
      const round = await crashRound(place, number);
      expect(round.faults, `round ${number} of seed ${seed}`).toEqual([]);
      expect(round.acknowledged).toBeGreaterThan(0);
      expect(round.unanswered).toBe(clients);
    }
  });
});

describe('what counts as a fault after a crash', () => {
  const ledger: Ledger = new Map([
    ['kept', { events: 2, outcome: 'acknowledged' }],
    ['unanswered', { events: 2, outcome: 'unknown' }],
  ]);
  const kept = [
    { batch: 'kept', item: 0 },
    { batch: 'kept', item: 1 },
  ];
  const unanswered = [
    { batch: 'unanswered', item: 0 },
    { batch: 'unanswered', item: 1 },
  ];

  test('nothing, when what was acknowledged is there and what was not is there or not', () => {
    expect(faultsIn(kept, ledger)).toEqual([]);
    expect(faultsIn([...kept, ...unanswered], ledger)).toEqual([]);
  });

  test('an acknowledged batch that is gone', () => {
    expect(faultsIn(unanswered, ledger)).toEqual(['kept, acknowledged: 0 of its 2 events are there']);
  });

  test('a part of a batch, acknowledged or not', () => {
    expect(faultsIn([...kept.slice(1), ...unanswered.slice(1)], ledger)).toEqual([
      'kept, acknowledged: 1 of its 2 events are there',
      'unanswered, unknown: 1 of its 2 events are there',
    ]);
  });

  test('an event that is there twice', () => {
    expect(faultsIn([...kept, ...kept.slice(1)], ledger)).toEqual(['kept, event 1 is there twice']);
  });

  test('an event that nobody posted', () => {
    expect(faultsIn([...kept, { batch: 'kept', item: 2 }, { batch: 'other', item: 0 }], ledger)).toEqual([
      'kept, event 2 is there and was never posted',
      'other, event 0 is there and was never posted',
    ]);
  });
});
