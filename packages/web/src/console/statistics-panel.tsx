// How sends of one subscription go, in numbers and charts, over an hour, a day or a week.

import type { ReactNode } from 'react';
import { changeAddress, useAddress } from '../shell/address.ts';
import { Time } from '../shell/time.tsx';
import { useZone } from '../shell/time-zone.ts';
import { zonedText } from '../shell/zoned-time.ts';
import { type Period, periods, type SendBar, type Statistics, showStatistics } from './console-api.ts';
import { countedText, lagText, periodTexts, successText, tookText } from './console-words.ts';
import { DurationChart } from './duration-chart.tsx';
import { SendChart } from './send-chart.tsx';
import { Trouble } from './trouble.tsx';
import { usePolled } from './use-polled.ts';
import { Waiting } from './waiting.tsx';

const everyMs = 10_000;

export function StatisticsPanel({ id }: { id: string }) {
  const asked = useAddress().get('period');
  const period: Period = periods.find((known) => known === asked) ?? 'day';
  const { answer, error, again } = usePolled(
    (signal) => showStatistics(id, period, signal),
    `${id} ${period}`,
    everyMs,
  );
  return (
    <section className="panel stack" aria-labelledby="statistics-title">
      <div className="row row-apart">
        <h2 id="statistics-title">Sends</h2>
        <fieldset className="segments">
          <legend className="visually-hidden">Period</legend>
          {periods.map((name) => (
            <label key={name}>
              <input
                type="radio"
                name="period"
                checked={name === period}
                onChange={() => changeAddress({ period: name === 'day' ? null : name })}
              />
              {periodTexts[name]}
            </label>
          ))}
        </fieldset>
      </div>
      <Trouble error={error} onAgain={again} />
      {answer === null && error === null && <Waiting />}
      {answer !== null && <Charts statistics={answer} />}
    </section>
  );
}

function Charts({ statistics }: { statistics: Statistics }) {
  const zone = useZone();
  const { bars, delivered, failed, p50_ms: half, p95_ms: most, period, dead, waiting } = statistics;
  const timeOf = ({ at }: SendBar): string => zonedText(Date.parse(at), zone, 'minute');
  const during = periodTexts[period].toLowerCase();
  return (
    <>
      <dl className="facts">
        <Fact name="Success">{successText(statistics)}</Fact>
        <Fact name="Sends">{(delivered + failed).toLocaleString('en')}</Fact>
        <Fact name="Failed">{failed.toLocaleString('en')}</Fact>
        <Fact name="Half within">{tookText(half)}</Fact>
        <Fact name="95 % within">{tookText(most)}</Fact>
        <Fact name="Behind">{waiting === 0 ? 'Nothing waits' : lagText(statistics, Date.now())}</Fact>
        <Fact name="Given up">{dead === 0 ? '0' : <a href="?state=dead">{countedText(dead)}</a>}</Fact>
      </dl>
      <figure className="chart">
        <figcaption>Sends: delivered, and failed hatched on top</figcaption>
        <SendChart
          bars={bars}
          height={96}
          label={`${delivered} delivered and ${failed} failed in the ${during}`}
          titleOf={(bar) => `${timeOf(bar)}: ${bar.delivered} delivered, ${bar.failed} failed`}
        />
        <Axis bars={bars} />
      </figure>
      <figure className="chart">
        <figcaption>How long they took: half of them filled, 95 % outlined</figcaption>
        <DurationChart
          bars={bars}
          height={64}
          label={`Half took at most ${tookText(half)}, 95 % at most ${tookText(most)} in the ${during}`}
          titleOf={(bar) =>
            `${timeOf(bar)}: half within ${tookText(bar.p50_ms)}, 95 % within ${tookText(bar.p95_ms)}`
          }
        />
        <Axis bars={bars} />
      </figure>
      <details>
        <summary>The same as a table</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
        <section className="table-scroll chart-table" aria-label="Sends as a table" tabIndex={0}>
          <table className="table small">
            <thead>
              <tr>
                <th scope="col">From</th>
                <th scope="col">Delivered</th>
                <th scope="col">Failed</th>
                <th scope="col">Half within</th>
                <th scope="col">95 % within</th>
              </tr>
            </thead>
            <tbody>
              {bars.toReversed().map((bar) => (
                <tr key={bar.at}>
                  <th scope="row">
                    <Time iso={bar.at} precision="minute" />
                  </th>
                  <td>{bar.delivered}</td>
                  <td>{bar.failed}</td>
                  <td>{tookText(bar.p50_ms)}</td>
                  <td>{tookText(bar.p95_ms)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </details>
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** The beginning, the middle and the last bar. */
function Axis({ bars }: { bars: readonly SendBar[] }) {
  const shown = [bars[0], bars[Math.floor(bars.length / 2)], bars.at(-1)];
  return (
    <div className="chart-axis small muted" aria-hidden="true">
      {shown.map((bar) => bar !== undefined && <Time key={bar.at} iso={bar.at} precision="minute" />)}
    </div>
  );
}
