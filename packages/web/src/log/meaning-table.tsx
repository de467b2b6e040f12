// The meaning of each line, and the limits of the log as a whole: for the help and for the report.

import { limitsOfTheLog, lineMeanings } from './line-meanings.ts';

export function LogLimits() {
  return (
    <dl className="log-limits">
      {limitsOfTheLog.map(({ title, text }) => (
        <div key={title}>
          <dt>{title}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Cards on narrow screens: each cell says what it is. */
export function MeaningTable() {
  return (
    <table className="table meanings">
      <thead>
        <tr>
          <th scope="col">Line</th>
          <th scope="col">What was observed</th>
          <th scope="col">What it can mean</th>
          <th scope="col">What it does not show</th>
        </tr>
      </thead>
      <tbody>
        {lineMeanings.map(({ line, observed, canMean, doesNotShow }) => (
          <tr key={line}>
            <th scope="row">{line}</th>
            <td data-label="Observed">{observed}</td>
            <td data-label="Can mean">{canMean}</td>
            <td data-label="Does not show">{doesNotShow}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
