// A live event as one line for people: when, what, who, and the ids and numbers that tell most. It reads messages of every
// format, and knows that a message may say anything.

import type { styleText } from 'node:util';

/** Colours a text, or does not. */
export type Paint = (style: Parameters<typeof styleText>[0], text: string) => string;

type Json = Record<string, unknown>;

/** Of the longest name that is announced here, `quizwire.quiz_event_recorded`. */
const nameColumns = 28;

/** `message` as JSON still, in which nothing is left that would move the cursor or turn round what a terminal shows. */
export function jsonLine(message: string): string {
  return message.replace(
    /[\u007f-\u009f\p{Bidi_Control}\u2028\u2029]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** `message` is the JSON text of one event in any format. Times are in the reader's zone. */
export function eventLine(name: string, message: string, paint: Paint): string {
  const { metadata, body, data } = JSON.parse(message) as Json;
  const item: unknown = Array.isArray(data) ? data[0] : data;
  const told = isJson(item) ? caliperTold(item) : canvasTold(name, objectOf(metadata), objectOf(body));
  const parts = [
    paint('dim', localTime(told.time)),
    paint('cyan', plain(name).padEnd(nameColumns)),
    plain(told.who ?? '–'),
    plain(told.where.join(' ')),
    told.what === '' ? '' : paint('bold', plain(told.what)),
  ];
  return parts.filter((part) => part !== '').join('  ');
}

interface Told {
  time: unknown;
  who: string | null;
  where: string[];
  what: string;
}

function canvasTold(name: string, metadata: Json, body: Json): Told {
  const { user_login, user_id, real_user_id, job_tag } = metadata;
  const who = textOf(user_login) ?? (user_id === undefined ? textOf(job_tag) : `user ${localId(user_id)}`);
  const contextOf = ({ context_type, context_id }: Json) =>
    context_type === 'Course' ? context_id : undefined;
  const isOfStudent = /^(?:grade_|course_grade_|submission_(?:created|updated))/.test(name);
  const where = [
    ['course', body.course_id ?? contextOf(body) ?? contextOf(metadata)],
    ['assignment', body.assignment_id],
    ['quiz', body.quiz_id],
    [isOfStudent ? 'student' : 'user', body.student_id ?? body.user_id],
  ];
  return {
    time: metadata.event_time,
    who: who !== null && real_user_id !== undefined ? `user ${localId(real_user_id)} as ${who}` : who,
    where: where.flatMap(([noun, id]) => (id == null ? [] : `${noun} ${localId(id)}`)),
    what: canvasWhat(name, body),
  };
}

/** The telling numbers and words of a body. */
function canvasWhat(name: string, body: Json): string {
  const { workflow_state, attempt, type } = body;
  switch (name) {
    case 'grade_change': {
      const { old_score, old_grade, score, grade, points_possible } = body;
      const of = points_possible === undefined ? '' : ` of ${written(points_possible)}`;
      return `${moved(old_score ?? old_grade, score ?? grade)}${of}${body.muted === true ? ' (not posted)' : ''}`;
    }
    case 'course_grade_change':
      return ['current_score', 'final_score', 'unposted_current_score', 'unposted_final_score']
        .filter((key) => body[key] !== body[`old_${key}`])
        .map(
          (key) => `${key.replace('_score', '').replace('_', ' ')} ${moved(body[`old_${key}`], body[key])}`,
        )
        .join(', ');
    case 'grade_override':
      return moved(body.old_override_score, body.override_score);
    case 'quizwire.target_failing':
    case 'quizwire.target_disabled': {
      const { target, failures_in_a_row, last_failure_reason, disabled_reason } = body;
      const of = `${written(target)}, failures in a row: ${written(failures_in_a_row)}, the last: ${written(last_failure_reason)}`;
      return disabled_reason === undefined ? of : `${of} (disabled: ${written(disabled_reason)})`;
    }
    case 'quizwire.test':
      return written(body.message);
    default: {
      const title = textOf(body.title ?? body.name ?? body.user_name);
      return [
        ...(title === null ? [] : [`“${title}”`]),
        ...(attempt === undefined ? [] : [`attempt ${written(attempt)}`]),
        ...[type, workflow_state].flatMap((word) => textOf(word) ?? []),
      ].join(' ');
    }
  }
}

function caliperTold({ type, action, actor, object, generated, eventTime }: Json): Told {
  const { scoreGiven, maxScore } = objectOf(generated);
  const points =
    scoreGiven === undefined
      ? ''
      : `${written(scoreGiven)}${maxScore === undefined ? '' : ` of ${written(maxScore)}`}`;
  return {
    time: eventTime,
    who: entityName(actor),
    where: [type, action, objectOf(object).type].flatMap((word) => textOf(word) ?? []),
    what: [entityName(object) ?? '', points].filter((part) => part !== '').join('  '),
  };
}

/** What people call it, or its id, which is an IRI or the whole of what is said, without what begins all of ours. */
function entityName(entity: unknown): string | null {
  const { name, id } = objectOf(entity);
  const iri = textOf(id) ?? textOf(entity);
  const short = iri?.replace(/^(?:https?:\/\/[^\s?#]*?\/api\/v1\/|urn:instructure:canvas:)(?=.)/, '') ?? null;
  return textOf(name) ?? short?.replace(/(?<=^\w+:)\d{14,}$/, localId) ?? null;
}

function moved(before: unknown, after: unknown): string {
  return `${written(before ?? '–')} → ${written(after ?? '–')}`;
}

/** Of a global id the part that people know. */
function localId(id: unknown): string {
  const digits = written(id);
  return /^\d{14,}$/.test(digits) ? String(Number(digits.slice(-13))) : digits;
}

function localTime(time: unknown): string {
  const date = new Date(typeof time === 'string' ? time : Number.NaN);
  if (Number.isNaN(date.getTime())) return ''.padEnd(19);
  const two = (number: number) => String(number).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

/** Without what would move the cursor, recolour or turn round what a terminal shows. */
export function plain(text: string): string {
  return text.replace(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]+/gu, ' ');
}

/** Objects as JSON: they may have a `toString` that is no function. */
function written(value: unknown): string {
  return isJson(value) || Array.isArray(value) ? JSON.stringify(value) : String(value);
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function objectOf(value: unknown): Json {
  return isJson(value) ? value : {};
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
