// What each lane of the picture is of. By keyboard the same questions are reached from their own view, not past a hundred stops here.

import { memo } from 'react';
import { PlainLink } from './log-sections.tsx';
import type { Lane } from './timeline-lanes.ts';

interface LaneNamesProps {
  lanes: readonly Lane[];
  laneHeight: number;
  questionUrl: (questionId: string) => string;
}

export const LaneNames = memo(function LaneNames({ lanes, laneHeight, questionUrl }: LaneNamesProps) {
  return (
    <ul className="plain-list timeline-names" aria-label="Lanes">
      {lanes.map(({ key, label, name, questionId }) => (
        <li key={key} style={{ height: laneHeight }} title={name}>
          {questionId === null ? (
            label
          ) : (
            <PlainLink url={questionUrl(questionId)} isTabStop={false}>
              <span className="visually-hidden">Question </span>
              <span className="timeline-number">{label}</span>
              <span className="timeline-name" dir="auto">
                {name}
              </span>
            </PlainLink>
          )}
        </li>
      ))}
    </ul>
  );
});
