// The forms that texts must have: times, spans, IRIs, UUIDs. Each is linear in the length of the text.

const dash = 45;
const colon = 58;

/** Whether a text is `YYYY-MM-DDTHH:mm:ss.SSSZ`, and that day and time exist. Leap seconds do not. */
export function isDateTime(text: string): boolean {
  return (
    text.length === 24 &&
    text.charCodeAt(4) === dash &&
    text.charCodeAt(7) === dash &&
    text[10] === 'T' &&
    text.charCodeAt(13) === colon &&
    text.charCodeAt(16) === colon &&
    text[19] === '.' &&
    text[23] === 'Z' &&
    number(text, 20, 23) >= 0 &&
    isDay(text) &&
    isWithin(number(text, 11, 13), 0, 23) &&
    isWithin(number(text, 14, 16), 0, 59) &&
    isWithin(number(text, 17, 19), 0, 59)
  );
}

const readable =
  /^\d{4}-\d\d-\d\d[Tt ]([01]\d|2[0-3]):[0-5]\d(:[0-5]\d([.,]\d{1,12})?)?([Zz]|[+-]([01]\d|2[0-3])(:?[0-5]\d)?)$/;

/** Whether a text is a time that can be told, in ISO 8601's extended form: fewer or more digits, or an offset. */
export function isReadableDateTime(text: string): boolean {
  return text.length <= 48 && readable.test(text) && isDay(text);
}

// Only the last part may have a fraction.
const span =
  /^P(?=[\dT])(?!.*[.,]\d+[A-Z].)(?:\d+(?:[.,]\d+)?Y)?(?:\d+(?:[.,]\d+)?M)?(?:\d+(?:[.,]\d+)?W)?(?:\d+(?:[.,]\d+)?D)?(?:T(?=\d)(?:\d+(?:[.,]\d+)?H)?(?:\d+(?:[.,]\d+)?M)?(?:\d+(?:[.,]\d+)?S)?)?$/;

/** Whether a text is an ISO 8601 duration, such as `PT50M12S`. */
export function isDuration(text: string): boolean {
  return text.length <= 128 && span.test(text);
}

const absoluteIri = /^[A-Za-z][A-Za-z0-9+.-]*:[^\s\p{Cc}<>"{}|\\^`]+$/u;

/** Whether a text is an absolute IRI or a blank node (`_:x`), without the characters that RFC 3987 keeps out of IRIs. */
export function isIri(text: string): boolean {
  return absoluteIri.test(text) || /^_:[^\s\p{Cc}]+$/u.test(text);
}

const uuid = /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function isUuidUrn(text: string): boolean {
  return text.length === 45 && uuid.test(text);
}

/** Whether the UUID of a `urn:uuid:` says that it is of version 4. */
export function isVersion4(urn: string): boolean {
  return urn[23] === '4' && '89abAB'.includes(urn[28] ?? ' ');
}

/** Whether a text is a number that JSON could have written as one. */
export function isNumberText(text: string): boolean {
  return text.length <= 64 && /^-?\d+(?:\.\d+)?$/.test(text);
}

function isDay(text: string): boolean {
  const year = number(text, 0, 4);
  const month = number(text, 5, 7);
  return year >= 0 && isWithin(month, 1, 12) && isWithin(number(text, 8, 10), 1, daysIn(year, month));
}

function daysIn(year: number, month: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}

/** The digits from `start` to before `end` as a number; -1 when they are not all digits. */
function number(text: string, start: number, end: number): number {
  let value = 0;
  for (let index = start; index < end; index += 1) {
    const digit = text.charCodeAt(index) - 48;
    if (!(digit >= 0 && digit <= 9)) return -1;
    value = value * 10 + digit;
  }
  return value;
}

function isWithin(value: number, least: number, greatest: number): boolean {
  return value >= least && value <= greatest;
}
