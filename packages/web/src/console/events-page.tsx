// Live events as they are announced: filtered, paused at will, each with its message and where it went.

import { useEffect, useState } from 'react';
import { call } from '../api/client.ts';
import { urlOf } from '../api/place.ts';
import { changeAddress, useAddress } from '../shell/address.ts';
import { useZone } from '../shell/time-zone.ts';
import { type Column, VirtualTable } from '../shell/virtual-table.tsx';
import { ZoneChoice } from '../shell/zone-choice.tsx';
import { zonedText } from '../shell/zoned-time.ts';
import { EventDetails } from './event-details.tsx';
import { isAboutUser, localId, type TailedEvent, tail } from './tail.ts';
import { TailFilters } from './tail-filters.tsx';
import { Trouble } from './trouble.tsx';

/** Rows that are kept; older ones are in the feed. */
const rowsMax = 2_000;

/** How many of those that are there it begins with. */
const beginsBefore = 200;

/** How often what has come is drawn. */
const drawnEveryMs = 250;

export function EventsPage() {
  const address = useAddress();
  const zone = useZone();
  const [name, course, user] = ['name', 'course', 'user'].map((key) => address.get(key) ?? '');
  const selected = address.get('event');
  const { events, waiting, state, error, isPaused, setIsPaused } = useTail(name ?? '', course ?? '');
  const shown = user ? events.filter((event) => isAboutUser(event, user)) : events;
  return (
    <div className="stack">
      <div className="row row-apart">
        <h1 className="title">Live events</h1>
        <div className="row">
          <span className="small muted" role="status">
            {stateText(isPaused, state)}
          </span>
          <button
            type="button"
            className="button"
            aria-pressed={isPaused}
            onClick={() => setIsPaused(!isPaused)}
          >
            {isPaused ? `Go on${waiting > 0 ? ` (${waiting} new)` : ''}` : 'Pause'}
          </button>
        </div>
      </div>
      <div className="toolbar">
        <TailFilters />
        <ZoneChoice />
      </div>
      <Trouble error={error} />
      <div className={selected === null ? '' : 'halves'}>
        <VirtualTable
          label="Live events, the latest first"
          rows={shown}
          rowKey={({ cursor }) => cursor}
          rowHeight={40}
          empty={
            events.length > 0 || name || course || user
              ? 'No event like that among those that were read. New ones appear here by themselves.'
              : 'Nothing was announced yet. New events appear here by themselves.'
          }
          columns={columnsOf(selected, zone)}
        />
        {selected !== null && <EventDetails key={selected} cursor={selected} />}
      </div>
    </div>
  );
}

type Connection = 'connecting' | 'connected' | 'lost';

/** The latest first. While it is paused what comes is kept apart. */
function useTail(name: string, course: string) {
  const [events, setEvents] = useState<readonly TailedEvent[]>([]);
  const [held, setHeld] = useState<readonly TailedEvent[]>([]);
  const [isPaused, setIsPaused] = useState(false);
  const [state, setState] = useState<Connection>('connecting');
  const [error, setError] = useState<unknown>(null);

  useEffect(() => {
    const stop = new AbortController();
    const query = new URLSearchParams();
    if (name !== '') query.append('event_name[]', name);
    if (course !== '') query.set('course_id', course);
    const path = `/api/v1/live_events${query.size > 0 ? `?${query}` : ''}`;
    let come: TailedEvent[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    setEvents([]);
    setHeld([]);
    setError(null);
    const draw = (): void => {
      timer = undefined;
      const latest = come.reverse();
      come = [];
      setHeld((before) => [...latest, ...before].slice(0, rowsMax));
    };
    const onRefused = (thrown: unknown): void => {
      if (!stop.signal.aborted) setError(thrown);
    };
    call<{ next_cursor: string }>('GET', '/api/v1/live_events?after=latest&limit=1', {
      signal: stop.signal,
    }).then(({ next_cursor: end }) => {
      const from = String(Math.max(0, Number(end) - beginsBefore));
      const end_ = tail(path, from, {
        onEvents: (some) => {
          come.push(...some);
          timer ??= setTimeout(draw, drawnEveryMs);
        },
        onConnected: (isConnected) => setState(isConnected ? 'connected' : 'lost'),
        onRefused,
      });
      stop.signal.addEventListener('abort', end_);
      if (stop.signal.aborted) end_();
    }, onRefused);
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [name, course]);

  useEffect(() => {
    if (isPaused || held.length === 0) return;
    setEvents((before) => [...held, ...before].slice(0, rowsMax));
    const moved = new Set(held);
    // Others may have come since.
    setHeld((now) => now.filter((event) => !moved.has(event)));
  }, [isPaused, held]);

  return { events, waiting: held.length, state, error, isPaused, setIsPaused };
}

function stateText(isPaused: boolean, state: Connection): string {
  if (state === 'lost') return 'The connection is lost; it comes back by itself';
  if (isPaused) return 'Paused';
  return state === 'connecting' ? 'Connecting' : 'Following';
}

function timeIn(value: unknown, zone: string): string {
  const atMs = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(atMs) ? '–' : zonedText(atMs, zone, 'millisecond');
}

function textIn(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '–';
}

/** By the id that pages and the filters here have, to its page; the message has the global one. */
function Named({ id, at }: { id: unknown; at: 'people' | 'courses' }) {
  const local = localId(textIn(id));
  return local === null ? textIn(id) : <a href={urlOf(`/admin/${at}/${local}`)}>{local}</a>;
}

/** Beside the details there is room for few. */
function columnsOf(selected: string | null, zone: string): Column<TailedEvent>[] {
  const columns: Column<TailedEvent>[] = [
    {
      key: 'name',
      head: 'Event',
      width: 'minmax(14rem, 2fr)',
      cell: (event) => (
        <button
          type="button"
          className="tail-row"
          aria-pressed={event.cursor === selected}
          onClick={() => changeAddress({ event: event.cursor === selected ? null : event.cursor })}
        >
          {event.name}
        </button>
      ),
    },
    {
      key: 'time',
      head: 'Announced',
      width: '15rem',
      cell: ({ message: { metadata } }) => timeIn(metadata?.event_time, zone),
    },
    {
      key: 'user',
      head: 'By user',
      width: '9rem',
      cell: ({ message: { metadata } }) => <Named id={metadata?.user_id} at="people" />,
    },
    {
      key: 'context',
      head: 'In',
      width: '12rem',
      cell: ({ message: { metadata } }) =>
        metadata?.context_id === undefined ? (
          '–'
        ) : metadata.context_type === 'Course' ? (
          <>
            Course <Named id={metadata.context_id} at="courses" />
          </>
        ) : (
          `${textIn(metadata.context_type)} ${textIn(metadata.context_id)}`
        ),
    },
    { key: 'cursor', head: 'Place', width: '6rem', isNumber: true, cell: ({ cursor }) => cursor },
  ];
  return selected === null ? columns : columns.filter(({ key }) => key === 'name' || key === 'time');
}
