// Sends a stretch of the feed to a subscription again, and shows how far that has come.

import { useEffect, useId, useRef, useState } from 'react';
import { Time } from '../shell/time.tsx';
import { useZone } from '../shell/time-zone.ts';
import { cancelReplay, listReplays, type Replay, type Subscription, startReplay } from './console-api.ts';
import { momentIn, replayText } from './console-words.ts';
import { Trouble } from './trouble.tsx';
import { usePolled } from './use-polled.ts';

interface ReplayPanelProps {
  subscription: Subscription;
  /** Deliveries were made. */
  onChange: () => void;
}

const kinds = {
  since_last_success: 'What came after the last success',
  dead: 'What was given up',
  range: 'A stretch of time',
  all: 'All there is in the feed',
} as const;

type Kind = keyof typeof kinds;

/** While one runs, and otherwise. */
const everyMs = { running: 1_000, quiet: 10_000 };

export function ReplayPanel({ subscription: { Id: id }, onChange }: ReplayPanelProps) {
  const zone = useZone();
  const [kind, setKind] = useState<Kind>('since_last_success');
  const [range, setRange] = useState({ from: '', until: '' });
  const [isStarting, setIsStarting] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [isRunning, setIsRunning] = useState(false);
  const replays = usePolled(
    (signal) => listReplays(id, signal),
    id,
    isRunning ? everyMs.running : everyMs.quiet,
  );
  const runs = replays.answer?.some(({ state }) => state === 'running') ?? false;
  const wasRunning = useRef(false);
  useEffect(() => {
    setIsRunning(runs);
    if (wasRunning.current && !runs) onChange();
    wasRunning.current = runs;
  }, [runs, onChange]);
  const fields = useId();

  async function attempt(work: () => Promise<unknown>): Promise<void> {
    setIsStarting(true);
    setError(null);
    try {
      await work();
      replays.again();
    } catch (thrown) {
      setError(thrown);
    } finally {
      setIsStarting(false);
    }
  }

  const from = momentIn(range.from, zone);
  const isReady = kind !== 'range' || from !== null;
  return (
    <section className="panel stack" aria-labelledby={`${fields}-title`}>
      <h2 id={`${fields}-title`}>Send again</h2>
      <form
        className="stack stack-sm"
        onSubmit={(event) => {
          event.preventDefault();
          void attempt(() => startReplay(id, askedOf(kind, from, momentIn(range.until, zone))));
        }}
      >
        <div className="field">
          <label className="field-label" htmlFor={`${fields}-kind`}>
            What
          </label>
          <select
            id={`${fields}-kind`}
            className="input"
            value={kind}
            onChange={({ target }) => setKind(target.value as Kind)}
          >
            {Object.entries(kinds).map(([value, text]) => (
              <option key={value} value={value}>
                {text}
              </option>
            ))}
          </select>
        </div>
        {kind === 'range' && (
          <div className="row">
            {(['from', 'until'] as const).map((name) => (
              <div className="field" key={name}>
                <label className="field-label" htmlFor={`${fields}-${name}`}>
                  {name === 'from' ? 'From' : 'Until (now if empty)'}
                </label>
                <input
                  id={`${fields}-${name}`}
                  type="datetime-local"
                  step={1}
                  required={name === 'from'}
                  className="input"
                  value={range[name]}
                  onChange={({ target: { value } }) => setRange({ ...range, [name]: value })}
                />
              </div>
            ))}
          </div>
        )}
        <p className="field-hint">
          Only events that the subscription asks for. Messages keep their ids, so a receiver that has one
          already can tell.{kind === 'range' && ` Times in ${zone}.`}
        </p>
        <div>
          <button type="submit" className="button" disabled={isStarting || !isReady}>
            Start
          </button>
        </div>
      </form>
      <Trouble error={error ?? replays.error} />
      {(replays.answer?.length ?? 0) > 0 && (
        <ul className="plain-list stack stack-sm" aria-label="Replays">
          {replays.answer?.map((replay) => (
            <ReplayLine
              key={replay.id}
              replay={replay}
              onCancel={() => void attempt(() => cancelReplay(replay.id))}
            />
          ))}
        </ul>
      )}
    </section>
  );
}

function ReplayLine({ replay, onCancel }: { replay: Replay; onCancel: () => void }) {
  const text = replayText(replay);
  return (
    <li className="stack stack-sm">
      <div className="row row-apart">
        <span>{text}</span>
        {replay.state === 'running' ? (
          <button type="button" className="button button-quiet button-small" onClick={onCancel}>
            Cancel
          </button>
        ) : (
          <span className="small muted">
            <Time iso={replay.finished_at ?? replay.created_at} precision="minute" />
          </span>
        )}
      </div>
      {replay.state === 'running' && (
        <progress className="progress" max={100} value={replay.completion} aria-label={text} />
      )}
    </li>
  );
}

function askedOf(kind: Kind, from: string | null, until: string | null): object {
  switch (kind) {
    case 'since_last_success':
      return { since_last_success: true };
    case 'dead':
      return { dead: true };
    case 'range':
      return { from, ...(until === null ? {} : { until }) };
    case 'all':
      return { after: '0' };
  }
}
