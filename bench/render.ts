// What it costs to make messages of live events, in each format, beside turning the finished message into JSON text; and
// how many events a second the Caliper validator checks.
import { parseArgs } from 'node:util';
import { validate } from '@quizwire/caliper';
import { renderMessage } from '../packages/server/src/format/render-message.ts';
import {
  type LiveEvent,
  type MessageFormat,
  messageFormats,
} from '../packages/server/src/model/live-event.ts';
import type { Benchmark } from './benchmark.ts';
import { openDatabases } from './databases.ts';
import { announcedStory } from './render/announced-story.ts';
import { describeMachine } from './report/machine.ts';
import { cell, isKept, median, table, type Verdict, verdictTable } from './report/table.ts';

const baseUrl = 'https://quizwire.example.edu';

/** What was promised: at most twice the time of `JSON.stringify`, and a million events checked a minute. */
const timesStringify = 2;
const checkedPerSecond = 1_000_000 / 60;

interface Figures {
  format: MessageFormat;
  messages: number;
  meanBytes: number;
  renderUs: number;
  stringifyUs: number;
  ratio: number;
}

export const render: Benchmark = {
  summary: 'live events as messages in each format, beside JSON.stringify; Caliper events checked a second',
  options: ['--students 40', '--rounds 15       figures are medians'].join('\n'),

  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        students: { type: 'string', default: '40' },
        rounds: { type: 'string', default: '15' },
      },
    });
    const rounds = Number(values.rounds);
    for (const line of describeMachine(null)) console.log(line);
    await using databases = await openDatabases(['sqlite']);
    await using database = await databases.fresh('sqlite');
    const events = await announcedStory(database.url, Number(values.students));
    console.log(`load      ${cell(events.length)} live events of an exam, quiz events among them\n`);
    const figures = messageFormats.map((format) => measure(events, format, rounds));
    console.log(
      table(
        ['format', 'messages', 'bytes', 'µs each', 'JSON.stringify', 'times'],
        figures.map(({ format, messages, meanBytes, renderUs, stringifyUs, ratio }) => [
          format,
          cell(messages),
          cell(meanBytes),
          cell(renderUs, 2),
          cell(stringifyUs, 2),
          cell(ratio, 2),
        ]),
      ),
    );
    const checked = checkedASecond(events, rounds);
    console.log(`\n${cell(checked)} standard Caliper envelopes are checked strictly a second, on one core\n`);
    const verdicts: Verdict[] = [
      ...figures.map(({ format, ratio }) => ({
        what: `${format}, times JSON.stringify`,
        is: ratio,
        must: { below: timesStringify },
        decimals: 2,
      })),
      { what: 'Caliper events checked a second', is: checked, must: { atLeast: checkedPerSecond } },
    ];
    console.log(verdictTable(verdicts));
    return verdicts.every(isKept);
  },
};

function measure(events: readonly LiveEvent[], format: MessageFormat, rounds: number): Figures {
  const rendered = events.flatMap((event) => {
    const text = renderMessage(event, format, Date.now(), baseUrl);
    return text === null ? [] : [{ event, text, value: JSON.parse(text) as unknown }];
  });
  const renderUs: number[] = [];
  const stringifyUs: number[] = [];
  // In turns; the first rounds warm up.
  for (let round = -3; round < rounds; round++) {
    const render = microsecondsEach(rendered, ({ event }) =>
      renderMessage(event, format, round + 1e12, baseUrl),
    );
    const stringify = microsecondsEach(rendered, ({ value }) => JSON.stringify(value));
    if (round < 0) continue;
    renderUs.push(render);
    stringifyUs.push(stringify);
  }
  const bytes = rendered.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
  return {
    format,
    messages: rendered.length,
    meanBytes: bytes / rendered.length,
    renderUs: median(renderUs),
    stringifyUs: median(stringifyUs),
    ratio: median(renderUs.map((render, index) => render / (stringifyUs[index] ?? Number.NaN))),
  };
}

function checkedASecond(events: readonly LiveEvent[], rounds: number): number {
  const envelopes = events.flatMap((event) => {
    const text = renderMessage(event, 'caliper', Date.now(), baseUrl);
    return text === null ? [] : [JSON.parse(text) as unknown];
  });
  const refused = envelopes.filter((one) => !validate(one, { mode: 'strict' }).isValid);
  if (refused.length > 0) throw new Error(`${refused.length} of our own envelopes are not valid`);
  const perSecond = Array.from({ length: rounds }, () => {
    const us = microsecondsEach(envelopes, (one) => validate(one, { mode: 'strict' }));
    return 1_000_000 / us;
  });
  return median(perSecond);
}

/** Of one item, several times over all of them. */
function microsecondsEach<Item>(items: readonly Item[], work: (item: Item) => unknown): number {
  const times = Math.max(1, Math.ceil(5_000 / items.length));
  let kept: unknown;
  const startedAt = performance.now();
  for (let time = 0; time < times; time++) for (const item of items) kept = work(item);
  const elapsedMs = performance.now() - startedAt;
  if (kept === undefined) throw new Error('nothing was measured');
  return (elapsedMs * 1_000) / (times * items.length);
}
