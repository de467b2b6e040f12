// The lanes of the picture, and what stands in each: marks of moments, spans of what lasted. Pure.

import type { Absence } from '../api/activity.ts';
import { lastedText } from '../shell/zoned-time.ts';
import { isRecord } from './answer-records.ts';
import type { AttemptLog } from './attempt-log.ts';
import { deviceText } from './device-words.ts';
import type { LaneKind } from './event-facts.ts';
import type { Shape } from './marks.ts';
import { questionTypeName } from './question-types.ts';
import type { ReadLog } from './read-log.ts';

export interface Span {
  kind: 'window' | 'page' | 'connection' | 'session' | 'missing';
  fromMs: number;
  toMs: number;
  /** Nothing tells of its end: it is drawn as far as anything is known. */
  isOpen: boolean;
  /** As it stands in the picture where there is room. */
  label: string;
  /** In a sentence, for who points at it. */
  text: string;
}

export interface Lane {
  key: string;
  kind: LaneKind | 'missing';
  /** `1`, `Focus`. */
  label: string;
  /** In more words; of a question, its type. */
  name: string;
  questionId: string | null;
  /** Ascending; each the time of `rows[places[i]]`. */
  times: Float64Array;
  places: Uint32Array;
  shapes: Shape[];
  spans: Span[];
}

interface Draft extends Omit<Lane, 'times' | 'places'> {
  times: number[];
  places: number[];
}

const context: readonly { kind: Lane['kind']; label: string; name: string; always: boolean }[] = [
  { kind: 'pages', label: 'Page', name: 'The page was open', always: true },
  { kind: 'focus', label: 'Focus', name: 'In front or away', always: true },
  { kind: 'connection', label: 'Network', name: 'Connection of the device', always: true },
  { kind: 'server', label: 'Server', name: 'What the server did', always: true },
  { kind: 'staff', label: 'Staff', name: 'What staff did', always: true },
  { kind: 'missing', label: 'Missing', name: 'Events that never arrived', always: false },
  { kind: 'clock', label: 'Clock', name: 'Moves of the device’s clock', always: false },
  { kind: 'other', label: 'Other', name: 'Events of other types', always: false },
];

/** Those of what is around the questions first; lanes that most attempts do not need only where something is in them. */
export function lanesOf(log: AttemptLog, read: ReadLog): Lane[] {
  const drafts = new Map<string, Draft>();
  const add = (key: string, kind: Lane['kind'], label: string, name: string, questionId: string | null) =>
    drafts.set(key, { key, kind, label, name, questionId, times: [], places: [], shapes: [], spans: [] });
  for (const { kind, label, name } of context) add(kind, kind, label, name, null);
  for (const { id, number, type } of log.questions)
    add(
      `q${id}`,
      'question',
      number === null ? '–' : String(number),
      number === null ? 'Text' : questionTypeName(type),
      id,
    );

  read.rows.forEach(({ event, facts }, place) => {
    const put = (key: string) => {
      const lane = drafts.get(key);
      lane?.times.push(event.atMs);
      lane?.places.push(place);
      lane?.shapes.push(facts.shape);
    };
    if (facts.lane !== 'question') put(facts.lane);
    for (const id of [...facts.questionIds, ...facts.clearedIds])
      if (facts.lane === 'question') put(drafts.has(`q${id}`) ? `q${id}` : 'other');
  });

  for (const absence of log.activity.absences)
    drafts
      .get(absence.kind === 'connection' ? 'connection' : 'focus')
      ?.spans.push(absenceSpan(absence, read));
  drafts.get('pages')?.spans.push(...sessionSpans(log, read));
  drafts.get('missing')?.spans.push(...missingSpans(log, read));

  const isAlways = new Set(context.filter(({ always }) => always).map(({ kind }) => kind));
  return [...drafts.values()]
    .filter(
      (lane) =>
        lane.kind === 'question' || isAlways.has(lane.kind) || lane.times.length + lane.spans.length > 0,
    )
    .map((lane) => ({
      ...lane,
      times: Float64Array.from(lane.times),
      places: Uint32Array.from(lane.places),
    }));
}

function absenceSpan({ kind, from, until, lasted_ms: lastedMs }: Absence, { range }: ReadLog): Span {
  const label = lastedMs === null ? 'no return seen' : lastedText(lastedMs);
  const what = {
    window: 'Away: something else was in front, the page stayed in sight',
    page: 'Away: the page was out of sight',
    connection: 'The device had no network',
  }[kind];
  return {
    kind,
    fromMs: Date.parse(from),
    toMs: until === null ? range.toMs : Date.parse(until),
    isOpen: until === null,
    label,
    text: `${what}, ${lastedMs === null ? 'and nothing tells of the return' : `for ${label}`}`,
  };
}

/** From the beginning of each page load to the last that was heard of it. */
function sessionSpans({ pageSessions }: AttemptLog, { rows }: ReadLog): Span[] {
  const seen = new Map<string, { fromMs: number; toMs: number; device: string }>();
  for (const { event } of rows) {
    if (event.session === null) continue;
    const span = seen.get(event.session) ?? { fromMs: event.atMs, toMs: event.atMs, device: '' };
    const agent = event.type === 'session_started' && isRecord(event.data) ? event.data.user_agent : null;
    if (typeof agent === 'string') span.device = deviceText(agent);
    span.toMs = event.atMs;
    seen.set(event.session, span);
  }
  const ended = new Map(pageSessions.map(({ id, ended }) => [id, ended]));
  return [...seen].map(([id, { fromMs, toMs, device }], index) => ({
    kind: 'session',
    fromMs,
    toMs,
    isOpen: ended.get(id) === false,
    label: device,
    text: `Page load ${index + 1}${device === '' ? '' : `, ${device}`}: from its first to its last event`,
  }));
}

/** Between the events before and after them; of the beginning from the start of the page, of the end to when it was last heard. */
function missingSpans({ pageSessions }: AttemptLog, { rows }: ReadLog): Span[] {
  if (pageSessions.every(({ missing }) => missing.length === 0)) return [];
  const atOf = new Map(rows.map(({ event }) => [`${event.session} ${event.sequence}`, event.atMs]));
  return pageSessions.flatMap(({ id, missing, began_at, last_received_at }) =>
    missing.map(({ from, to }): Span => {
      const count = to - from + 1;
      const beginMs = Date.parse(began_at ?? last_received_at);
      const fromMs = atOf.get(`${id} ${from - 1}`) ?? beginMs;
      const toMs = atOf.get(`${id} ${to + 1}`) ?? Math.max(fromMs, Date.parse(last_received_at));
      const label = `${count} missing`;
      const text = `${count === 1 ? 'One event' : `${count} events`} of this page never arrived, recorded some time in this span`;
      return { kind: 'missing', fromMs, toMs, isOpen: false, label, text };
    }),
  );
}
